import type { DatabaseSync } from 'node:sqlite';
import type { PersonKey } from '../../person.ts';
import type { CustomerState } from '../../profile/state.ts';
import type { Instant } from '../../time/instant.ts';
import type { DuePerson, PersonRecord } from '../customer-store.ts';

/** A record with the number of times that it was written; 0 where nothing is stored. */
export interface VersionedRecord {
  readonly version: number;
  readonly record: PersonRecord | undefined;
}

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

interface PersonRow {
  readonly kind: PersonRecord['kind'];
  readonly version: number;
  readonly owner: PersonKey;
  readonly body: string;
}

const nothing: VersionedRecord = { version: 0, record: undefined };

const dueOf = (record: StoredRecord): Instant | null => (record.kind === 'profile' ? record.state.nextReviewAt : null);

const ownerOf = (record: StoredRecord): PersonKey | null => (record.kind === 'linked' ? record.to : null);

const bodyOf = (record: StoredRecord): string => {
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

const recordOf = ({ kind, owner, body }: PersonRow): PersonRecord => {
  switch (kind) {
    case 'profile':
      return { kind, state: JSON.parse(body) as CustomerState };
    case 'linked':
      return { kind, to: owner };
    case 'erased':
      return JSON.parse(body) as PersonRecord;
    default:
      return kind satisfies never;
  }
};

/** Reads and writes one row for each person: the profile, the pointer or the tombstone. */
export const personRows = (database: DatabaseSync) => {
  const select = database.prepare('SELECT kind, version, owner, body FROM person WHERE key = ?');
  const insert = database.prepare('INSERT OR IGNORE INTO person VALUES (?, ?, 1, ?, ?, ?)');
  const update = database.prepare(
    'UPDATE person SET kind = ?, version = version + 1, due = ?, owner = ?, body = ? WHERE key = ? AND version = ?',
  );
  const owned = database.prepare(
    'SELECT key AS person, version, CAST(body AS INTEGER) AS sequence FROM person WHERE owner = ?',
  );
  const due = database.prepare(
    'SELECT key AS person, due AS dueAt FROM person WHERE (due, key) > (?, ?) AND due <= ? ORDER BY due, key LIMIT ?',
  );
  const sorted = database.prepare("SELECT key FROM person WHERE kind = 'profile' ORDER BY substr(key, 3), key DESC");

  return {
    read: (person: PersonKey): VersionedRecord => {
      const row = select.get(person) as PersonRow | undefined;
      return row === undefined ? nothing : { version: row.version, record: recordOf(row) };
    },
    /** Writes a person of whom `version` was read; false when somebody else has written since. */
    write: (person: PersonKey, version: number, record: StoredRecord): boolean => {
      const { kind } = record;
      const [dueAt, owner, body] = [dueOf(record), ownerOf(record), bodyOf(record)];
      const result =
        version === 0
          ? insert.run(person, kind, dueAt, owner, body)
          : update.run(kind, dueAt, owner, body, person, version);
      return Number(result.changes) === 1;
    },
    /** The visitors that are this customer. */
    visitorsOf: (customer: PersonKey): readonly LinkedVisitor[] =>
      owned.all(customer) as unknown as readonly LinkedVisitor[],
    /** The next page of those due, after one that was seen, earliest first. */
    due: (after: DuePerson, until: Instant, limit: number): readonly DuePerson[] =>
      due.all(after.dueAt, after.person, until, limit) as unknown as DuePerson[],
    /** All that have a profile, by id. */
    *profiles(): Iterable<PersonKey> {
      for (const row of sorted.iterate()) yield row['key'] as PersonKey;
    },
  };
};
