import { apply } from '#lib/core/engine/apply.ts';
import { link } from '#lib/core/engine/link.ts';
import { visitorKey, type PersonKey } from '#lib/core/profile/person.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import type { CustomerStore } from '#lib/ports/store/customer-store.ts';
import { pastEvents, type PastEvent } from './past-events.ts';

/** A person with the visitors who are this person today, and all events that were applied to them, in order of arrival. */
export interface Lives {
  readonly person: PersonKey;
  readonly visitors: ReadonlySet<PersonKey>;
  readonly events: readonly PastEvent[];
}

/** Reads the lives of a person who is not a linked visitor. */
export const livesOf = async (
  store: Pick<CustomerStore, 'ledger' | 'visitors'>,
  person: PersonKey,
): Promise<Lives> => ({
  person,
  visitors: new Set(await Array.fromAsync(store.visitors(person))),
  events: await pastEvents(store, person),
});

/** Each person as the events have left them. A visitor who was linked by then is in `linked` and has no state. */
export interface Lived {
  readonly states: ReadonlyMap<PersonKey, CustomerState>;
  readonly linked: ReadonlySet<PersonKey>;
}

const linkedBy = ({ person, visitors }: Lives, past: PastEvent, linked: ReadonlySet<PersonKey>) => {
  const { anonymousId } = past.event.detail;
  if (past.person !== person || anonymousId === undefined) return undefined;
  const visitor = visitorKey(anonymousId);
  return visitors.has(visitor) && !linked.has(visitor) ? visitor : undefined;
};

/**
 * Lives through the ledger again: every event that had arrived by an instant is applied in order of arrival, and
 * visitors are linked when they were.
 *
 * It is what was decided, as long as the catalogue was this one and the ledger is whole. Only an event that was applied
 * long after it arrived (sent on from a visitor's group) may have counted later than it does here.
 */
export const liveThrough = (catalogue: Catalogue, lives: Lives, until: Instant = Infinity): Lived => {
  const states = new Map<PersonKey, CustomerState>();
  const linked = new Set<PersonKey>();
  for (const past of lives.events) {
    if (past.arrivedAt > until) break;
    const visitor = linkedBy(lives, past, linked);
    const owner = linked.has(past.person) ? lives.person : past.person;
    if (visitor === undefined) states.set(owner, apply(catalogue, states.get(owner), past).state);
    else {
      const pair = { customer: states.get(lives.person), visitor: states.get(visitor) };
      states.set(lives.person, link(catalogue, pair, past).customer.state);
      states.delete(visitor);
      linked.add(visitor);
    }
  }
  return { states, linked };
};
