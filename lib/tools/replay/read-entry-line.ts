import { acceptEntry, refuse, type Refusal } from '#events/accept-entry.ts';
import { instantRule } from '#events/forms/instant.ts';
import { isRecord } from '#events/is-record.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import { readInstant } from '#lib/core/time/read-instant.ts';
import { readEntry, type EntryMessage } from '#lib/ports/queue/queue-message.ts';

/** A line as the message that the queue would have delivered. */
export interface EntryLine {
  readonly message: EntryMessage;
  /** Arrival; undefined where the line has no valid `time`. */
  readonly time: Instant | undefined;
  /** The refusal of an entry that would be an event if it had a `time`. */
  readonly untimed?: Refusal;
}

const untimedRefusal = (entry: unknown): Refusal | undefined => {
  const accepted = acceptEntry(entry);
  if (!accepted.ok) return undefined;
  return refuse('invalid', accepted.event.type, {
    field: 'time',
    rule: instantRule,
    value: isRecord(entry) && entry['time'],
  });
};

/**
 * Reads a line of a file of events. It never throws.
 *
 * @param line - the line's number, from 1.
 * @param now - the arrival of a line without a `time`.
 */
export const readEntryLine = (text: string, line: number, now: Instant): EntryLine => {
  const message = readEntry(text, { id: `line:${line}`, arrivedAt: now });
  const time = isRecord(message.entry) ? readInstant(message.entry['time']) : undefined;
  if (time !== undefined) return { message: { ...message, arrivedAt: time }, time };
  const untimed = message.entry === undefined ? undefined : untimedRefusal(message.entry);
  return { message, time, ...(untimed && { untimed }) };
};
