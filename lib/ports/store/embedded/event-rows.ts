import type { DatabaseSync } from 'node:sqlite';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { AppliedRow, LedgerKey, LedgerRow, NamedEvent, StrippedEvent } from '../customer-store.ts';
import { isRaised, raiseVersion } from './open-database.ts';
import { paged } from './paged.ts';
import { firstRow, rows } from './rows.ts';
import { rowIn, storedRowOf, type StoredRow } from './stored-rows.ts';

const pageSize = 500;

/** The columns of a row, in order. */
const columns = 'person, eventId, fingerprint, arrivedAt, body';

const valuesOf = (row: LedgerRow) => {
  const { person, eventId, fingerprint, arrivedAt, body } = storedRowOf(row);
  return [person, eventId, fingerprint, arrivedAt, body] as const;
};

/** What a row's text begins with: `[` where it lacks the event's text, as `storedRowOf` writes it. */
const beginning = 'substr(body, 1, 1)';
const isReduced = `${beginning} = '['`;

/** Whether a row is of an event that has not come, as `storedRowOf` writes it. */
const isNamed = "fingerprint = ''";

/** Made with the first row without the event's text, to count such rows. With both expressions in it no row is looked up. */
const reducedIndex = `CREATE INDEX IF NOT EXISTS event_reduced ON event (${beginning}, ${isNamed}) WHERE ${isReduced}`;

/** The numbers of rows without the event's text. */
export interface ReducedCounts {
  /** Events that were applied and do not count. */
  readonly replaced: number;
  /** Events that are named and have not come. */
  readonly unmet: number;
}

const noneReduced: ReducedCounts = { replaced: 0, unmet: 0 };

const countReduced = (database: DatabaseSync): ReducedCounts => {
  // In another form the counts would not come from the index alone.
  const query = `SELECT count(*) AS reduced, total(${isNamed}) AS unmet FROM event WHERE ${isReduced}`;
  const { reduced = 0, unmet = 0 } = firstRow<Record<'reduced' | 'unmet', number>>(database.prepare(query))() ?? {};
  return { replaced: reduced - unmet, unmet };
};

/** The ledger: one row for each event that was applied, or named before it came, under the person of its own ids. */
export const eventRows = (database: DatabaseSync) => {
  const one = firstRow<StoredRow>(database.prepare(`SELECT ${columns} FROM event WHERE person = ? AND eventId = ?`));
  const insert = database.prepare(`INSERT INTO event (${columns}) VALUES (?, ?, ?, ?, ?)`);
  const replace = database.prepare(
    `INSERT INTO event (${columns}) VALUES (?, ?, ?, ?, ?) ON CONFLICT (person, eventId) DO UPDATE
     SET fingerprint = excluded.fingerprint, arrivedAt = excluded.arrivedAt, body = excluded.body`,
  );
  const page = rows<StoredRow>(
    database.prepare(
      `SELECT ${columns} FROM event
       WHERE person = ? AND eventId > ? ORDER BY eventId LIMIT ${pageSize}`,
    ),
  );
  const latest = rows<StoredRow>(database.prepare(`SELECT ${columns} FROM event ORDER BY position DESC LIMIT ?`));
  const remove = database.prepare('DELETE FROM event WHERE person = ?');
  const replaceRow = (row: StrippedEvent | NamedEvent): void => {
    database.exec(reducedIndex);
    raiseVersion(database);
    replace.run(...valuesOf(row));
  };

  return {
    /** The row of an event; undefined where it was neither applied nor named. */
    one: ({ person, eventId }: LedgerKey): LedgerRow | undefined => {
      const row = one(person, eventId);
      return row && rowIn(row);
    },
    /** Adds an event that was applied. */
    add: (row: AppliedRow): void => {
      if (row.body === undefined) replaceRow(row);
      else insert.run(...valuesOf(row));
    },
    /** Puts a row in place of any under its key. */
    replace: replaceRow,
    /** A person's rows by id of the event. The reader may write in between. */
    *of(person: PersonKey): Iterable<LedgerRow> {
      for (const row of paged<StoredRow>(pageSize, (last) => page(person, last?.eventId ?? ''))) yield rowIn(row);
    },
    /** The rows that came last, the latest first. */
    latest: (limit: number): readonly LedgerRow[] => latest(limit).map(rowIn),
    /** Counts the rows without the event's text, at once where the file has none. */
    reduced: (): ReducedCounts => (isRaised(database) ? countReduced(database) : noneReduced),
    removeAll: (person: PersonKey): void => {
      remove.run(person);
    },
  };
};
