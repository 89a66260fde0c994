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

/** Duration of the update of a batch, in milliseconds: as measured up to ten, and at the same rate beyond. */
export const durationOf = (batch: number): number => updateMs.one + (batch - 1) * msPerFurtherMessage;

/** The batches in which messages reach the functions at a given rate. */
export interface Batches {
  /** Events and ticks a second. */
  readonly messagesPerSecond: number;
  /** Messages in a batch, from 1 on, on average. */
  readonly size: number;
  readonly perSecond: number;
  /** Duration of the update of a batch, on average. */
  readonly seconds: number;
  /** Batches being updated at any time, on average. */
  readonly concurrency: number;
}

/** Seconds from one sweep to the next. */
const sweepSeconds = 60;

/**
 * The batches of a steady flow: each holds the messages that arrived during the previous update, divided among the pollers. On a quiet
 * system that is one message; once all pollers are always busy, batches grow to ten, and only then does Lambda add pollers.
 */
const steadySize = (messagesPerSecond: number): number => {
  const perPoller = messagesPerSecond / pollers / 1000;
  // size = perPoller * durationOf(size), solved for the size.
  const free = 1 - perPoller * msPerFurtherMessage;
  const settled = free <= 0 ? largestBatch : (perPoller * (updateMs.one - msPerFurtherMessage)) / free;
  return Math.min(largestBatch, Math.max(1, settled));
};

/** Batches of one size. */
interface Some {
  readonly size: number;
  readonly perSecond: number;
}

/**
 * The batches in which the ticks of a sweep are taken, and the events that come meanwhile. All ticks of a minute are sent together, by
 * ten, so that they wait for the pollers, who take ten at a time; a few are divided among them. `share` is that of the time it takes.
 */
const burstOf = (eventsPerSecond: number, ticksPerSecond: number): Some & { readonly share: number } => {
  const size = Math.min(largestBatch, Math.max(steadySize(eventsPerSecond), (ticksPerSecond * sweepSeconds) / pollers));
  const spare = (pollers * size * 1000) / durationOf(size) - eventsPerSecond;
  // A share of 1: before all are taken the next come.
  const share = spare <= ticksPerSecond ? 1 : ticksPerSecond / spare;
  return { size, share, perSecond: (ticksPerSecond + share * eventsPerSecond) / size };
};

/** Works out the batches of a load that waits in the queue: those of each sweep's ticks, and those of the events between. A FIFO queue has no batching window. */
export const batchesAt = ({ eventsPerSecond, work }: Load): Batches => {
  const ticksPerSecond = eventsPerSecond * work.ticks;
  const burst = burstOf(eventsPerSecond, ticksPerSecond);
  const size = steadySize(eventsPerSecond);
  const steady: Some = { size, perSecond: ((1 - burst.share) * eventsPerSecond) / size };
  const perSecond = burst.perSecond + steady.perSecond;
  const busy = [burst, steady].reduce((sum, each) => sum + (each.perSecond * durationOf(each.size)) / 1000, 0);
  const messagesPerSecond = eventsPerSecond + ticksPerSecond;
  return {
    messagesPerSecond,
    size: messagesPerSecond / perSecond,
    perSecond,
    seconds: busy / perSecond,
    concurrency: busy,
  };
};
