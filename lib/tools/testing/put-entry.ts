import { acceptEntry, refuse } from '#events/accept-entry.ts';
import { instantRule } from '#events/forms/instant.ts';
import type { EventType } from '#events/incoming-event.ts';
import { isRecord } from '#events/is-record.ts';
import { formatInstant, parseInstant, type Instant } from '#lib/core/time/instant.ts';
import { readInstant } from '#lib/core/time/read-instant.ts';
import type { EventInput } from '../emit/event-input.ts';
import { EventRefused, refusedFor } from '../emit/event-refused.ts';

/** The fields of an event as they are put: `eventId` and `occurredAt` may be left out. */
export type PutDetail<Type extends EventType> = Omit<EventInput<Type>, 'occurredAt'> & {
  readonly occurredAt?: string;
};

/** An entry to take, and when it comes; undefined for one that comes now. */
export interface ComingEntry {
  readonly text: string;
  readonly at: Instant | undefined;
}

const source = 'shop.test';

/** An event of a type: its id is `put-1`, `put-2`, … and it occurs now, unless it says otherwise. */
export const entryOf = (type: string, detail: object, { count, now }: { count: number; now: Instant | undefined }) => ({
  source,
  'detail-type': type,
  detail: {
    eventId: `put-${count}`,
    ...(now !== undefined && { occurredAt: formatInstant(now) }),
    ...Object.fromEntries(Object.entries(detail).filter(([, value]) => value !== undefined)),
  },
});

const parsed = (line: unknown): unknown => {
  if (typeof line !== 'string') return line;
  try {
    return JSON.parse(line);
  } catch {
    throw refusedFor('a line', { field: 'entry', rule: 'must be JSON', value: line });
  }
};

const timeOf = (entry: unknown): Instant | undefined => {
  const time = isRecord(entry) ? entry['time'] : undefined;
  if (time === undefined) return undefined;
  const at = readInstant(time);
  if (at !== undefined) return at;
  throw new EventRefused(refuse('invalid', 'a line', { field: 'time', rule: instantRule, value: time }));
};

/**
 * A line, or an event as an object, as an entry that comes at its `time`. Where time has not begun yet, it comes at its `time` or
 * else when it occurred.
 *
 * @throws {EventRefused} for a line that is not JSON or has no valid `time`; where time has not begun, for one that is no event.
 */
export const comingEntry = (line: unknown, now: Instant | undefined): ComingEntry => {
  const entry = parsed(line);
  const text = JSON.stringify(entry) ?? '';
  const at = timeOf(entry);
  if (at !== undefined || now !== undefined) return { text, at };
  const accepted = acceptEntry(entry);
  if (!accepted.ok) throw new EventRefused(accepted.refusal);
  return { text, at: parseInstant(accepted.event.detail.occurredAt) };
};
