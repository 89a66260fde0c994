import type { QueuedText } from '#lib/ports/queue/diverted-messages.ts';

/** A record of a shard: its id and arrival, and what it says. */
export interface ShardText extends QueuedText {
  /** The partition key: the bare id of the person. */
  readonly group: string;
}
