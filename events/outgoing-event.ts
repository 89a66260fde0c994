import type * as z from 'zod/mini';
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

/** The detail of an announcement, as campaigns receive it. */
export type AnnouncementDetailOf<Type extends AnnouncementType> = Readonly<
  z.output<(typeof outgoingEvents)[Type]['schema']>
>;
