import type { PersonKey } from '#lib/core/profile/person.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import { NewestTellings } from '#lib/core/profile/newest-tellings.ts';
import { factsTold, rowsAsked, standingIn } from '#lib/ports/store/asked-rows.ts';
import {
  ledgerId,
  type AskedEvent,
  type ChangeRow,
  type CustomerUpdate,
  type Erasure,
  type LedgerRow,
  type LoadedPerson,
  type PersonRecord,
} from '#lib/ports/store/customer-store.ts';

/** A record with the instant from which it held. */
interface Dated {
  readonly since: Instant;
  readonly record: PersonRecord;
}

/** What is known of people, in memory and with everything that was known before. It answers at once, as no store does. */
export class Memory {
  readonly #records = new Map<PersonKey, Dated[]>();
  readonly #ledger = new Map<string, LedgerRow>();
  readonly #newest = new NewestTellings();
  /** Every change so far, in the order in which they were decided. */
  readonly changes: ChangeRow[] = [];

  /** Everybody of whom something is known. */
  people(): Iterable<PersonKey> {
    return this.#records.keys();
  }

  /** What was known of a person at an instant, by default the last thing. */
  record(person: PersonKey, at: Instant = Infinity): PersonRecord | undefined {
    return this.#records.get(person)?.findLast(({ since }) => since <= at)?.record;
  }

  /** The customer that a visitor turned out to be, who may have been erased since; everybody else is who they are. */
  ownerOf(person: PersonKey): PersonKey {
    const records = this.#records.get(person)?.map(({ record }) => record) ?? [];
    return records.find((record) => record.kind === 'linked')?.to ?? person;
  }

  load(person: PersonKey, events: readonly AskedEvent[]): LoadedPerson {
    const newest = new NewestTellings();
    for (const fact of factsTold(events)) newest.see(fact, this.#newest.of(fact));
    const rows = rowsAsked(events).flatMap((key) => this.#ledger.get(ledgerId(key)) ?? []);
    return { person, record: this.record(person), ...standingIn(rows), newest: newest.all, unrecorded: [] };
  }

  save({ loaded, state, events, changes, rows = [], link }: CustomerUpdate): void {
    this.#set(loaded.person, { since: state.clock, record: { kind: 'profile', state } });
    for (const event of events) this.#newest.tell(event);
    for (const row of [...events, ...rows]) this.#ledger.set(ledgerId(row), row);
    if (link) {
      const record = { kind: 'linked', to: loaded.person } as const;
      this.#set(link.visitor.person, { since: state.clock, record });
      this.changes.push(...link.changes);
    }
    this.changes.push(...changes);
  }

  erase({ loaded, sequence, changes, announcement }: Erasure): void {
    const since = Date.parse(announcement.erasedAt);
    const record = { kind: 'erased', sequence, erasedAt: since, receiptId: announcement.receiptId } as const;
    for (const person of [loaded.person, ...this.#visitorsOf(loaded.person)]) this.#set(person, { since, record });
    this.changes.push(...changes);
  }

  /** The rows of a person and of the visitors linked to them. */
  *ledger(customer: PersonKey): Iterable<LedgerRow> {
    const people = new Set([customer, ...this.#visitorsOf(customer)]);
    for (const row of this.#ledger.values()) if (people.has(row.person)) yield row;
  }

  /** The visitors linked to a customer. */
  *#visitorsOf(customer: PersonKey): Iterable<PersonKey> {
    for (const person of this.#records.keys()) {
      const record = this.record(person);
      if (record?.kind === 'linked' && record.to === customer) yield person;
    }
  }

  #set(person: PersonKey, dated: Dated): void {
    const before = this.#records.get(person);
    if (before === undefined) this.#records.set(person, [dated]);
    else before.push(dated);
  }
}
