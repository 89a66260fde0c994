import type { EventType } from '#events/incoming-event.ts';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { Instant } from '#lib/core/time/instant.ts';

/** The place of an event in the ledger: under the person of its own ids, which a later link does not change. */
export interface LedgerKey {
  readonly person: PersonKey;
  readonly eventId: string;
}

/** Which telling of a fact an event is. */
export interface Revision {
  /** The key of the fact, within one own id. */
  readonly of: string;
  /** Of all tellings only the one with the largest number counts (ties: the larger `eventId`). */
  readonly number: number;
}

/** An event that is asked about, with what decides whether it and others count. */
export interface AskedEvent extends LedgerKey {
  /** The id of the event that it replaces. */
  readonly replaces?: string | undefined;
  readonly revision?: Revision | undefined;
}

/** An event in the ledger as it came. */
export interface LedgerEvent extends LedgerKey {
  /** The JSON of `{"detail-type", "source", "detail"}` as it arrived. */
  readonly body: string;
  /**
   * A hash of `detail-type` and `detail` that ignores the order of keys. Bodies with the same hash are the same. It follows from the
   * body: a store need not keep it as well, and it may be worked out when it is first read.
   */
  readonly fingerprint: string;
  readonly arrivedAt: Instant;
  /** The fact that it tells, and which telling it is: given when it is saved, and not when it is read, since its body says it. */
  readonly revision?: Revision;
}

/** The part of a replaced event that the ledger keeps: enough to know it when it comes again, and what it replaces itself. */
export interface StrippedEvent extends LedgerKey {
  readonly body?: undefined;
  readonly fingerprint: string;
  readonly arrivedAt: Instant;
  readonly type: EventType;
  /** The id of the event that it replaces itself. */
  readonly replaces?: string;
  /** The fact that it told, and which telling it was. */
  readonly revision?: Revision;
  /** The visitor whom it named beside a customer, who may be linked by it; absent where it did not count when it came. */
  readonly anonymousId?: string;
  /** The ids of the events that named it before it came; never empty. */
  readonly namedBy?: readonly string[];
}

/** An event that was applied. */
export type AppliedRow = LedgerEvent | StrippedEvent;

/** The place of an event that was named before it has come. It was not applied: a row without a fingerprint is no duplicate. */
export interface NamedEvent extends LedgerKey {
  readonly body?: undefined;
  readonly fingerprint?: undefined;
  /** The ids of the events that name it; never empty. */
  readonly namedBy: readonly string[];
}

/** A row of the ledger. */
export type LedgerRow = AppliedRow | NamedEvent;

/** Whether a row is of an event that was applied; its fingerprint is not asked for where the event itself is there. */
export const isApplied = (row: LedgerRow): row is AppliedRow => row.body !== undefined || row.fingerprint !== undefined;

/** What tells an applied event from another under its id: the body too, where it is at hand. */
export interface KnownEvent {
  readonly fingerprint: string;
  readonly body?: string | undefined;
}

/** The key of `LoadedPerson.known` and `LoadedPerson.named`. */
export const ledgerId = ({ person, eventId }: LedgerKey): string => `${person}/${eventId}`;
