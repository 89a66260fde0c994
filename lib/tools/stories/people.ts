import { advance } from '#lib/core/engine/advance.ts';
import { isVisitor, visitorKey, type PersonKey } from '#lib/core/profile/person.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import type { EntryMessage } from '#lib/ports/queue/queue-message.ts';
import type { ChangeRow, LoadedPerson, PersonRecord } from '#lib/ports/store/customer-store.ts';
import { admitEntry } from '#lib/use-cases/intake/admit-entry.ts';
import { askedOf, type Arrival } from '#lib/use-cases/update/arrival.ts';
import { changeRows } from '#lib/use-cases/update/change-rows.ts';
import { concerned } from '#lib/use-cases/update/correct-customer.ts';
import { decideArrivals } from '#lib/use-cases/update/decide-arrivals.ts';
import { decideAlone } from '#lib/use-cases/update/decide-alone.ts';
import { quarantined, type Outcome } from '#lib/use-cases/update/outcome.ts';
import type { Deciding, Step } from '#lib/use-cases/update/step.ts';
import { Memory } from './memory.ts';

/**
 * People, decided at once by the code that decides them on AWS: without a store, without waiting, and with all that they were
 * before. Lines that are taken one after the other give the changes that a replay of them gives.
 */
export class People {
  readonly #memory = new Memory();
  readonly #deciding: Deciding;
  #now: Instant = -Infinity;
  #receipts = 0;

  constructor(catalogue: Catalogue) {
    this.#deciding = {
      catalogue,
      now: () => this.#now,
      newId: () => {
        this.#receipts += 1;
        return `receipt-${this.#receipts}`;
      },
    };
  }

  get catalogue(): Catalogue {
    return this.#deciding.catalogue;
  }

  /** Where time stands: at the latest arrival, or where it was let pass to; `-Infinity` before the first. */
  get now(): Instant {
    return this.#now;
  }

  /** Every change so far: of each person in order of time. */
  get changes(): readonly ChangeRow[] {
    return this.#memory.changes;
  }

  /** Everybody of whom something is known. */
  all(): readonly PersonKey[] {
    return [...this.#memory.people()];
  }

  /** Who a person turned out to be: of a linked visitor the customer. */
  ownerOf(person: PersonKey): PersonKey {
    return this.#memory.ownerOf(person);
  }

  /** What was known of a person at an instant; undefined where nothing was. */
  recordAt(person: PersonKey, at: Instant): PersonRecord | undefined {
    return this.#memory.record(person, at);
  }

  /** A person's state at an instant, with what is due then; undefined for one without a profile then. */
  stateAt(person: PersonKey, at: Instant): CustomerState | undefined {
    const record = this.#memory.record(person, at);
    return record?.kind === 'profile' ? advance(this.catalogue, record.state, at + 1).state : undefined;
  }

  /** Takes an entry at its arrival. Nobody else's time runs. */
  take(message: EntryMessage): Outcome {
    this.#now = Math.max(this.#now, message.arrivedAt);
    const admitted = admitEntry(message);
    if (admitted.kind === 'refused') return quarantined(admitted.refusal);
    const record = this.#memory.record(admitted.person);
    const step = this.#decide(record?.kind === 'linked' ? record.to : admitted.person, admitted.arrival);
    this.#write(step);
    return step.outcomes[0] as Outcome;
  }

  /** Lets time pass: what is due by then, that instant included, happens. */
  advance(until: Instant): void {
    this.#now = Math.max(this.#now, until);
    for (const person of this.all()) this.#review(person, until);
  }

  #decide(person: PersonKey, arrival: Arrival): Step {
    const own = this.#memory.load(person, [askedOf(arrival)]);
    const reading = { own, visitors: this.#visitorsBeside(person, arrival) };
    const decided = decideArrivals(this.#deciding, reading, [arrival]);
    if (!('corrects' in decided)) return decided;
    const rows = concerned(reading, arrival).flatMap((one) => [...this.#memory.ledger(one.person)]);
    return decideAlone(this.#deciding, reading, { arrival, rows });
  }

  /** The visitor whom an event names beside its customer. */
  #visitorsBeside(person: PersonKey, { event }: Arrival): ReadonlyMap<PersonKey, LoadedPerson> {
    const { anonymousId, customerId } = event.detail;
    if (isVisitor(person) || anonymousId === undefined || customerId === undefined) return new Map();
    const visitor = visitorKey(anonymousId);
    return new Map([[visitor, this.#memory.load(visitor, [])]]);
  }

  #write({ write }: Step): void {
    if (write?.kind === 'update') this.#memory.save(write.update);
    if (write?.kind === 'erasure') this.#memory.erase(write.erasure);
  }

  #review(person: PersonKey, until: Instant): void {
    const loaded = this.#memory.load(person, []);
    if (loaded.record?.kind !== 'profile') return;
    const { state, changes } = advance(this.catalogue, loaded.record.state, until + 1);
    if (state === loaded.record.state) return;
    this.#memory.save({ loaded, state, events: [], changes: changeRows(person, changes, this.#deciding) });
  }
}
