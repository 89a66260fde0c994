import type { Load } from './work.ts';

/** How many batches Lambda has on their way at once as long as nothing piles up. */
export const pollers = 5;

/** What a FIFO queue gives at once, at most. */
export const largestBatch = 10;

/** Assumed: how long the update of a batch of one, and of ten, takes. Milliseconds. */
export const updateMs = { one: 15, ten: 20 } as const;

const msPerFurtherMessage = (updateMs.ten - updateMs.one) / (largestBatch - 1);

const durationOf = (batch: number): number => updateMs.one + (batch - 1) * msPerFurtherMessage;

/** How messages come to the functions at a rate. */
export interface Batches {
  /** Events and ticks a second. */
  readonly messagesPerSecond: number;
  /** Messages in a batch, from 1 to 10. */
  readonly size: number;
  readonly perSecond: number;
  /** How long the update of a batch takes, in seconds. */
  readonly seconds: number;
  /** Batches that are being updated at any time, on average. */
  readonly concurrency: number;
}

/**
 * A batch holds what has come while the pollers were busy with the last: as many messages as arrive during one update, shared by
 * the pollers. On a quiet system that is one; when all pollers are busy all the time, batches grow to ten, and only then does
 * Lambda poll more. A FIFO queue knows no waiting for more messages.
 */
export const batchesAt = ({ eventsPerSecond, work }: Load): Batches => {
  const messagesPerSecond = eventsPerSecond * (1 + work.ticks);
  const perPoller = messagesPerSecond / pollers / 1000;
  // size = perPoller * durationOf(size), solved for the size.
  const free = 1 - perPoller * msPerFurtherMessage;
  const settled = free <= 0 ? largestBatch : (perPoller * (updateMs.one - msPerFurtherMessage)) / free;
  const size = Math.min(largestBatch, Math.max(1, settled));
  const perSecond = messagesPerSecond / size;
  const seconds = durationOf(size) / 1000;
  return { messagesPerSecond, size, perSecond, seconds, concurrency: perSecond * seconds };
};
