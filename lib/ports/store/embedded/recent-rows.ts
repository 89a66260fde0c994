import type { DatabaseSync } from 'node:sqlite';
import { changeLog } from './change-log.ts';
import { latestInstant } from './latest-instant.ts';
import type { Tables } from './tables.ts';

/** What came last, for those who look at everybody. */
export const recentRows = (database: DatabaseSync, tables: Tables) => ({
  /** The changes of everybody. */
  changes: changeLog(database, tables),
  /** The events that came last, the latest first. */
  events: tables.events.latest,
  /** When the last of all came. */
  at: latestInstant(database),
});
