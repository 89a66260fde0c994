import { advance } from '#lib/core/engine/advance.ts';
import { apply } from '#lib/core/engine/apply.ts';
import { backfill } from '#lib/core/engine/backfill.ts';
import { correct } from '#lib/core/engine/correct.ts';
import type { Decision, InstantChanges } from '#lib/core/engine/decision.ts';
import { erase } from '#lib/core/engine/erase.ts';
import { link } from '#lib/core/engine/link.ts';
import { visitorKey, type PersonKey } from '#lib/core/profile/person.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import type { AppliedEvent, ArrivedEvent } from '#lib/core/profile/fact.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import type { UnsettledEvent } from '#lib/ports/store/dynamodb/unsettled.ts';
import { formatInstant } from '#lib/core/time/instant.ts';
import { erasuresAsked, sentAs, type Applied } from './as-sent.ts';
import type { Copy } from './facts.ts';
import type { Commit } from './history.ts';
import { Standing } from './standing.ts';

interface Pair {
  readonly customer: PersonKey;
  readonly visitor: PersonKey;
}

/** An event at its arrival. */
interface Arriving {
  readonly arrived: AppliedEvent;
  /** All applied events of the person, this one among them; undefined unless others stop counting by it. */
  readonly events: readonly AppliedEvent[] | undefined;
}

interface Ended {
  readonly sequence: number;
  readonly erasedAt: number;
  /** When it was done, by the wall clock. */
  readonly since: number;
}

/**
 * An undisturbed run of the same events with the same arrivals in the same order: each applied once, by the engine
 * alone, with nothing between. Which order that is, is all that it is told.
 */
export class Expected {
  readonly living = new Map<PersonKey, CustomerState>();
  /** Which customer each linked visitor is. */
  readonly links = new Map<PersonKey, PersonKey>();
  readonly erased = new Map<PersonKey, Ended>();
  readonly changes = new Map<PersonKey, InstantChanges[]>();
  readonly standing = new Standing();
  readonly complaints: string[] = [];
  /** By hash. */
  readonly #catalogues: ReadonlyMap<string, Catalogue>;
  readonly #copies: readonly Copy[];
  /** The event that erased each person, as far as its exits tell. */
  readonly #erasures: ReadonlyMap<PersonKey, string>;

  constructor(
    catalogues: readonly (Catalogue | undefined)[],
    copies: readonly Copy[],
    erasures: ReadonlyMap<PersonKey, string>,
  ) {
    this.#catalogues = new Map(catalogues.flatMap((catalogue) => (catalogue ? [[catalogue.hash, catalogue]] : [])));
    this.#copies = copies;
    this.#erasures = erasures;
  }

  /** By `ledgerId`, whether they count or not. */
  get applied(): ReadonlyMap<string, Applied> {
    return this.standing.applied;
  }

  /** The customer that a person is by now. */
  ownerOf(person: PersonKey): PersonKey {
    return this.links.get(person) ?? person;
  }

  take({ person, record, events, at }: Commit): void {
    if (record.kind === 'erased') this.#erase(person, record.erasedAt, at);
    if (record.kind !== 'profile') return;
    const catalogue = this.#catalogueOf(record.state);
    const before = this.living.get(person);
    if (before !== undefined && before.catalogue !== catalogue.hash) this.#backfill(person, before, record.state);
    else if (events.length === 0) this.#runTime(person, record.state);
    for (const event of events) this.#apply(person, event, catalogue);
  }

  #catalogueOf({ catalogue: hash }: CustomerState): Catalogue {
    const catalogue = this.#catalogues.get(hash);
    if (catalogue === undefined) throw new Error(`Cannot take ${hash} as a catalogue: current value is of none`);
    return catalogue;
  }

  #change(person: PersonKey, changes: readonly InstantChanges[]): void {
    this.changes.set(person, [...(this.changes.get(person) ?? []), ...changes]);
  }

  /** Up to where the person's clock is afterwards, which a review alone does not move. */
  #runTime(person: PersonKey, { clock, ...after }: CustomerState): void {
    const before = this.living.get(person);
    if (before !== undefined) this.#take(person, advance(this.#catalogueOf({ clock, ...after }), before, clock + 1));
  }

  #take(person: PersonKey, { state, changes }: Decision): void {
    this.living.set(person, state);
    this.#change(person, changes);
  }

  /** All that the person is made of, decided by another catalogue. */
  #backfill(person: PersonKey, before: CustomerState, after: CustomerState): void {
    const events = this.standing.pastOf((own) => this.ownerOf(own) === person);
    this.#take(person, backfill(this.#catalogueOf(after), before, { events, at: after.clock }));
  }

  #apply(person: PersonKey, unsettled: UnsettledEvent, catalogue: Catalogue): void {
    const applied = this.#sent(unsettled);
    if (applied === undefined) return;
    this.#doubt(person, applied);
    const { counts, corrects } = this.standing.take(applied);
    const visitor = counts ? this.#linkedBy(applied) : undefined;
    if (visitor !== undefined) this.links.set(visitor, person);
    const events = corrects ? this.standing.pastOf((own) => this.ownerOf(own) === person) : undefined;
    const arriving = { arrived: this.standing.folded(applied), events };
    if (visitor === undefined) this.#decide(person, arriving, catalogue);
    else this.#link({ customer: person, visitor }, arriving, catalogue);
  }

  /** Complains of an event that may not be applied to a person, whatever it says. */
  #doubt(person: PersonKey, { key, person: own }: Applied): void {
    if (this.applied.has(key)) this.complaints.push(`applied twice: ${key}`);
    if (this.erased.has(person)) this.complaints.push(`applied to the erased ${person}: ${key}`);
    if (this.ownerOf(own) !== person) this.complaints.push(`applied to ${person}: ${key}`);
  }

  #decide(person: PersonKey, { arrived, events }: Arriving, catalogue: Catalogue): void {
    const before = this.living.get(person);
    const decided =
      before && events ? correct(catalogue, before, { arrived, events }) : apply(catalogue, before, arrived);
    this.#take(person, decided);
  }

  /** The visitor that an event makes its customer's. */
  #linkedBy({ event }: Applied): PersonKey | undefined {
    const { customerId, anonymousId } = event.detail;
    if (customerId === undefined || anonymousId === undefined) return undefined;
    const visitor = visitorKey(anonymousId);
    return this.#isFree(visitor) ? visitor : undefined;
  }

  #isFree(visitor: PersonKey): boolean {
    return !this.links.has(visitor) && !this.erased.has(visitor);
  }

  /** The event as it was sent; what counts must have been sent so, and have arrived so. */
  #sent(unsettled: UnsettledEvent): Applied | undefined {
    const sent = sentAs(this.#copies, unsettled);
    if (sent?.hasArrived !== true) {
      const { person, eventId, arrivedAt } = unsettled;
      this.complaints.push(`applied as it never arrived: ${person}/${eventId} at ${formatInstant(arrivedAt)}`);
    }
    return sent?.applied;
  }

  #link({ customer, visitor }: Pair, { arrived, events }: Arriving, catalogue: Catalogue): void {
    const pair = { customer: this.living.get(customer), visitor: this.living.get(visitor), events };
    const linked = link(catalogue, pair, arrived);
    this.living.delete(visitor);
    this.#take(customer, linked.customer);
    this.#change(visitor, linked.visitor);
  }

  #erase(person: PersonKey, erasedAt: number, since: number): void {
    if (this.erased.has(person)) return;
    if (this.links.has(person)) {
      const sequence = this.#lastSequence(person);
      this.erased.set(person, { sequence, erasedAt, since });
      return;
    }
    const before = this.living.get(person);
    const request = this.#request(person, { erasedAt, clock: before?.clock ?? -Infinity });
    if (request === undefined) return;
    const { at, sequence, changes } = before
      ? erase(this.#catalogueOf(before), before, request)
      : { at: erasedAt, sequence: 0, changes: [] };
    this.erased.set(person, { sequence, erasedAt: at, since });
    this.living.delete(person);
    this.#change(person, changes);
  }

  #lastSequence(person: PersonKey): number {
    return (
      this.changes
        .get(person)
        ?.findLast(({ changes }) => changes.length > 0)
        ?.changes.at(-1)?.sequence ?? 0
    );
  }

  /** The request that can have erased a person at this instant. */
  #request(person: PersonKey, { erasedAt, clock }: { erasedAt: number; clock: number }): ArrivedEvent | undefined {
    const isOwn = (own: PersonKey) => this.ownerOf(own) === person;
    const requests = erasuresAsked(this.#copies, isOwn, this.#erasures.get(person));
    const request = requests.find(({ arrivedAt }) => Math.max(arrivedAt, clock) === erasedAt);
    if (request === undefined) this.complaints.push(`erased as nobody asked: ${person} at ${formatInstant(erasedAt)}`);
    return request;
  }
}
