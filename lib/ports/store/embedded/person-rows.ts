import type { DatabaseSync } from 'node:sqlite';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import type { PersonRecord } from '../customer-store.ts';
import { firstRow, rows } from './rows.ts';

/** A visitor who is a customer, with the sequence of their last change. */
export interface LinkedVisitor {
  readonly person: PersonKey;
  readonly version: number;
  readonly sequence: number;
}

/** A record as a row keeps it: a pointer also has the visitor's last sequence. */
export type StoredRecord =
  | Exclude<PersonRecord, { readonly kind: 'linked' }>
  | { readonly kind: 'linked'; readonly to: PersonKey; readonly sequence: number };

/** The columns that are indexed. A row in which none of these changes moves in no index. */
export interface IndexedColumns {
  readonly kind: PersonRecord['kind'];
  readonly due: Instant | null;
  readonly owner: PersonKey | null;
}

/** A row of the table. */
export interface PersonRow extends IndexedColumns {
  readonly version: number;
  readonly body: string;
}

/** What a fit asks of a profile. */
export interface OrdersRow {
  readonly person: PersonKey;
  readonly clock: Instant;
  /** JSON; null for a person who has not ordered. */
  readonly orders: string | null;
}

/** The indexed columns of a record. */
export const indexedColumnsOf = (record: StoredRecord): IndexedColumns => ({
  kind: record.kind,
  due: record.kind === 'profile' ? record.state.nextReviewAt : null,
  owner: record.kind === 'linked' ? record.to : null,
});

/** The text that a record is kept as. */
export const bodyOf = (record: StoredRecord): string => {
  switch (record.kind) {
    case 'profile':
      return JSON.stringify(record.state);
    case 'linked':
      return String(record.sequence);
    case 'erased':
      return JSON.stringify(record);
    default:
      return record satisfies never;
  }
};

/** Reads the record that a row keeps. */
export const recordIn = ({ kind, owner, body }: PersonRow): StoredRecord => {
  switch (kind) {
    case 'profile':
      return { kind, state: JSON.parse(body) as CustomerState };
    case 'linked':
      return { kind, to: owner as PersonKey, sequence: Number(body) };
    case 'erased':
      return JSON.parse(body) as StoredRecord;
    default:
      return kind satisfies never;
  }
};

/** Everybody with a profile. */
const profileRows = (database: DatabaseSync) => {
  const sorted = database.prepare("SELECT key FROM person WHERE kind = 'profile' ORDER BY substr(key, 3), key DESC");
  // SQLite takes these out of the text several times as fast as the whole would be parsed.
  const orders = database.prepare(
    `SELECT key AS person, json_extract(body, '$.clock') AS clock, json_extract(body, '$.profile.orders') AS orders
     FROM person WHERE kind = 'profile'`,
  );

  return {
    /** The orders of everybody with a profile, in no promised order. */
    orders: (): Iterable<OrdersRow> => orders.iterate() as Iterable<unknown> as Iterable<OrdersRow>,
    /** The people with a profile, by id. */
    *profiles(): Iterable<PersonKey> {
      for (const row of sorted.iterate()) yield row['key'] as PersonKey;
    },
  };
};

/** One row for each person: the profile, the pointer or the tombstone. */
export const personRows = (database: DatabaseSync) => {
  const read = firstRow<PersonRow>(
    database.prepare('SELECT kind, version, due, owner, body FROM person WHERE key = ?'),
  );
  const insert = database.prepare(
    'INSERT INTO person (version, body, kind, due, owner, key) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const update = database.prepare(
    'UPDATE person SET version = ?, body = ?, kind = ?, due = ?, owner = ? WHERE key = ?',
  );
  const updateBody = database.prepare('UPDATE person SET version = ?, body = ? WHERE key = ?');
  const visitorsOf = rows<LinkedVisitor>(
    database.prepare('SELECT key AS person, version, CAST(body AS INTEGER) AS sequence FROM person WHERE owner = ?'),
  );

  return {
    read: (person: PersonKey): PersonRow | undefined => read(person),
    insert: (person: PersonKey, { version, body, kind, due: dueAt, owner }: PersonRow): void => {
      insert.run(version, body, kind, dueAt, owner, person);
    },
    update: (person: PersonKey, { version, body, kind, due: dueAt, owner }: PersonRow): void => {
      update.run(version, body, kind, dueAt, owner, person);
    },
    /** Updates a row whose indexed columns have not changed. */
    updateBody: (person: PersonKey, { version, body }: PersonRow): void => {
      updateBody.run(version, body, person);
    },
    /** The visitors linked to a customer. */
    visitorsOf: (customer: PersonKey): readonly LinkedVisitor[] => visitorsOf(customer),
    ...profileRows(database),
  };
};
