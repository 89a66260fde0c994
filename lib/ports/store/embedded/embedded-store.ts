import type { RefusalReason } from '#events/accept-entry.ts';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import type {
  AskedEvent,
  ChangesAfter,
  CustomerStore,
  CustomerUpdate,
  Erasure,
  LoadedPerson,
  ProfiledPerson,
  QuarantineEntry,
  QuarantineKey,
  SaveResult,
  StorePart,
} from '../customer-store.ts';
import { arrivalLog, type ArrivalLog } from './arrival-log.ts';
import { behindPersons } from './behind-persons.ts';
import { deliveryRows, type Deliveries } from './delivery-rows.ts';
import { erasePerson } from './erase-person.ts';
import { changesAfter, historyOf, ledgerOf, quarantinedOf } from './held-rows.ts';
import { indexesIn } from './indexes.ts';
import { keptCatalogues } from './kept-catalogues.ts';
import { loadPerson } from './load-person.ts';
import { memberList } from './member-list.ts';
import { closeDatabase, openDatabase, sharedFile, writesSeen } from './open-database.ts';
import { ordersIn, type PersonOrders } from './person-orders.ts';
import { noDraft, type Draft } from './draft.ts';
import { publishedRows } from './published-rows.ts';
import { recentRows } from './recent-rows.ts';
import { saveUpdate } from './save-update.ts';
import { storedProfiles } from './stored-profiles.ts';
import { tablesIn, type Tables } from './tables.ts';
import { transactionsOver, type Transactions } from './transactions.ts';
import type { Use } from './use.ts';

/**
 * A store in one SQLite database, for the command line, the local server and tests.
 *
 * Memory holds a bounded cache only, so that a file may hold any number of events. One process uses a file at a time.
 * A save is on the disk when it is done, unless the database is temporary or a batch is under way.
 */
class EmbeddedStore implements CustomerStore {
  readonly #database;
  readonly #use;
  readonly #tables: Tables;
  readonly #behind;
  readonly #transactions: Transactions;
  /** Where another reader may open the store meanwhile, as on another thread; undefined in memory. */
  readonly file: string | undefined;
  /** The catalogues by which the profiles were decided. */
  readonly catalogues;
  /** The members of each segment. */
  readonly members;
  /** The lines that a shop on this machine has taken; a store of another kind has none. */
  readonly arrivals: ArrivalLog;
  /** What waits for the webhook of a shop on this machine. */
  readonly deliveries: Deliveries;
  /** What was published, and what is to be, in order. */
  readonly publications;
  /** The changes of everybody, the events that came last, and when that was, for those who look at them. */
  readonly recent;
  /** Counts the events that do not count, and those that are named and have not come: at once where nothing was put right. */
  readonly reduced;
  /** Everybody with a profile, in the order of their keys, read by pages: the reader may write in between. */
  readonly persons;
  /** The refused entries, in the order in which they were first refused. Nothing expires here. */
  readonly quarantined;

  constructor(path: string, use: Use | undefined, draft: Draft = noDraft) {
    const database = openDatabase(path, use, draft.part?.of);
    this.#database = database;
    this.#use = use;
    this.file = sharedFile(path, use);
    this.#tables = tablesIn(database, draft, indexesIn(database, use));
    this.#behind = behindPersons(database, this.#tables.persons);
    this.catalogues = keptCatalogues(database);
    this.members = memberList(database, this.#tables, this.file);
    this.arrivals = arrivalLog(database);
    this.deliveries = deliveryRows(database);
    this.publications = publishedRows(database);
    this.recent = recentRows(database, this.#tables);
    this.reduced = this.#tables.events.reduced;
    this.persons = this.#behind.keys;
    this.quarantined = () => this.#tables.refused.all();
    this.#transactions = transactionsOver(database, this.#tables, () => this.members.rolledBack());
  }

  async load(person: PersonKey, events: readonly AskedEvent[]): Promise<LoadedPerson> {
    return loadPerson(this.#tables, person, events);
  }

  async save(update: CustomerUpdate): Promise<SaveResult> {
    return this.#transactions.atomic(() => saveUpdate(this.#tables, update));
  }

  async erase(erasure: Erasure): Promise<SaveResult> {
    if (erasure.loaded.record?.kind === 'erased') return 'saved';
    return this.#transactions.atomic(() => erasePerson(this.#tables, erasure));
  }

  /** A save leaves nothing undone here. */
  async recordAgain(): Promise<void> {}

  async quarantine(entry: QuarantineEntry): Promise<void> {
    this.#tables.refused.add(entry);
  }

  async refused(key: QuarantineKey): Promise<QuarantineEntry | undefined> {
    return this.#tables.refused.one(key);
  }

  async release(key: QuarantineKey): Promise<void> {
    this.#tables.refused.removeOne(key);
  }

  async *quarantinedFor(reason: RefusalReason): AsyncIterable<QuarantineEntry> {
    for (const entry of this.#tables.refused.all()) if (entry.reason === reason) yield entry;
  }

  async *quarantinedAfter(reason: RefusalReason, after = '0') {
    for (const placed of this.#tables.refused.after(Number(after))) if (placed.entry.reason === reason) yield placed;
  }

  async quarantinedCount(reason: RefusalReason): Promise<number> {
    return this.#tables.refused.count(reason);
  }

  quarantinedOf(person: PersonKey): AsyncIterable<QuarantineEntry> {
    return quarantinedOf(this.#tables, person);
  }

  /** Whether a person is found whom a save in between makes due is not promised: ask again. */
  async *due(until: Instant) {
    yield* this.#tables.persons.due(until);
  }

  ledger(person: PersonKey) {
    return ledgerOf(this.#tables, person);
  }

  history(person: PersonKey) {
    return historyOf(this.#tables, person);
  }

  async *changesAfter({ person }: LoadedPerson, asked: ChangesAfter) {
    yield* changesAfter(this.#tables, person, asked);
  }

  async *visitors(customer: PersonKey): AsyncIterable<PersonKey> {
    for (const { person } of this.#tables.persons.visitorsOf(customer)) yield person;
  }

  async behind(catalogue: string, part: StorePart) {
    return this.#behind.page(catalogue, part);
  }

  async everybody(part: StorePart) {
    return this.#behind.everybody(part);
  }

  /** The exact number of profiles. */
  readonly rowCount = async (): Promise<number> => this.#behind.count();

  /** The first rows that wait to be published, at most `limit`, in the order of their commits. */
  unpublished(limit: number) {
    return this.#tables.outbox.waiting(limit);
  }

  /** Acknowledges all rows up to and including this position. */
  published(position: number): void {
    this.#tables.outbox.published(position);
  }

  /** The customers and visitors with a profile, by id. Save nothing while reading it. */
  profiles(): Iterable<ProfiledPerson> {
    return storedProfiles(this.#tables.persons);
  }

  /** The orders of everybody with a profile, in no promised order: many times faster than whole profiles. Save nothing while reading them. */
  orders(): Iterable<PersonOrders> {
    return ordersIn(this.#tables.persons.orders());
  }

  /** Groups everything that `work` saves in one transaction, which is many times faster. Nothing is kept where it throws. */
  batched<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.#transactions.batched(work);
  }

  /** A number that rises whenever something is written, by this process or another. */
  get writes(): number {
    return writesSeen(this.#database);
  }

  close(): void {
    this.members.endCounting();
    closeDatabase(this.#database, this.#use);
  }
}

export type { EmbeddedStore };

/**
 * Opens the embedded store: in memory by default, in a file, which is made where there is none, or with `''` in a
 * temporary file that is gone when the store is closed.
 *
 * @param draft - set for a file that is thrown away unless all goes well: a crash may leave it broken until it is closed.
 * @throws {Error} when a later version of the store made the file.
 */
export const openEmbeddedStore = (path = ':memory:', draft?: Draft): EmbeddedStore =>
  new EmbeddedStore(path, draft && (draft.part ? 'part' : 'draft'), draft);

/**
 * Opens an embedded store that is there only to be read: whatever would change it throws.
 *
 * @throws {Error} when there is no such file, it is no store, or a later version of the store made it.
 */
export const openEmbeddedReader = (path: string): EmbeddedStore => new EmbeddedStore(path, 'reader');
