import * as z from 'zod/mini';
import { acceptEntry, refuse, type Refusal } from '#events/accept-entry.ts';
import { isRecord } from '#events/forms/form.ts';
import { instant } from '#events/forms/instant.ts';
import { readEntry, type EntryMessage } from '#lib/ports/queue/queue-message.ts';
import { parseInstant, type Instant } from '#lib/core/time/instant.ts';

/** A line as the queue would have given it. */
export interface EntryLine {
  readonly message: EntryMessage;
  /** When it arrived; undefined where the line does not tell. */
  readonly time: Instant | undefined;
  /** Set where the entry would be an event, had it a `time`. */
  readonly untimed?: Refusal;
}

/** Reads an ISO 8601 instant with `Z` or an offset; undefined for anything else. */
export const readInstant = (value: unknown): Instant | undefined =>
  typeof value === 'string' && z.safeParse(instant, value).success ? parseInstant(value) : undefined;

const untimedRefusal = (entry: unknown): Refusal | undefined => {
  const accepted = acceptEntry(entry);
  if (!accepted.ok) return undefined;
  const rule = 'must be an ISO 8601 instant with Z or an offset, as 2026-11-02T09:12:00Z';
  return refuse('invalid', accepted.event.type, { field: 'time', rule, value: isRecord(entry) && entry['time'] });
};

/**
 * Reads a line of a file of events. It never throws.
 *
 * @param line - the number of the line, from 1.
 * @param now - stands in for an arrival that the line does not tell.
 */
export const readEntryLine = (text: string, line: number, now: Instant): EntryLine => {
  const message = readEntry(text, { id: `line:${line}`, arrivedAt: now });
  const time = isRecord(message.entry) ? readInstant(message.entry['time']) : undefined;
  if (time !== undefined) return { message: { ...message, arrivedAt: time }, time };
  const untimed = message.entry === undefined ? undefined : untimedRefusal(message.entry);
  return { message, time, ...(untimed && { untimed }) };
};
