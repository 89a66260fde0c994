import type { Fault } from '#events/fault.ts';
import { incomingEvents, isEventType, type IncomingEvent } from '#events/incoming-event.ts';
import { isRecord } from '#events/is-record.ts';
import { eventIdOf, type ArrivedEvent, type UncountedEvent } from '#lib/core/profile/fact.ts';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { CustomerStore, LedgerRow } from '#lib/ports/store/customer-store.ts';

interface Owned {
  /** The person of its own ids: the visitor, where a customer's visitor sent it before or after it was linked. */
  readonly person: PersonKey;
}

/** An applied event that counts, read from the ledger. */
export type CountedEvent = Owned & ArrivedEvent;

/** An applied event, read from the ledger. One that was replaced does not count, but a link that it made stands. */
export type PastEvent = CountedEvent | (Owned & UncountedEvent & { readonly anonymousId?: string | undefined });

/**
 * Reads the event of a body. Its form was checked when it came; what else that makes of an entry, its fingerprint and its text, is
 * not asked for here and takes as long again.
 */
const eventIn = (body: string): IncomingEvent | Pick<Fault, 'field'> => {
  const entry: unknown = JSON.parse(body);
  const { 'detail-type': type, detail } = isRecord(entry) ? entry : {};
  if (!isEventType(type)) return { field: 'detail-type' };
  const { event, fault } = incomingEvents[type].read(detail);
  return event ?? fault;
};

/**
 * Reads a row; undefined for an event that was only named.
 *
 * @throws {TypeError} for a row that no version of Patron has applied as an event.
 */
export const pastEventOf = (row: LedgerRow): PastEvent | undefined => {
  if (row.fingerprint === undefined) return undefined;
  const { person, eventId, arrivedAt } = row;
  if (row.body === undefined) return { person, eventId, arrivedAt, anonymousId: row.anonymousId };
  const event = eventIn(row.body);
  if ('type' in event) return { person, event, arrivedAt };
  throw new TypeError(`Cannot fold ledger event ${eventId} as it was kept: ${event.field}`);
};

/** What a row tells of its event without being parsed. */
export interface RowGlance {
  readonly row: LedgerRow;
  /** The type of the event; undefined where only parsing tells. */
  readonly type: string | undefined;
}

/** As every version writes a body. In a body that was written otherwise nothing is found, and it is parsed. */
const typeFirst = /^\{"detail-type":"([A-Za-z]+)"/;

/** What a row tells at a glance. */
export const glanceAt = (row: LedgerRow): RowGlance => ({ row, type: typeFirst.exec(row.body ?? '')?.[1] });

const byArrival = (one: PastEvent, other: PastEvent): number => {
  if (one.arrivedAt !== other.arrivedAt) return one.arrivedAt - other.arrivedAt;
  return eventIdOf(one) < eventIdOf(other) ? -1 : 1;
};

/**
 * All events that were applied to a person and to the visitors linked to them, in order of arrival, and by `eventId`
 * within one instant; those that do not count are among them.
 *
 * @param isRead - whether the event of a row is asked for: parsing is what takes time. All are by default.
 * @throws {TypeError} for a row that cannot be read as an event.
 */
export const pastEvents = async (
  store: Pick<CustomerStore, 'ledger'>,
  person: PersonKey,
  isRead: (glance: RowGlance) => boolean = () => true,
): Promise<readonly PastEvent[]> => {
  const events: PastEvent[] = [];
  for await (const row of store.ledger(person)) {
    if (!isRead(glanceAt(row))) continue;
    const event = pastEventOf(row);
    if (event) events.push(event);
  }
  return events.sort(byArrival);
};
