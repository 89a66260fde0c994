import { acceptEntry } from '#events/accept-entry.ts';
import type { ArrivedEvent } from '#lib/core/profile/fact.ts';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { CustomerStore, LedgerEvent } from '#lib/ports/store/customer-store.ts';

/** An applied event, read from the ledger. */
export interface PastEvent extends ArrivedEvent {
  /** The person of its own ids: the visitor, where a customer's visitor sent it before or after it was linked. */
  readonly person: PersonKey;
}

/** @throws {TypeError} for a row that no version of Patron has applied as an event. */
const pastEventOf = ({ person, body, arrivedAt, eventId }: LedgerEvent): PastEvent => {
  const accepted = acceptEntry(JSON.parse(body));
  if (accepted.ok) return { person, event: accepted.event, arrivedAt };
  throw new TypeError(`Cannot fold ledger event ${eventId} as it was kept: ${accepted.refusal.field}`);
};

const byArrival = (one: PastEvent, other: PastEvent): number => {
  if (one.arrivedAt !== other.arrivedAt) return one.arrivedAt - other.arrivedAt;
  return one.event.detail.eventId < other.event.detail.eventId ? -1 : 1;
};

/**
 * All events that were applied to a person and to the visitors linked to them, in order of arrival, and by `eventId`
 * within one instant.
 *
 * @throws {TypeError} for a row that cannot be read as an event.
 */
export const pastEvents = async (
  store: Pick<CustomerStore, 'ledger'>,
  person: PersonKey,
): Promise<readonly PastEvent[]> => {
  const events: PastEvent[] = [];
  for await (const event of store.ledger(person)) events.push(pastEventOf(event));
  return events.sort(byArrival);
};
