import { apply } from '#lib/core/engine/apply.ts';
import { link } from '#lib/core/engine/link.ts';
import { visitorKey, type PersonKey } from '#lib/core/profile/person.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import type { CustomerStore } from '#lib/ports/store/customer-store.ts';
import { pastEvents, type PastEvent, type RowGlance } from './past-events.ts';

/** A person with the visitors linked to them today, and all events that were applied to any of them, in order of arrival. */
export interface PersonPast {
  readonly person: PersonKey;
  readonly visitors: ReadonlySet<PersonKey>;
  readonly events: readonly PastEvent[];
}

/**
 * Reads the past of a person who is not a linked visitor.
 *
 * @param isRead - whether the event of a row is asked for; all are by default.
 */
export const readPast = async (
  store: Pick<CustomerStore, 'ledger' | 'visitors'>,
  person: PersonKey,
  isRead?: (glance: RowGlance) => boolean,
): Promise<PersonPast> => ({
  person,
  visitors: new Set(await Array.fromAsync(store.visitors(person))),
  events: await pastEvents(store, person, isRead),
});

/** The states of a person and of their visitors at an instant. A visitor who was linked by then is in `linked` only. */
export interface PastStates {
  readonly states: ReadonlyMap<PersonKey, CustomerState>;
  readonly linked: ReadonlySet<PersonKey>;
}

/** The visitor whom an event links for the first time, if it links one. */
export const linkedBy = (
  { person, visitors }: PersonPast,
  past: PastEvent,
  linked: Pick<ReadonlySet<PersonKey>, 'has'>,
): PersonKey | undefined => {
  const anonymousId = past.event === undefined ? past.anonymousId : past.event.detail.anonymousId;
  if (past.person !== person || anonymousId === undefined) return undefined;
  const visitor = visitorKey(anonymousId);
  return visitors.has(visitor) && !linked.has(visitor) ? visitor : undefined;
};

/**
 * Applies every event that had arrived by an instant again, in order of arrival, and links visitors when they were linked.
 *
 * The states are those that were decided, as long as the catalogue was this one and the ledger is complete. Only an event
 * that was applied long after its arrival (sent on from a visitor's group) may have counted later than it does here.
 *
 * @param until - the instant, included; by default there is no limit.
 */
export const pastStates = (catalogue: Catalogue, history: PersonPast, until: Instant = Infinity): PastStates => {
  const states = new Map<PersonKey, CustomerState>();
  const linked = new Set<PersonKey>();
  for (const past of history.events) {
    if (past.arrivedAt > until) break;
    const visitor = linkedBy(history, past, linked);
    const owner = linked.has(past.person) ? history.person : past.person;
    if (visitor === undefined) states.set(owner, apply(catalogue, states.get(owner), past).state);
    else {
      const pair = { customer: states.get(history.person), visitor: states.get(visitor) };
      states.set(history.person, link(catalogue, pair, past).customer.state);
      states.delete(visitor);
      linked.add(visitor);
    }
  }
  return { states, linked };
};
