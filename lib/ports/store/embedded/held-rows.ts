import type { DatabaseSync } from 'node:sqlite';
import type { RefusalReason } from '#events/accept-entry.ts';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type {
  BehindPage,
  ChangeRow,
  LedgerEvent,
  QuarantineEntry,
  QuarantineKey,
  StorePart,
} from '../customer-store.ts';
import { behindPersons } from './behind-persons.ts';
import { changeHistory } from './change-history.ts';
import { eventRows } from './event-rows.ts';
import { Persons } from './persons.ts';
import { quarantineRows } from './quarantine-rows.ts';

/** The part of the embedded store that decides nothing: what is held of persons, and what was refused. */
export class HeldRows {
  protected readonly persons;
  protected readonly events;
  protected readonly refusedRows;
  readonly #changes;
  readonly #behind;

  constructor(database: DatabaseSync) {
    this.persons = new Persons(database);
    this.events = eventRows(database);
    this.refusedRows = quarantineRows(database);
    this.#changes = changeHistory(database);
    this.#behind = behindPersons(database, this.persons);
  }

  async *ledger(person: PersonKey): AsyncIterable<LedgerEvent> {
    for (const each of this.#withVisitors(person)) yield* this.events.of(each);
  }

  async *history(person: PersonKey): AsyncIterable<ChangeRow> {
    // What the erased left behind only waits to be published.
    if (this.persons.read(person).record?.kind === 'erased') return;
    for (const each of this.#withVisitors(person)) yield* this.#changes.of(each);
  }

  async *visitors(customer: PersonKey): AsyncIterable<PersonKey> {
    for (const { person } of this.persons.visitorsOf(customer)) yield person;
  }

  #withVisitors(person: PersonKey): readonly PersonKey[] {
    return [person, ...this.persons.visitorsOf(person).map((visitor) => visitor.person)];
  }

  async behind(catalogue: string, part: StorePart): Promise<BehindPage> {
    return this.#behind.page(catalogue, part);
  }

  /** Exactly how many have a profile. */
  async rowCount(): Promise<number> {
    return this.#behind.count();
  }

  async quarantine(entry: QuarantineEntry): Promise<void> {
    this.refusedRows.add(entry);
  }

  async refused(key: QuarantineKey): Promise<QuarantineEntry | undefined> {
    return this.refusedRows.one(key);
  }

  async release(key: QuarantineKey): Promise<void> {
    this.refusedRows.removeOne(key);
  }

  async *quarantinedFor(reason: RefusalReason): AsyncIterable<QuarantineEntry> {
    for (const entry of this.refusedRows.all()) if (entry.reason === reason) yield entry;
  }

  async quarantinedCount(reason: RefusalReason): Promise<number> {
    return this.refusedRows.count(reason);
  }

  async *quarantinedOf(person: PersonKey): AsyncIterable<QuarantineEntry> {
    for (const each of this.#withVisitors(person)) yield* this.refusedRows.of(each);
  }

  /** What was refused, in the order in which it was. Nothing expires here. */
  quarantined(): Iterable<QuarantineEntry> {
    return this.refusedRows.all();
  }
}
