import type { Fault } from '#events/fault.ts';
import { incomingEvents, isEventType, type EventType, type IncomingEvent } from '#events/incoming-event.ts';
import { isRecord } from '#events/is-record.ts';
import { Counting, type Standing } from '#lib/core/profile/counting.ts';
import { eventIdOf, type ArrivedEvent, type UncountedEvent } from '#lib/core/profile/fact.ts';
import type { PersonKey } from '#lib/core/profile/person.ts';
import {
  isApplied,
  type AppliedRow,
  type CustomerStore,
  type LedgerEvent,
  type LedgerRow,
} from '#lib/ports/store/customer-store.ts';

interface Owned {
  /** The person of its own ids: the visitor, where a customer's visitor sent it before or after it was linked. */
  readonly person: PersonKey;
}

/** An applied event that counts, read from the ledger. */
export type CountedEvent = Owned & ArrivedEvent;

/** An applied event, read from the ledger. One that was replaced does not count, but a link that it made stands. */
export type PastEvent = CountedEvent | (UncountedEvent & { readonly anonymousId?: string | undefined });

/** An applied event as its row has it, with what it says about which events count. */
export interface KeptEvent extends Standing {
  readonly row: AppliedRow;
  /** Undefined for a row without its event. */
  readonly event: IncomingEvent | undefined;
  /** The visitor named beside a customer. */
  readonly anonymousId: string | undefined;
}

/**
 * Reads the event of a body. Its form was checked when it came; what else that makes of an entry, its fingerprint and its text, is
 * not asked for here and takes as long again.
 */
const eventIn = (body: string): IncomingEvent | Pick<Fault, 'field'> => {
  const entry: unknown = JSON.parse(body);
  const { 'detail-type': type, detail } = isRecord(entry) ? entry : {};
  if (!isEventType(type)) return { field: 'detail-type' };
  const { event, fault } = incomingEvents[type].read(detail);
  if (event !== undefined) return event;
  const [field = ''] = fault.field.split('.');
  return isRecord(detail) && sinceThisVersion.has(field) ? eventWithout(type, detail) : fault;
};

/** Fields that 0.2.0 ignored in any form: what it has taken stands, and they say nothing there. */
const sinceThisVersion: ReadonlySet<string> = new Set(['replaces', 'revision', 'forget']);

const eventWithout = (type: EventType, detail: Readonly<Record<string, unknown>>) => {
  const known = Object.fromEntries(Object.entries(detail).filter(([name]) => !sinceThisVersion.has(name)));
  const { event, fault } = incomingEvents[type].read(known);
  return event ?? fault;
};

/**
 * Reads the event of a row.
 *
 * @throws {TypeError} for a body that no version of Patron has applied as an event.
 */
export const eventOf = ({ eventId, body }: Pick<LedgerEvent, 'eventId' | 'body'>): IncomingEvent => {
  const event = eventIn(body);
  if ('type' in event) return event;
  throw new TypeError(`Cannot fold ledger event ${eventId} as it was kept: ${event.field}`);
};

/** The visitor whom an event names beside a customer. */
const visitorBeside = ({ detail: { anonymousId, customerId } }: IncomingEvent): string | undefined =>
  customerId === undefined ? undefined : anonymousId;

/**
 * Reads the row of an applied event.
 *
 * @throws {TypeError} for a row that no version of Patron has applied as an event.
 */
const keptEvent = (row: AppliedRow): KeptEvent => {
  const { person, eventId } = row;
  if (row.body === undefined) {
    const { replaces, revision, anonymousId } = row;
    return { row, person, eventId, replaces, revision, anonymousId, event: undefined };
  }
  const event = eventOf(row);
  const { replaces, revision } = event.detail;
  return { row, person, eventId, replaces, revision, anonymousId: visitorBeside(event), event };
};

const pastEventOf = (
  { row: { person, eventId, arrivedAt }, event, anonymousId }: KeptEvent,
  counts: boolean,
): PastEvent =>
  counts && event !== undefined ? { person, event, arrivedAt } : { person, eventId, arrivedAt, anonymousId };

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

/** Whether a row may say something about which events count, as far as can be told without parsing it. */
const mayCorrect = ({ body }: LedgerRow): boolean =>
  body === undefined || body.includes('"replaces":') || body.includes('"revision":');

const byArrival = (one: PastEvent, other: PastEvent): number => {
  if (one.arrivedAt !== other.arrivedAt) return one.arrivedAt - other.arrivedAt;
  return eventIdOf(one) < eventIdOf(other) ? -1 : 1;
};

/** The applied events of some rows, with those that say which of them count. */
const keptEvents = (rows: readonly LedgerRow[]): readonly KeptEvent[] =>
  rows.flatMap((row) => (isApplied(row) ? [keptEvent(row)] : []));

/** The applied events of rows, in no order, and the rule by which they count. */
export const countedIn = (
  rows: readonly LedgerRow[],
): { readonly kept: readonly KeptEvent[]; readonly counting: Counting } => {
  const kept = keptEvents(rows);
  const counting = new Counting();
  for (const event of kept) counting.add(event);
  return { kept, counting };
};

/** Applied events in order of arrival, and by `eventId` within one instant; those that do not count say nothing. */
export const inOrderOfArrival = (kept: readonly KeptEvent[], counting: Counting): readonly PastEvent[] =>
  kept.map((event) => pastEventOf(event, counting.counts(event))).sort(byArrival);

/**
 * All events that were applied to a person and to the visitors linked to them, in order of arrival, and by `eventId`
 * within one instant; those that do not count are among them. What the ledger names decides which do, whatever rows lack.
 *
 * @param isRead - whether the event of a row is asked for: parsing is what takes time. All are by default.
 * @throws {TypeError} for a row that cannot be read as an event.
 */
export const pastEvents = async (
  store: Pick<CustomerStore, 'ledger'>,
  person: PersonKey,
  isRead: (glance: RowGlance) => boolean = () => true,
): Promise<readonly PastEvent[]> => {
  const rows: LedgerRow[] = [];
  const asked = new Set<LedgerRow>();
  for await (const row of store.ledger(person)) {
    if (isRead(glanceAt(row))) asked.add(row);
    else if (!mayCorrect(row)) continue;
    rows.push(row);
  }
  const { kept, counting } = countedIn(rows);
  return inOrderOfArrival(
    kept.filter(({ row }) => asked.has(row)),
    counting,
  );
};
