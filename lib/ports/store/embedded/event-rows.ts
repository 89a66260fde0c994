import type { DatabaseSync } from 'node:sqlite';
import type { PersonKey } from '#lib/core/profile/person.ts';
import { once } from '#lib/core/once.ts';
import type { AppliedRow, LedgerKey, LedgerRow, NamedEvent, StrippedEvent } from '../customer-store.ts';
import type { Indexes } from './indexes.ts';
import { KeyFilter } from './key-filter.ts';
import type { Draft } from './draft.ts';
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

const hasRows = (database: DatabaseSync): boolean =>
  database.prepare('SELECT 1 FROM event LIMIT 1').get() !== undefined;

/** Tells which events are surely new: in a ledger that is filled, without asking its table. */
const newcomers = (database: DatabaseSync, { need, areThere }: Indexes) => {
  const seen = areThere || hasRows(database) ? undefined : new KeyFilter();
  return {
    add: (key: LedgerKey): void => seen?.add(key),
    isNew: (key: LedgerKey): boolean => {
      if (seen?.mayHave(key) === false) return true;
      need('event_key');
      return false;
    },
  };
};

const readerOf = (database: DatabaseSync, { need }: Indexes, isNew: (key: LedgerKey) => boolean) => {
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
    one: (key: LedgerKey): LedgerRow | undefined => {
      const row = isNew(key) ? undefined : one(key.person, key.eventId);
      return row && rowIn(row);
    },
    /** A person's rows by id of the event. The reader may write in between. */
    *of(person: PersonKey): Iterable<LedgerRow> {
      need('event_key');
      for (const row of paged<StoredRow>(pageSize, (last) => page(person, last?.eventId ?? ''))) yield rowIn(row);
    },
    /** The rows that came last, the latest first. */
    latest: (limit: number): readonly LedgerRow[] => latest(limit).map(rowIn),
  };
};

const writerOf = (database: DatabaseSync, { part }: Draft, { need }: Indexes) => {
  const insert = database.prepare(`INSERT INTO event (position, ${columns}) VALUES (?, ?, ?, ?, ?, ?)`);
  // It cannot be prepared without the index.
  const replace = once(() =>
    database.prepare(
      `INSERT INTO event (position, ${columns}) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (person, eventId) DO UPDATE
       SET fingerprint = excluded.fingerprint, arrivedAt = excluded.arrivedAt, body = excluded.body`,
    ),
  );
  const isOfEarlier = !isLatest(database);
  return {
    insert: (row: AppliedRow): void => {
      if (isOfEarlier) raiseVersion(database);
      insert.run(part?.nextPosition() ?? null, ...valuesOf(row));
    },
    replace: (row: StrippedEvent | NamedEvent): void => {
      need('event_key');
      indexReduced(database);
      raiseVersion(database);
      replace().run(part?.nextPosition() ?? null, ...valuesOf(row));
    },
  };
};

/** The ledger: one row for each event that was applied, or named before it came, under the person of its own ids. */
export const eventRows = (database: DatabaseSync, draft: Draft, indexes: Indexes) => {
  const known = newcomers(database, indexes);
  const write = writerOf(database, draft, indexes);
  const remove = database.prepare('DELETE FROM event WHERE person = ?');
  const replaceRow = (row: StrippedEvent | NamedEvent): void => {
    known.add(row);
    write.replace(row);
  };

  return {
    ...readerOf(database, indexes, known.isNew),
    /** Adds an event that was applied. */
    add: (row: AppliedRow): void => {
      if (row.body === undefined) return replaceRow(row);
      known.add(row);
      write.insert(row);
    },
    /** Puts a row in place of any under its key. */
    replace: replaceRow,
    /** Counts the rows without the event's text, at once where the file has none. */
    reduced: () => countReduced(database),
    removeAll: (person: PersonKey): void => {
      indexes.need('event_key');
      remove.run(person);
    },
  };
};
