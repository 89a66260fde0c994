import type { BackfillEventType } from '#events/backfill-event.ts';
import type { CanaryEventType } from '#events/canary-heard.ts';
import type { InsightEventType } from '#events/insight-event.ts';
import type { AnnouncementType } from '#events/outgoing-event.ts';
import type { SnapshotEventType } from '#events/snapshot-event.ts';
import type { patronSource } from '#events/segment-change.ts';
import type { NotTaken } from '../sending.ts';

/** An entry for the bus; its `source` is `patron`. */
export interface OutgoingEntry {
  readonly detailType: AnnouncementType | BackfillEventType | CanaryEventType | InsightEventType | SnapshotEventType;
  /** The JSON of `detail`. */
  readonly detail: string;
}

/** The `source` of every outgoing entry. */
export const outgoingSource: typeof patronSource = 'patron';

/** The bus that changes are published on. */
export interface ChangePublisher {
  /**
   * Puts up to ten entries, in order.
   *
   * @returns the entries that were not taken; all others were.
   */
  publish(entries: readonly OutgoingEntry[]): Promise<readonly NotTaken<OutgoingEntry>[]>;
}
