import type { DatabaseSync } from 'node:sqlite';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import type { DuePerson, PersonRecord } from '../customer-store.ts';
import {
  bodyOf,
  indexedColumnsOf,
  personRows,
  recordIn,
  type IndexedColumns,
  type LinkedVisitor,
  type StoredRecord,
} from './person-rows.ts';
import { paged } from './paged.ts';
import { RecentMap } from './recent-map.ts';

/** A record with the number of times that it was written; 0 where nothing is stored. */
export interface VersionedRecord {
  readonly version: number;
  readonly record: PersonRecord | undefined;
  /** As the index has it. */
  readonly dueAt: Instant | undefined;
}

/** A person as the transaction under way has it. */
interface CachedPerson {
  version: number;
  record: StoredRecord | undefined;
  /** As the table has it; undefined where it has no row. */
  inTable: IndexedColumns | undefined;
  /** Of the row's text when it was last read or written. */
  size: number;
}

/** Characters of rows that are remembered from one transaction to the next: as objects, some five times as many bytes. */
const remembered = 8 << 20;

const duePageSize = 256;

const beforeAll: DuePerson = { person: 'A#', dueAt: -Infinity };

/** The assumed size of a person who has no row yet. */
const newSize = 2_000;

const withoutSequence = (record: StoredRecord | undefined): PersonRecord | undefined =>
  record?.kind === 'linked' ? { kind: 'linked', to: record.to } : record;

const isSame = (one: IndexedColumns, other: IndexedColumns): boolean =>
  one.due === other.due && one.kind === other.kind && one.owner === other.owner;

/**
 * Persons as a transaction reads and writes them. A row is written once, at the end of the transaction, however often
 * its person changes in it; what was read or written lately needs no parsing when it is read again.
 */
export class Persons {
  readonly #rows;
  readonly #recent = new RecentMap<PersonKey, CachedPerson>(remembered, () => this.flush());
  readonly #unwritten = new Map<PersonKey, CachedPerson>();
  readonly #othersCommits;
  #seenCommits: unknown;
  #open = false;

  constructor(database: DatabaseSync) {
    this.#rows = personRows(database);
    this.#othersCommits = database.prepare('PRAGMA data_version');
  }

  /** Call when a transaction has begun. What another connection wrote since the last one is not remembered. */
  begin(): void {
    const commits = this.#othersCommits.get()?.['data_version'];
    if (commits !== this.#seenCommits) this.#recent.clear();
    this.#seenCommits = commits;
    this.#open = true;
  }

  /** Writes the rows that the transaction has changed; call before anything else looks at the table. */
  flush(): void {
    for (const [person, entry] of this.#unwritten) this.#store(person, entry);
    this.#unwritten.clear();
  }

  /** Call when a transaction has ended: once it is `kept`, or when it was rolled back. */
  end(how: 'kept' | 'undone'): void {
    this.#open = false;
    if (how === 'kept') return;
    this.#unwritten.clear();
    this.#recent.clear();
  }

  #store(person: PersonKey, entry: CachedPerson): void {
    const { record, inTable, version } = entry;
    if (record === undefined) return;
    const columns = indexedColumnsOf(record);
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

  /** What the indexes know of a person, or will once the transaction is kept. */
  #indexed(person: PersonKey, { record, inTable }: CachedPerson): IndexedColumns | undefined {
    return record !== undefined && this.#unwritten.has(person) ? indexedColumnsOf(record) : inTable;
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

  /** Writes, within a transaction, a person of whom `version` was read; false when somebody else has written since. */
  write(person: PersonKey, version: number, record: StoredRecord): boolean {
    const entry = this.#entry(person);
    if (entry.version !== version) return false;
    entry.version += 1;
    entry.record = record;
    this.#unwritten.set(person, entry);
    return true;
  }

  /** The visitors that are this customer. */
  visitorsOf(customer: PersonKey): readonly LinkedVisitor[] {
    this.flush();
    return this.#rows.visitorsOf(customer);
  }

  /** The persons who are due by an instant, earliest first. The reader may write in between. */
  due(until: Instant): Iterable<DuePerson> {
    return paged<DuePerson>(duePageSize, (last = beforeAll) => {
      this.flush();
      return this.#rows.due(last, until, duePageSize);
    });
  }

  /** All that have a profile, by id. */
  profiles(): Iterable<PersonKey> {
    this.flush();
    return this.#rows.profiles();
  }
}
