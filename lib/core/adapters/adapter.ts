import { acceptEntry } from '#events/accept-entry.ts';
import { isRecord } from '#events/is-record.ts';
import type { Instant } from '../time/instant.ts';
import { Payload } from './payload.ts';
import { Unusable } from './unusable.ts';

/** An event made of what another system sent: an entry for Patron's bus, but for its time. */
export interface AdaptedEvent {
  readonly source: string;
  readonly 'detail-type': string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** The events of a payload, none where it says nothing that Patron keeps; or the reason why none can be made of it. */
export type Adapted = { readonly events: readonly AdaptedEvent[] } | { readonly unusable: string };

/** The headers that came with a payload, by their names in whatever case. */
export type Headers = Readonly<Record<string, string>>;

/**
 * Turns what another system sent into events. Never throws. The same payload gives the same events, `eventId` included, so
 * that a redelivery is a duplicate; each event is one that `acceptEntry` accepts.
 *
 * @param payload - the body, as parsed JSON.
 * @param headers - by their names in whatever case; by default none: the body alone is enough where it says what it is.
 */
export type Adapter = (payload: unknown, headers?: Headers) => Adapted;

/** An event as an adapter tells it, before it is checked. */
export interface Told {
  readonly type: string;
  readonly detail: object;
  /** When its source told it, of a fact that is told anew at each change; that it happened before is in the detail. */
  readonly toldAt?: Instant;
}

const tellings = new WeakMap<AdaptedEvent, Instant>();

/** When its source told an event that an adapter made; undefined where that is when it happened. */
export const toldAtOf = (event: AdaptedEvent): Instant | undefined => tellings.get(event);

const refusalOf = (events: readonly AdaptedEvent[]): string | undefined => {
  for (const event of events) {
    const accepted = acceptEntry(event);
    if (!accepted.ok) return accepted.refusal.message;
  }
  return undefined;
};

/** Fields that are undefined are left out, as on their way over the bus. */
const withoutAbsent = (detail: object): AdaptedEvent['detail'] => {
  const written: Record<string, unknown> = JSON.parse(JSON.stringify(detail));
  return written;
};

const eventOf = (source: string, { type, detail, toldAt }: Told): AdaptedEvent => {
  const event = { source, 'detail-type': type, detail: withoutAbsent(detail) };
  if (toldAt !== undefined) tellings.set(event, toldAt);
  return event;
};

const inLowerCase = (headers: Headers): Headers =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

/**
 * Makes an adapter of what tells the events of a payload.
 *
 * @param source - the `source` of its events, such as `shop.shopify`.
 * @param tell - is given the headers by their names in lower case; throws `Unusable` with the reason where it cannot.
 */
export const defineAdapter =
  (source: string, tell: (payload: Payload, headers: Headers) => readonly Told[]): Adapter =>
  (payload, headers = {}) => {
    if (!isRecord(payload)) return { unusable: 'not an object' };
    try {
      const told = tell(new Payload(payload), inLowerCase(headers));
      const events = told.map((each) => eventOf(source, each));
      const refusal = refusalOf(events);
      return refusal === undefined ? { events } : { unusable: refusal };
    } catch (error) {
      if (error instanceof Unusable) return { unusable: error.message };
      throw error;
    }
  };
