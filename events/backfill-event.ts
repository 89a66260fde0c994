import { backfillFinished } from './backfill-finished.ts';
import { backfillProgressed } from './backfill-progressed.ts';
import { backfillStarted } from './backfill-started.ts';

/** What Patron announces of a backfill after a new catalogue was deployed, by its `detail-type`. It names no person. */
export const backfillEvents = {
  BackfillStarted: backfillStarted,
  BackfillProgressed: backfillProgressed,
  BackfillFinished: backfillFinished,
} as const;

/** The `detail-type` of an announcement of a backfill. */
export type BackfillEventType = keyof typeof backfillEvents;
