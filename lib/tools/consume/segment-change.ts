import type { AnnouncementDetailOf } from '#events/outgoing-event.ts';
import type { SnapshotDetailOf } from '#events/snapshot-event.ts';

type Entered = AnnouncementDetailOf<'SegmentEntered'>;
type Exited = AnnouncementDetailOf<'SegmentExited'>;

/** A membership that is there when a snapshot is made: the detail of its entry, with the person's traits and segments as of now. */
export type SegmentMember = SnapshotDetailOf<'SegmentMember'>;

/** What a campaign is told: a membership has begun or ended, or is there in a snapshot. */
export type SegmentChange = Entered | Exited | SegmentMember;

/** A change as `missing` gives it: `quiet` is true of one that was kept off the bus on purpose. */
export type RecordedChange = (Entered | Exited) & { readonly quiet?: boolean | undefined };

/** A change from the bus or from `missing`, which counts the person's changes. */
export type CountedChange = RecordedChange | SegmentMember;

export type ErasedDetail = AnnouncementDetailOf<'ProfileErased'>;

export const isSnapshot = (change: CountedChange): boolean => change.origin === 'snapshot';

export const isQuiet = (change: CountedChange): boolean => 'quiet' in change && change.quiet === true;
