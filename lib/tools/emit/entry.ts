import { acceptEntry } from '#events/accept-entry.ts';
import type { EventType } from '#events/incoming-event.ts';
import { idsIn } from '#events/ids-in-entry.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import { futureRefusal, largeEventRefusal } from '#lib/use-cases/update/refusals.ts';
import { EventRefused, refusedFor } from './event-refused.ts';

/** An event that was checked, and is ready to be put on the bus. */
export interface Entry {
  readonly source: string;
  readonly type: EventType;
  /** The JSON of the detail. */
  readonly detail: string;
  /** When it happened, for EventBridge; the instant of the call by default. */
  readonly time?: Instant | undefined;
  /** As EventBridge counts it. */
  readonly bytes: number;
  /** The ids that it names, such as `customerId cust-42`: entries that share one go out one after the other. */
  readonly persons: readonly string[];
}

/** EventBridge counts so many bytes for a time: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html. */
const timeBytes = 14;

const bytesOf = (text: string): number => Buffer.byteLength(text);

/** An event as its producer gives it. */
export interface Given {
  readonly source: string;
  readonly type: EventType;
  readonly time?: Instant | undefined;
  readonly detail: { readonly eventId?: string | undefined };
}

/** Dates and the like are what they are in JSON. */
const written = ({ type, detail }: Given): string => {
  try {
    return JSON.stringify(detail);
  } catch {
    throw refusedFor(type, { field: 'detail', rule: 'must be JSON', value: detail });
  }
};

/** What an entry takes from outside. */
export interface EntryDeps {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** For an event without one. */
  readonly newEventId: () => string;
}

/**
 * Checks an event by the code that checks it on arrival, and gives it an `eventId` where it has none.
 *
 * @throws {EventRefused} for an event that would be refused if it arrived now: for its form, its size or its time.
 */
export const entryOf = (given: Given, { now, newEventId }: EntryDeps): Entry => {
  const { source, type, time } = given;
  const { eventId = newEventId(), ...fields } = given.detail;
  const detail: unknown = JSON.parse(written({ ...given, detail: { eventId, ...fields } }));
  const entry = { source, 'detail-type': type, detail };
  const acceptance = acceptEntry(entry);
  if (!acceptance.ok) throw new EventRefused(acceptance.refusal);
  const arrival = { ...acceptance, entry, arrivedAt: now() };
  const refusal = futureRefusal(arrival) ?? largeEventRefusal(arrival);
  if (refusal) throw new EventRefused(refusal);
  const text = JSON.stringify(detail);
  const persons = Object.entries(idsIn(entry)).map((each) => each.join(' '));
  const bytes = bytesOf(source) + bytesOf(type) + bytesOf(text) + (time === undefined ? 0 : timeBytes);
  return { source, type, detail: text, time, bytes, persons };
};
