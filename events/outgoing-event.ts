import { profileErased } from './profile-erased.ts';
import { segmentEntered } from './segment-entered.ts';
import { segmentExited } from './segment-exited.ts';

/** Everything that Patron announces, by its `detail-type`. */
export const outgoingEvents = {
  SegmentEntered: segmentEntered,
  SegmentExited: segmentExited,
  ProfileErased: profileErased,
} as const;

/** The `detail-type` of an announcement. */
export type AnnouncementType = keyof typeof outgoingEvents;
