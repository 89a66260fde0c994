import type { OutgoingEntry } from '#lib/ports/publisher/change-publisher.ts';

/** Where an entry stands in the order of publication: the position of its commit, and its number there. */
export interface Place {
  readonly position: number;
  readonly index: number;
}

/** Before everything. */
export const beginning: Place = { position: 0, index: -1 };

/** An entry that was published, with its place. */
export interface PlacedEntry extends Place {
  readonly entry: OutgoingEntry;
}

/** Whether a place is behind another. */
export const isBehind = (one: Place, other: Place): boolean =>
  one.position > other.position || (one.position === other.position && one.index > other.index);
