import type { BackfillEventType } from '#events/backfill-event.ts';
import type { AnnouncementType } from '#events/outgoing-event.ts';
import type { patronSource } from '#events/segment-change.ts';
import type { NotTaken } from '../sending.ts';

/** One entry as it goes on the bus; its `source` is `patron`. */
export interface OutgoingEntry {
  readonly detailType: AnnouncementType | BackfillEventType;
  /** The JSON of `detail`. */
  readonly detail: string;
}

/** The `source` of every entry that goes out. */
export const outgoingSource: typeof patronSource = 'patron';

/** Where changes go. */
export interface ChangePublisher {
  /**
   * Puts up to ten entries, in order.
   *
   * @returns those that were not taken; every other one was.
   */
  publish(entries: readonly OutgoingEntry[]): Promise<readonly NotTaken<OutgoingEntry>[]>;
}
