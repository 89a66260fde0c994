import { acceptEntry, refuse, type Fault, type Refusal } from '#events/accept-entry.ts';
import { instantRule } from '#events/forms/instant.ts';
import { isEventType, type IncomingEvent } from '#events/incoming-event.ts';
import { isRecord } from '#events/is-record.ts';
import { readInstant } from '#lib/core/time/read-instant.ts';
import { futureRefusal } from '#lib/use-cases/update/refusals.ts';
import { everyFault } from './every-fault.ts';

/** A line that was looked at by itself. */
export interface ValidatedLine {
  readonly faults: readonly Refusal[];
  /** The entry, where it is an event without a fault. */
  readonly entry?: unknown;
}

const parsed = (text: string): { readonly entry: unknown } | undefined => {
  try {
    return { entry: JSON.parse(text) };
  } catch {
    return undefined;
  }
};

const invalid = (what: string, fault: Fault): Refusal => refuse('invalid', what, fault);

/** Whether the time of arrival is there, and not more than five minutes before the event. */
const timeFaults = (entry: Readonly<Record<string, unknown>>, event?: IncomingEvent): readonly Refusal[] => {
  const { 'detail-type': type, time } = entry;
  const arrivedAt = readInstant(time);
  if (arrivedAt === undefined) return [invalid(String(type), { field: 'time', rule: instantRule, value: time })];
  const refusal = event && futureRefusal({ event, arrivedAt });
  return refusal ? [refusal] : [];
};

const entryFaults = (entry: unknown): readonly Refusal[] => {
  const accepted = acceptEntry(entry);
  const type = isRecord(entry) ? entry['detail-type'] : undefined;
  if (!isRecord(entry) || !isEventType(type)) return accepted.ok ? [] : [accepted.refusal];
  if (accepted.ok) return timeFaults(entry, accepted.event);
  const faults = everyFault(type, entry['detail']).map((fault) => invalid(type, fault));
  const isOfDetail = faults.some(({ field }) => field === accepted.refusal.field);
  return [...(isOfDetail ? [] : [accepted.refusal]), ...faults, ...timeFaults(entry)];
};

/**
 * Looks for every fault of one line of a file of events, by itself: `unknown-type`, `invalid` and `future`. It never throws.
 */
export const validateLine = (text: string): ValidatedLine => {
  const read = parsed(text);
  if (read === undefined) {
    return { faults: [invalid('an entry', { field: 'entry', rule: 'must be JSON', value: text })] };
  }
  const faults = entryFaults(read.entry);
  return faults.length === 0 ? { faults, entry: read.entry } : { faults };
};
