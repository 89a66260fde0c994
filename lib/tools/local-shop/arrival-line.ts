import { isRecord } from '#events/is-record.ts';
import { formatInstant, type Instant } from '#lib/core/time/instant.ts';
import type { EntryMessage } from '#lib/ports/queue/queue-message.ts';

/** A line end in JSON can only stand between tokens, and a text that is not JSON is refused with it or without. */
const onOneLine = (text: string): string => text.replaceAll(/[\r\n]+/g, ' ');

/** The JSON of an object without its braces. */
const membersIn = (text: string): string => onOneLine(text).trim().slice(1, -1).trim();

/** The members of an entry but for its `time`: as they came, so that numbers keep their digits, where there is no `time` in them. */
const membersOf = (entry: Readonly<Record<string, unknown>>, text: string | undefined): string => {
  if (text !== undefined && !Object.hasOwn(entry, 'time')) return membersIn(text);
  const { time: _producers, ...rest } = entry;
  return membersIn(JSON.stringify(rest));
};

/** An entry as the line of a file of events, with the instant of its arrival as its `time`. */
export const arrivalLine = ({ entry, text }: Pick<EntryMessage, 'entry' | 'text'>, arrivedAt: Instant): string => {
  if (!isRecord(entry)) return onOneLine(text ?? '');
  const members = membersOf(entry, text);
  return `{"time":"${formatInstant(arrivedAt)}"${members && `,${members}`}}`;
};
