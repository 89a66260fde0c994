import { measuredUpdate, processorShare, tableCallsMs } from './measured-times.ts';
import type { Load } from './work.ts';

/** Batches that Lambda's pollers process concurrently as long as nothing piles up. */
export const pollers = 5;

/** The most messages in one batch of a FIFO queue. */
export const largestBatch = 10;

const takes = (processorMs: number): number => tableCallsMs + processorMs / processorShare;

/** Durations of the update of a batch of one and of ten, in milliseconds: its calls, and its work at the function's share of a processor. */
export const updateMs = { one: takes(measuredUpdate.one), ten: takes(measuredUpdate.ten) } as const;

const msPerFurtherMessage = (updateMs.ten - updateMs.one) / (largestBatch - 1);

const durationOf = (batch: number): number => updateMs.one + (batch - 1) * msPerFurtherMessage;

/** The batches in which messages reach the functions at a given rate. */
export interface Batches {
  /** Events and ticks a second. */
  readonly messagesPerSecond: number;
  /** Messages in a batch, from 1 to 10. */
  readonly size: number;
  readonly perSecond: number;
  /** Duration of the update of a batch. */
  readonly seconds: number;
  /** Batches being updated at any time, on average. */
  readonly concurrency: number;
}

/**
 * Works out the batches of a load.
 *
 * A batch holds the messages that arrived during the previous update, divided among the pollers. On a quiet system that is
 * one message; once all pollers are always busy, batches grow to ten, and only then does Lambda add pollers. A FIFO queue has
 * no batching window.
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
