import type { DatabaseSync } from 'node:sqlite';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import type { DuePerson, PersonRecord } from '../customer-store.ts';
import { duePeople } from './due-people.ts';
import type { Indexes } from './indexes.ts';
import {
  bodyOf,
  indexedColumnsOf,
  personRows,
  recordIn,
  type IndexedColumns,
  type LinkedVisitor,
  type OrdersRow,
  type StoredRecord,
} from './person-rows.ts';
import { RecentMap } from './recent-map.ts';

/** A record with the number of times that it was written; 0 where nothing is stored. */
export interface VersionedRecord {
  readonly version: number;
  readonly record: PersonRecord | undefined;
  /** When the index names the person. */
  readonly dueAt: Instant | undefined;
}

/** A person as the current transaction sees them. */
interface CachedPerson {
  version: number;
  record: StoredRecord | undefined;
  /** The indexed columns in the table; undefined where it has no row. */
  inTable: IndexedColumns | undefined;
  /** The length of the row's text when it was last read or written. */
  size: number;
}

/** The size of the rows remembered between transactions, in characters. As objects they take some five times as many bytes. */
const remembered = 8 << 20;

/** The assumed size of a person who has no row yet. */
const newSize = 2_000;

const withoutSequence = (record: StoredRecord | undefined): PersonRecord | undefined =>
  record?.kind === 'linked' ? { kind: 'linked', to: record.to } : record;

const isSame = (one: IndexedColumns, other: IndexedColumns): boolean =>
  one.due === other.due && one.kind === other.kind && one.owner === other.owner;

/**
 * People as a transaction reads and writes them. A row is written once, at the end of the transaction, however often its
 * person changes. Rows that were read or written recently are not parsed again.
 */
export class Persons {
  readonly #indexes: Indexes;
  readonly #duePeople;
  readonly #rows;
  readonly #recent;
  readonly #unwritten = new Map<PersonKey, CachedPerson>();
  readonly #othersCommits;
  #seenCommits: unknown;
  #open = false;

  /** @param parts - how many parts of a store share its memory. */
  constructor(database: DatabaseSync, indexes: Indexes, parts = 1) {
    this.#recent = new RecentMap<PersonKey, CachedPerson>(remembered / parts, () => this.flush());
    this.#indexes = indexes;
    this.#duePeople = duePeople(database, indexes, () => this.flush());
    this.#rows = personRows(database);
    this.#othersCommits = database.prepare('PRAGMA data_version');
  }

  /** Call it when a transaction has begun. Forgets all rows if another connection has written since the last one. */
  begin(): void {
    const commits = this.#othersCommits.get()?.['data_version'];
    if (commits !== this.#seenCommits) this.#recent.clear();
    this.#seenCommits = commits;
    this.#open = true;
  }

  /** Writes the rows that the transaction has changed. Call it before the table is read in any other way. */
  flush(): void {
    for (const [person, entry] of this.#unwritten) this.#store(person, entry);
    this.#unwritten.clear();
  }

  /** Call it when a transaction was committed or rolled back. */
  end(how: 'committed' | 'rolled-back'): void {
    this.#open = false;
    if (how === 'committed') return;
    this.#unwritten.clear();
    this.#recent.clear();
  }

  #store(person: PersonKey, entry: CachedPerson): void {
    const { record, inTable, version } = entry;
    if (record === undefined) return;
    const columns = this.#columnsOf(record, inTable);
    const row = { ...columns, version, body: bodyOf(record) };
    if (inTable === undefined) this.#rows.insert(person, row);
    else if (isSame(inTable, columns)) this.#rows.updateBody(person, row);
    else this.#rows.update(person, row);
    entry.inTable = columns;
    this.#recent.grow(row.body.length - entry.size);
    entry.size = row.body.length;
  }

  read(person: PersonKey): VersionedRecord {
    const entry = this.#entry(person);
    const { version, record } = entry;
    return { version, record: withoutSequence(record), dueAt: this.#indexed(person, entry)?.due ?? undefined };
  }

  /** The indexed columns of a person, as they will be once the transaction is committed. */
  #indexed(person: PersonKey, { record, inTable }: CachedPerson): IndexedColumns | undefined {
    return record !== undefined && this.#unwritten.has(person) ? this.#columnsOf(record, inTable) : inTable;
  }

  /** The indexed columns that are written: where people move late, one whose review moves to a later time stays where they are. */
  #columnsOf(record: StoredRecord, inTable: IndexedColumns | undefined): IndexedColumns {
    const columns = indexedColumnsOf(record);
    const [listed, next] = [inTable?.due ?? null, columns.due];
    const stays = this.#indexes.moves === 'late' && listed !== null && next !== null && next > listed;
    return stays ? { ...columns, due: listed } : columns;
  }

  #entry(person: PersonKey): CachedPerson {
    if (!this.#open) return this.#readRow(person);
    const known = this.#recent.get(person);
    if (known !== undefined) return known;
    const entry = this.#readRow(person);
    this.#recent.set(person, entry);
    return entry;
  }

  #readRow(person: PersonKey): CachedPerson {
    const row = this.#rows.read(person);
    if (row === undefined) return { version: 0, record: undefined, inTable: undefined, size: newSize };
    return { version: row.version, record: recordIn(row), inTable: row, size: row.body.length };
  }

  /** Writes a person within a transaction; false when someone else has written since `version` was read. */
  write(person: PersonKey, version: number, record: StoredRecord): boolean {
    const entry = this.#entry(person);
    if (entry.version !== version) return false;
    entry.version += 1;
    entry.record = record;
    this.#unwritten.set(person, entry);
    return true;
  }

  /** The visitors linked to a customer. */
  visitorsOf(customer: PersonKey): readonly LinkedVisitor[] {
    this.flush();
    this.#indexes.need('person_owner');
    return this.#rows.visitorsOf(customer);
  }

  /** The people who are due by an instant, earliest first. The reader may write in between. */
  due(until: Instant): Iterable<DuePerson> {
    return this.#duePeople(until, (person, due) => {
      const known = this.#recent.get(person);
      if (known?.inTable) known.inTable = { ...known.inTable, due };
    });
  }

  /** The orders of everybody with a profile, in no promised order. */
  orders(): Iterable<OrdersRow> {
    this.flush();
    return this.#rows.orders();
  }

  /** The people with a profile, by id. */
  profiles(): Iterable<PersonKey> {
    this.flush();
    return this.#rows.profiles();
  }
}
