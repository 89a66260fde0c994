import type { DatabaseSync } from 'node:sqlite';
import { firstRow } from './rows.ts';

/** What a row's text begins with: `[` where it lacks the event's text, as `storedRowOf` writes it. */
const beginning = 'substr(body, 1, 1)';
const isReduced = `${beginning} = '['`;

/** Whether a row is of an event that has not come, as `storedRowOf` writes it. */
const isNamed = "fingerprint = ''";

const index = `CREATE INDEX IF NOT EXISTS event_reduced ON event (${beginning}, ${isNamed}) WHERE ${isReduced}`;

/** The numbers of rows without the event's text. */
export interface ReducedCounts {
  /** Events that were applied and do not count. */
  readonly replaced: number;
  /** Events that are named and have not come. */
  readonly unmet: number;
}

const noneReduced: ReducedCounts = { replaced: 0, unmet: 0 };

const hasReduced = (database: DatabaseSync): boolean =>
  database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'event_reduced'").get() !== undefined;

/** Counts the rows without the event's text, at once where the file has none. */
export const countReduced = (database: DatabaseSync): ReducedCounts => {
  if (!hasReduced(database)) return noneReduced;
  // In another form the counts would not come from the index alone.
  const query = `SELECT count(*) AS reduced, total(${isNamed}) AS unmet FROM event WHERE ${isReduced}`;
  const { reduced = 0, unmet = 0 } = firstRow<Record<'reduced' | 'unmet', number>>(database.prepare(query))() ?? {};
  return { replaced: reduced - unmet, unmet };
};

/** Makes the index that counts such rows, with the first of them. With both expressions in it no row is looked up. */
export const indexReduced = (database: DatabaseSync): void => {
  database.exec(index);
};
