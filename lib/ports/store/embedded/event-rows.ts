import type { DatabaseSync } from 'node:sqlite';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { AppliedRow, LedgerKey, LedgerRow, NamedEvent, StrippedEvent } from '../customer-store.ts';
import { isLatest, raiseVersion } from './open-database.ts';
import { paged } from './paged.ts';
import { firstRow, rows } from './rows.ts';
import { countReduced, indexReduced } from './reduced-rows.ts';
import { rowIn, storedRowOf, type StoredRow } from './stored-rows.ts';

const pageSize = 500;

/** The columns of a row, in order. */
const columns = 'person, eventId, fingerprint, arrivedAt, body';

const valuesOf = (row: LedgerRow) => {
  const { person, eventId, fingerprint, arrivedAt, body } = storedRowOf(row);
  return [person, eventId, fingerprint, arrivedAt, body] as const;
};

const readerOf = (database: DatabaseSync) => {
  const one = firstRow<StoredRow>(database.prepare(`SELECT ${columns} FROM event WHERE person = ? AND eventId = ?`));
  const page = rows<StoredRow>(
    database.prepare(
      `SELECT ${columns} FROM event
       WHERE person = ? AND eventId > ? ORDER BY eventId LIMIT ${pageSize}`,
    ),
  );
  const latest = rows<StoredRow>(database.prepare(`SELECT ${columns} FROM event ORDER BY position DESC LIMIT ?`));

  return {
    /** The row of an event; undefined where it was neither applied nor named. */
    one: ({ person, eventId }: LedgerKey): LedgerRow | undefined => {
      const row = one(person, eventId);
      return row && rowIn(row);
    },
    /** A person's rows by id of the event. The reader may write in between. */
    *of(person: PersonKey): Iterable<LedgerRow> {
      for (const row of paged<StoredRow>(pageSize, (last) => page(person, last?.eventId ?? ''))) yield rowIn(row);
    },
    /** The rows that came last, the latest first. */
    latest: (limit: number): readonly LedgerRow[] => latest(limit).map(rowIn),
  };
};

/** The ledger: one row for each event that was applied, or named before it came, under the person of its own ids. */
export const eventRows = (database: DatabaseSync) => {
  const insert = database.prepare(`INSERT INTO event (${columns}) VALUES (?, ?, ?, ?, ?)`);
  const replace = database.prepare(
    `INSERT INTO event (${columns}) VALUES (?, ?, ?, ?, ?) ON CONFLICT (person, eventId) DO UPDATE
     SET fingerprint = excluded.fingerprint, arrivedAt = excluded.arrivedAt, body = excluded.body`,
  );
  const remove = database.prepare('DELETE FROM event WHERE person = ?');
  const isOfEarlier = !isLatest(database);
  const replaceRow = (row: StrippedEvent | NamedEvent): void => {
    indexReduced(database);
    raiseVersion(database);
    replace.run(...valuesOf(row));
  };

  return {
    ...readerOf(database),
    /** Adds an event that was applied. */
    add: (row: AppliedRow): void => {
      if (row.body === undefined) replaceRow(row);
      else {
        if (isOfEarlier) raiseVersion(database);
        insert.run(...valuesOf(row));
      }
    },
    /** Puts a row in place of any under its key. */
    replace: replaceRow,
    /** Counts the rows without the event's text, at once where the file has none. */
    reduced: () => countReduced(database),
    removeAll: (person: PersonKey): void => {
      remove.run(person);
    },
  };
};
