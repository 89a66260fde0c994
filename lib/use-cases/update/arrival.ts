import type { IncomingEvent } from '#events/incoming-event.ts';
import type { AppliedEvent } from '#lib/core/profile/fact.ts';
import { personOf } from '#lib/core/profile/person.ts';
import { compareTellings, factId } from '#lib/core/profile/telling.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import {
  ledgerId,
  type AppliedRow,
  type AskedEvent,
  type KnownEvent,
  type LedgerKey,
  type LoadedPerson,
} from '#lib/ports/store/customer-store.ts';

/** An accepted event on its way into a profile. */
export interface Arrival {
  /** The unique id of the message that brought it: a refused entry is kept once under it, however often it is delivered. */
  readonly id: string;
  /** The entry as it came. */
  readonly entry: unknown;
  /** The entry's own text, where it is at hand. */
  readonly text?: string | undefined;
  readonly event: IncomingEvent;
  /** As of a `LedgerEvent`: it may be worked out when it is first read. */
  readonly fingerprint: string;
  /** The JSON of `{"detail-type", "source", "detail"}` as it came. */
  readonly body: string;
  readonly arrivedAt: Instant;
  /** Whether it was refused before, and stays in quarantine until it is applied. */
  readonly redriven?: boolean | undefined;
}

/** The place of an arrival in the ledger. */
export const ledgerKeyOf = ({ event }: Pick<Arrival, 'event'>): LedgerKey => ({
  person: personOf(event.detail),
  eventId: event.detail.eventId,
});

/** The key of an arrival in `LoadedPerson.known`. */
export const ledgerIdOf = (arrival: Arrival): string => ledgerId(ledgerKeyOf(arrival));

/** An arrival with what it says about which events count. */
export const askedOf = (arrival: Pick<Arrival, 'event'>): AskedEvent => {
  const { replaces, revision } = arrival.event.detail;
  const key = ledgerKeyOf(arrival);
  return replaces === undefined && revision === undefined ? key : { ...key, replaces, revision };
};

/** What is known when an event arrives of what others say about it. */
export type Heard = Pick<LoadedPerson, 'named' | 'newest'>;

/** The ids of the events that named an arrival before it came; undefined for none. */
export const namedBefore = ({ named }: Pick<Heard, 'named'>, arrival: Arrival): readonly string[] | undefined =>
  named.size === 0 ? undefined : named.get(ledgerIdOf(arrival));

/** The newest telling of the fact that an arrival tells; undefined where it tells none, or is the first. */
export const newestBeside = ({ newest }: Heard, arrival: Pick<Arrival, 'event'>) => {
  const { revision } = arrival.event.detail;
  return revision === undefined || newest.size === 0
    ? undefined
    : newest.get(factId(ledgerKeyOf(arrival).person, revision));
};

/** How an arrival stands to the newest telling of the fact that it tells: above 0 where it is newer; 0 where there is none, or it is that. */
const besideNewest = (heard: Heard, arrival: Pick<Arrival, 'event'>): number => {
  const newest = newestBeside(heard, arrival);
  const { eventId, revision } = arrival.event.detail;
  return newest && revision ? compareTellings({ eventId, number: revision.number }, newest) : 0;
};

/** Whether an arrival tells a fact that was told before, in an older telling. */
export const tellsAnew = (heard: Heard, arrival: Pick<Arrival, 'event'>): boolean => besideNewest(heard, arrival) > 0;

/** Whether an event counts when it arrives. */
export const countsOnArrival = (heard: Heard, arrival: Arrival): boolean =>
  namedBefore(heard, arrival) === undefined && besideNewest(heard, arrival) >= 0;

/** An arrival as it is folded: one that does not count says nothing. */
export const appliedOf = (heard: Heard, arrival: Arrival): AppliedEvent =>
  countsOnArrival(heard, arrival) ? arrival : { ...ledgerKeyOf(arrival), arrivedAt: arrival.arrivedAt };

/** Whether an arrival says the same as the event that is known under its id: most often in the same words. */
export const saysTheSame = (known: KnownEvent, arrival: Pick<Arrival, 'body' | 'fingerprint'>): boolean =>
  known.body === arrival.body || known.fingerprint === arrival.fingerprint;

/** An arrival as the ledger keeps it: without what it says, where it does not count. */
export const ledgerRowOf = (heard: Heard, arrival: Arrival): AppliedRow => {
  const { arrivedAt, body, event } = arrival;
  const { replaces, revision } = event.detail;
  const applied = {
    ...ledgerKeyOf(arrival),
    get fingerprint() {
      return arrival.fingerprint;
    },
    arrivedAt,
    ...(revision && { revision }),
  };
  if (countsOnArrival(heard, arrival)) return Object.assign(applied, { body });
  const namedBy = namedBefore(heard, arrival);
  return {
    ...applied,
    type: event.type,
    ...(replaces !== undefined && { replaces }),
    ...(namedBy && { namedBy }),
  };
};
