import type { PersonKey } from '#lib/core/profile/person.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import { parseInstant, type Instant } from '#lib/core/time/instant.ts';
import {
  lastSequenceIn,
  ledgerId,
  type CustomerStore,
  type CustomerUpdate,
  type DuePerson,
  type Erasure,
  type LedgerKey,
  type LoadedPerson,
  type SaveResult,
  type VisitorLink,
} from '../customer-store.ts';
import { HeldRows } from './held-rows.ts';
import { LoadedRow, versionOf } from './loaded-row.ts';
import { closeDatabase, openDatabase } from './open-database.ts';
import { outbox, type WaitingRow } from './outbox.ts';
import type { StoredRecord } from './person-rows.ts';
import { Transactions } from './transactions.ts';

const duePageSize = 256;

const nobody: PersonKey = 'A#';

const noneKnown: ReadonlyMap<string, string> = new Map();

/**
 * A store in one SQLite database, for the command line, the local server and tests.
 *
 * Nothing accumulates in memory but SQLite's page cache, so that a file may hold any number of events. One process
 * at a time; a `save` is on the disk when it is done, unless the database is temporary or a batch is under way.
 */
class EmbeddedStore extends HeldRows implements CustomerStore {
  readonly #database;
  readonly #draft;
  readonly #outbox;
  readonly #transactions: Transactions;

  constructor(path: string, draft: 'draft' | undefined) {
    const database = openDatabase(path, draft);
    super(database);
    this.#database = database;
    this.#draft = draft;
    this.#outbox = outbox(database);
    this.#transactions = new Transactions(database, {
      begin: () => this.persons.begin(),
      flush: () => this.persons.flush(),
      end: (how) => {
        this.persons.end(how);
        if (how === 'undone') this.#outbox.undone();
      },
    });
  }

  async load(person: PersonKey, events: readonly LedgerKey[]): Promise<LoadedPerson> {
    return new LoadedRow(person, this.persons.read(person), this.#known(events));
  }

  #known(events: readonly LedgerKey[]): ReadonlyMap<string, string> {
    const known = new Map<string, string>();
    for (const key of events) {
      const fingerprint = this.events.fingerprint(key);
      if (fingerprint !== undefined) known.set(ledgerId(key), fingerprint);
    }
    return known.size === 0 ? noneKnown : known;
  }

  async save({ loaded, state, events, changes, link }: CustomerUpdate): Promise<SaveResult> {
    return this.#transactions.atomic(() => {
      if (link !== undefined && !this.#isFresh(link.visitor)) return 'conflict';
      if (!this.#write(loaded, { kind: 'profile', state })) return 'conflict';
      for (const event of events) this.events.add(event);
      if (link !== undefined) this.#link(loaded.person, link);
      for (const row of changes) this.#outbox.add(row);
      return 'saved';
    });
  }

  #isFresh(loaded: LoadedPerson): boolean {
    return this.persons.read(loaded.person).version === versionOf(loaded);
  }

  #link(customer: PersonKey, { visitor, changes }: VisitorLink): void {
    const before = visitor.record?.kind === 'profile' ? visitor.record.state.sequence : 0;
    const sequence = lastSequenceIn(changes) ?? before;
    this.#write(visitor, { kind: 'linked', to: customer, sequence });
    for (const row of changes) this.#outbox.add(row);
  }

  #write(loaded: LoadedPerson, record: StoredRecord): boolean {
    return this.persons.write(loaded.person, versionOf(loaded), record);
  }

  async erase({ loaded, sequence, changes, announcement }: Erasure): Promise<SaveResult> {
    if (loaded.record?.kind === 'erased') return 'saved';
    const { receiptId } = announcement;
    const tombstone = { kind: 'erased', sequence, erasedAt: parseInstant(announcement.erasedAt), receiptId } as const;
    return this.#transactions.atomic(() => {
      if (!this.#write(loaded, tombstone)) return 'conflict';
      for (const row of [...changes, announcement]) this.#outbox.add(row);
      for (const { person, version, sequence: last } of this.persons.visitorsOf(loaded.person)) {
        this.persons.write(person, version, { ...tombstone, sequence: last });
        this.#forget(person);
      }
      this.#forget(loaded.person);
      return 'saved';
    });
  }

  #forget(person: PersonKey): void {
    this.events.removeAll(person);
    this.refusedRows.removeAll(person);
    this.#outbox.forget(person);
  }

  /** A save leaves nothing undone here. */
  async recordAgain(): Promise<void> {}

  /** Whom a `save` in between makes due by `until` is found too, as long as that is not before the last one found. */
  async *due(until: Instant): AsyncIterable<DuePerson> {
    let page: readonly DuePerson[];
    let last: DuePerson = { person: nobody, dueAt: -Infinity };
    do {
      page = this.persons.due(last, until, duePageSize);
      yield* page;
      last = page.at(-1) ?? last;
    } while (page.length === duePageSize);
  }

  /** The first rows, at most `limit`, that wait to be published, in the order of their commits. */
  unpublished(limit: number): readonly WaitingRow[] {
    return this.#outbox.waiting(limit);
  }

  /** Acknowledges all rows up to and with this position. */
  published(position: number): void {
    this.#outbox.published(position);
  }

  /** Customers and visitors with a profile, neither linked nor erased, by id. Save nothing while it runs. */
  *profiles(): Iterable<{ readonly person: PersonKey; readonly state: CustomerState }> {
    for (const person of this.persons.profiles()) {
      const { record } = this.persons.read(person);
      if (record?.kind === 'profile') yield { person, state: record.state };
    }
  }

  /**
   * Keeps all that is saved until `work` is done in one transaction, which is many times faster; nothing of it where
   * it throws.
   */
  batched<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.#transactions.batched(work);
  }

  close(): void {
    closeDatabase(this.#database, this.#draft);
  }
}

export type { EmbeddedStore };

/**
 * Opens the embedded store: in memory by default, in a file that is made where there is none, or with `''` in a
 * temporary file that is gone when the store is closed.
 *
 * @param draft - set for a file that is thrown away unless all goes well: a crash may leave it broken until it is closed.
 * @throws {Error} when a later version of the store made the file.
 */
export const openEmbeddedStore = (path = ':memory:', draft?: 'draft'): EmbeddedStore => new EmbeddedStore(path, draft);
