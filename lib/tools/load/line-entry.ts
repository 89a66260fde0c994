import { isRecord } from '#events/is-record.ts';
import type { EventType } from '#events/incoming-event.ts';
import { parseInstant, type Instant } from '#lib/core/time/instant.ts';
import { refuse } from '#events/refusal.ts';
import { entryOf, type Entry } from '../emit/entry.ts';
import { EventRefused } from '../emit/event-refused.ts';
import { isOwnSource, ownSourceRule } from '../emit/own-source.ts';
import { validateLine } from '../validate/validate-line.ts';

/** A line of a file of events: ready to be put on a bus, or everything that is wrong with it, in sentences. */
export type LineEntry = { readonly entry: Entry } | { readonly faults: readonly string[] };

/** The parts of an entry without a fault. */
interface EventLine {
  readonly source: string;
  readonly 'detail-type': EventType;
  readonly time: string;
  readonly detail: { readonly eventId: string };
}

const isEventLine = (entry: unknown): entry is EventLine => isRecord(entry);

const noNewId = (): never => {
  throw new TypeError('Cannot make an eventId for a line: current value has one, or has a fault');
};

/** Puts the line into the form of the bus, and asks what only an entry that arrives now can be refused for. */
const entryOfLine = ({ source, 'detail-type': type, time, detail }: EventLine, now: Instant): LineEntry => {
  if (!isOwnSource(source)) {
    const { message } = refuse('invalid', type, { field: 'source', rule: `must be ${ownSourceRule}`, value: source });
    return { faults: [message] };
  }
  try {
    const deps = { now: () => now, newEventId: noNewId };
    return { entry: entryOf({ source, type, detail, time: parseInstant(time) }, deps) };
  } catch (error) {
    if (error instanceof EventRefused) return { faults: [error.message] };
    throw error;
  }
};

/**
 * Reads a line as `patron validate` does, and then as an entry that arrives now.
 *
 * @param now - when it will arrive; an event may not happen more than five minutes later.
 */
export const lineEntry = (text: string, now: Instant): LineEntry => {
  const { faults, entry } = validateLine(text);
  if (faults.length > 0) return { faults: faults.map(({ message }) => message) };
  if (isEventLine(entry)) return entryOfLine(entry, now);
  throw new TypeError(`Cannot take a line without a fault as an event: current value is ${typeof entry}`);
};
