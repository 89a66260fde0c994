import type { DatabaseSync } from 'node:sqlite';
import { firstRow, rows } from '../rows.ts';
import type { WaitingRow } from '../waiting-rows.ts';

/** A row of the log with the person whom it is of. */
export interface LoggedRow extends WaitingRow {
  readonly person: string;
}

/** So many rows are read at once: they are counted within some 10 ms. */
export const rowsAtOnce = 2000;

/** The log of changes as it is counted. */
export const loggedRows = (database: DatabaseSync) => {
  const after = rows<LoggedRow>(
    database.prepare(
      `SELECT position, person, body FROM change WHERE position > ? ORDER BY position LIMIT ${rowsAtOnce}`,
    ),
  );
  const before = rows<LoggedRow>(
    database.prepare(
      `SELECT position, person, body FROM change WHERE position < ? ORDER BY position DESC LIMIT ${rowsAtOnce}`,
    ),
  );
  const erased = rows<{ readonly person: string }>(database.prepare('SELECT DISTINCT person FROM forgotten'));
  const last = firstRow<{ readonly seq: number }>(
    database.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'change'"),
  );

  return {
    /** The first rows behind a position. */
    after: (position: number): readonly LoggedRow[] => after(position),
    /** The last rows before a position, the last one first. */
    before: (position: number): readonly LoggedRow[] => before(position),
    /** Who was erased of those who have rows: what waits to be published of them is still there, and not counted. */
    erased: (): ReadonlySet<string> => new Set(erased().map(({ person }) => person)),
    /** The highest position that any row has had; 0 before the first. */
    last: (): number => last()?.seq ?? 0,
  };
};

export type LoggedRows = ReturnType<typeof loggedRows>;
