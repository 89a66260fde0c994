import { pollers } from './batches.ts';
import { intakeBatchesAt } from './intake-batches.ts';
import type { Part } from './flow-parts.ts';
import { millionsAt, priceText, type Prices } from './prices.ts';
import { streamReading } from './stream-batches.ts';
import { monthSeconds, type Load } from './work.ts';

/** How long a poll of an empty queue waits, in seconds. */
const emptyPollSeconds = 20;

/** The intake queue, and the slow queue, which is nearly always empty. */
const emptiedQueues = 2;

const idlePolls = (emptiedQueues * pollers) / emptyPollSeconds;

const idleText = `${emptiedQueues} x ${pollers} idle polls per ${emptyPollSeconds} s`;

/** Ticks are sent in calls of ten. */
const ticksPerCall = 10;

/** Calls to the queues in a second. */
export const queueCallsPerSecond = (load: Load): number => {
  if (load.intake === 'stream') return idlePolls;
  const { eventsPerSecond, work } = load;
  const sends = eventsPerSecond * (1 + work.ticks / ticksPerCall);
  return sends + 2 * intakeBatchesAt(load).perSecond + idlePolls;
};

const queuePart = (load: Load, prices: Prices): Part => ({
  name: 'queue',
  dollars: queueCallsPerSecond(load) * monthSeconds * prices.queueCall,
  formula:
    load.intake === 'stream'
      ? `${idleText} of the queues that stay beside the stream ${millionsAt(prices, 'queueCall')}`
      : `(a send each, a tenth for a tick, and 2 calls a batch, and ${idleText}) ${millionsAt(prices, 'queueCall')}`,
});

const gigabyte = 1e9;
const kilobyte = 1024;

/** What EventBridge writes around an event for a target, in bytes: assumed. */
const envelopeBytes = 200;

/** Days for which the stream keeps what was taken, beyond the first, which is free. */
const paidDays = streamReading.keptDays - 1;

/** A record is billed by whole KB, so on average half of one more than it has; a tick is one. */
const billedBytes = ({ eventsPerSecond, work }: Load): number => {
  const event = Math.max(1, (work.eventBytes + envelopeBytes) / kilobyte + 0.5);
  return eventsPerSecond * monthSeconds * (event + work.ticks) * kilobyte;
};

const streamPart = (load: Load, { stream }: Prices): Part => {
  const gigabytes = billedBytes(load) / gigabyte;
  const kept = (gigabytes * paidDays * 24 * 60 * 60) / monthSeconds;
  return {
    name: 'stream',
    dollars:
      (monthSeconds / 3600) * stream.hour +
      gigabytes * (stream.gigabyteIn + stream.gigabyteOut) +
      kept * stream.gigabyteMonth,
    formula: `${priceText(stream.hour)} an hour, KB of events and ticks, rounded up, x ${priceText(stream.gigabyteIn)} in and ${priceText(stream.gigabyteOut)} out per GB, and ${paidDays} days of them x ${priceText(stream.gigabyteMonth)} per GB`,
  };
};

/** What it costs in a month that events wait in order: in the queue, or in the stream. */
export const intakeParts = (load: Load, prices: Prices): readonly Part[] => [
  queuePart(load, prices),
  ...(load.intake === 'stream' ? [streamPart(load, prices)] : []),
];
