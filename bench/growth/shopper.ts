import { acceptEntry, type Accepted } from '#events/accept-entry.ts';
import { apply } from '#lib/core/engine/apply.ts';
import { customerKey } from '#lib/core/profile/person.ts';
import type { ArrivedEvent } from '#lib/core/profile/fact.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import type { LedgerEvent } from '#lib/ports/store/customer-store.ts';
import { personSends, type Sent } from '#test/load/crowd.ts';

/** A customer's n-th event; of twenty in a row two are purchases, the others visits, whichever is the first. */
export type Sends = (customerId: string, n: number) => Sent;

/** As many events in a row as have the same mix wherever they begin. */
export const stretch = 20;

const categories = 20;

const inFewCategories = (entry: object): object =>
  JSON.parse(
    JSON.stringify(entry).replaceAll(/"category-(\d+)"/g, (_, number) => `"category-${Number(number) % categories}"`),
  ) as object;

/** An ordinary customer: two events a day in twenty categories, ten in a session. */
export const ordinary: Sends = (customerId, n) => {
  const { arrivedAt, entry } = personSends(customerId, n);
  return { arrivedAt, entry: inFewCategories(entry) };
};

const accepted = ({ entry }: Sent): Accepted => {
  const acceptance = acceptEntry(entry);
  if (acceptance.ok) return acceptance;
  throw new Error(`Cannot take an event of the crowd: ${acceptance.refusal.message}`);
};

/** Events from the n-th to before another, as `apply` takes them. */
export const arrivedEvents = (
  sends: Sends,
  customerId: string,
  [from, to]: readonly [number, number],
): readonly ArrivedEvent[] =>
  Array.from({ length: to - from }, (_, index) => {
    const sent = sends(customerId, from + index);
    return { event: accepted(sent).event, arrivedAt: sent.arrivedAt };
  });

/** The same as the ledger keeps them. */
export const ledgerEvents = (
  sends: Sends,
  customerId: string,
  [from, to]: readonly [number, number],
): readonly LedgerEvent[] =>
  Array.from({ length: to - from }, (_, index) => {
    const sent = sends(customerId, from + index);
    const { event, fingerprint, body } = accepted(sent);
    const { eventId } = event.detail;
    return { person: customerKey(customerId), eventId, fingerprint, body, arrivedAt: sent.arrivedAt };
  });

/**
 * The state after events.
 *
 * @throws {Error} where there are none.
 */
export const stateAfter = (
  catalogue: Catalogue,
  events: readonly ArrivedEvent[],
  before?: CustomerState,
): CustomerState => {
  let state = before;
  for (const event of events) ({ state } = apply(catalogue, state, event));
  if (state) return state;
  throw new Error('Cannot tell the state after events: there are none');
};
