import { durationOf, type Batches } from './batches.ts';
import type { Load } from './work.ts';

/** How the function takes records from the stream: as it is deployed with the usual `concurrency`. */
export const streamReading = {
  /** How long a batch gathers, in seconds, from its first record on. */
  window: 2,
  /** The most records in a batch. */
  most: 500,
  /** Batches of one shard at once. */
  lanes: 4,
  /** Days for which the stream keeps what was taken. */
  keptDays: 7,
} as const;

/** A stream on demand begins with these. */
const fewestShards = 4;

/** Records that a shard takes in a second. Kinesis keeps room for twice the highest load of a month: assumed. */
const recordsPerShard = 1_000;
const room = 2;

const shardsAt = (recordsPerSecond: number): number =>
  Math.max(fewestShards, Math.ceil((room * recordsPerSecond) / recordsPerShard));

const messagesAt = ({ eventsPerSecond, work }: Load): number => eventsPerSecond * (1 + work.ticks);

/** The batches that may be updated at once: those of all shards. */
export const streamLanesAt = (load: Load): number => shardsAt(messagesAt(load)) * streamReading.lanes;

/** Works out the batches of a load that waits in the stream: each lane of each shard takes what comes in the window after a first record. */
export const streamBatchesAt = (load: Load): Batches => {
  const messagesPerSecond = messagesAt(load);
  const ofLane = messagesPerSecond / streamLanesAt(load);
  const size = Math.min(streamReading.most, 1 + ofLane * streamReading.window);
  const perSecond = messagesPerSecond / size;
  const seconds = durationOf(size) / 1000;
  return { messagesPerSecond, size, perSecond, seconds, concurrency: perSecond * seconds };
};
