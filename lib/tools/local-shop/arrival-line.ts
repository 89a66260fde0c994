import { isRecord } from '#events/is-record.ts';
import { formatInstant, type Instant } from '#lib/core/time/instant.ts';
import type { EntryMessage } from '#lib/ports/queue/queue-message.ts';

/** A line end in JSON can only stand between tokens, and a text that is not JSON is refused with it or without. */
const onOneLine = (text: string): string => text.replaceAll(/[\r\n]+/g, ' ');

/** An entry as the line of a file of events, with the instant of its arrival as its `time`. */
export const arrivalLine = ({ entry, text = '' }: Pick<EntryMessage, 'entry' | 'text'>, arrivedAt: Instant): string => {
  if (!isRecord(entry)) return onOneLine(text);
  const { time: _producers, ...rest } = entry;
  return JSON.stringify({ time: formatInstant(arrivedAt), ...rest });
};
