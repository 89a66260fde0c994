import type * as z from 'zod/mini';
import { segmentMember } from './segment-member.ts';
import { snapshotFinished } from './snapshot-finished.ts';
import { snapshotStarted } from './snapshot-started.ts';

/** What is announced of who is already in a segment, by its `detail-type`. */
export const snapshotEvents = {
  SegmentMember: segmentMember,
  SnapshotStarted: snapshotStarted,
  SnapshotFinished: snapshotFinished,
} as const;

/** The `detail-type` of an entry of a snapshot. */
export type SnapshotEventType = keyof typeof snapshotEvents;

/** The detail of an entry of a snapshot. */
export type SnapshotDetailOf<Type extends SnapshotEventType> = Readonly<
  z.output<(typeof snapshotEvents)[Type]['schema']>
>;

/** Every `detail-type` of a snapshot. */
export const snapshotTypes: readonly string[] = Object.values(snapshotEvents).map(({ type }) => type);
