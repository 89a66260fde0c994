import type { DatabaseSync } from 'node:sqlite';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import type { DuePerson, PersonRecord } from '../customer-store.ts';
import { firstRow, rows } from './rows.ts';

/** A visitor that is a customer, with the sequence of its last change. */
export interface LinkedVisitor {
  readonly person: PersonKey;
  readonly version: number;
  readonly sequence: number;
}

/** What a row is written from: a pointer keeps the visitor's last sequence beside its customer. */
export type StoredRecord =
  | Exclude<PersonRecord, { readonly kind: 'linked' }>
  | { readonly kind: 'linked'; readonly to: PersonKey; readonly sequence: number };

/** What is looked for: only a row in which one of these differs moves in an index. */
export interface IndexedColumns {
  readonly kind: PersonRecord['kind'];
  readonly due: Instant | null;
  readonly owner: PersonKey | null;
}

/** A row as it stands in the table. */
export interface PersonRow extends IndexedColumns {
  readonly version: number;
  readonly body: string;
}

export const indexedColumnsOf = (record: StoredRecord): IndexedColumns => ({
  kind: record.kind,
  due: record.kind === 'profile' ? record.state.nextReviewAt : null,
  owner: record.kind === 'linked' ? record.to : null,
});

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
  const due = rows<DuePerson>(
    database.prepare(
      'SELECT key AS person, due AS dueAt FROM person WHERE (due, key) > (?, ?) AND due <= ? ORDER BY due, key LIMIT ?',
    ),
  );
  const sorted = database.prepare("SELECT key FROM person WHERE kind = 'profile' ORDER BY substr(key, 3), key DESC");

  return {
    read: (person: PersonKey): PersonRow | undefined => read(person),
    insert: (person: PersonKey, { version, body, kind, due: dueAt, owner }: PersonRow): void => {
      insert.run(version, body, kind, dueAt, owner, person);
    },
    update: (person: PersonKey, { version, body, kind, due: dueAt, owner }: PersonRow): void => {
      update.run(version, body, kind, dueAt, owner, person);
    },
    /** Writes a row of which no index knows anything new. */
    updateBody: (person: PersonKey, { version, body }: PersonRow): void => {
      updateBody.run(version, body, person);
    },
    /** The visitors that are this customer. */
    visitorsOf: (customer: PersonKey): readonly LinkedVisitor[] => visitorsOf(customer),
    /** The next page of those due, after one that was seen, earliest first. */
    due: (after: DuePerson, until: Instant, limit: number): readonly DuePerson[] =>
      due(after.dueAt, after.person, until, limit),
    /** All that have a profile, by id. */
    *profiles(): Iterable<PersonKey> {
      for (const row of sorted.iterate()) yield row['key'] as PersonKey;
    },
  };
};
