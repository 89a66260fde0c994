import type { IncomingEvent } from '#events/incoming-event.ts';
import { personOf } from '#lib/core/profile/person.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import { ledgerId, type AppliedRow, type LedgerKey, type LoadedPerson } from '#lib/ports/store/customer-store.ts';

/** An accepted event on its way into a profile. */
export interface Arrival {
  /** The unique id of the message that brought it: a refused entry is kept once under it, however often it is delivered. */
  readonly id: string;
  /** The entry as it came. */
  readonly entry: unknown;
  /** The entry's own text, where it is at hand. */
  readonly text?: string | undefined;
  readonly event: IncomingEvent;
  readonly fingerprint: string;
  /** The JSON of `{"detail-type", "source", "detail"}` as it came. */
  readonly body: string;
  readonly arrivedAt: Instant;
  /** Whether it was refused before, and stays in quarantine until it is applied. */
  readonly redriven?: boolean | undefined;
}

/** The place of an arrival in the ledger. */
export const ledgerKeyOf = ({ event }: Arrival): LedgerKey => ({
  person: personOf(event.detail),
  eventId: event.detail.eventId,
});

/** The key of an arrival in `LoadedPerson.known`. */
export const ledgerIdOf = (arrival: Arrival): string => ledgerId(ledgerKeyOf(arrival));

/** The ids of the events that named an arrival before it came; undefined where it counts. */
export const namedBefore = ({ named }: LoadedPerson, arrival: Arrival): readonly string[] | undefined =>
  named.size === 0 ? undefined : named.get(ledgerIdOf(arrival));

/** An arrival as the ledger keeps it: without what it says, where others had named it. */
export const ledgerRowOf = (loaded: LoadedPerson, arrival: Arrival): AppliedRow => {
  const { fingerprint, arrivedAt, body, event } = arrival;
  const applied = { ...ledgerKeyOf(arrival), fingerprint, arrivedAt };
  const namedBy = namedBefore(loaded, arrival);
  return namedBy === undefined ? { ...applied, body } : { ...applied, type: event.type, namedBy };
};
