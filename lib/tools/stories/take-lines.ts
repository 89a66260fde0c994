import type { Refusal } from '#events/accept-entry.ts';
import { readEntryLine } from '../replay/read-entry-line.ts';
import type { People } from './people.ts';

/** A line that was refused. */
export interface RefusedLine {
  /** Its place among the lines, from 0. */
  readonly index: number;
  readonly refusal: Refusal;
}

/** Takes lines as a replay does, each at its own `time`, and returns those that were refused. */
export const takeLines = (people: People, lines: readonly unknown[]): readonly RefusedLine[] =>
  lines.flatMap((line, index) => {
    const text = typeof line === 'string' ? line : JSON.stringify(line);
    const { message, untimed } = readEntryLine(text, index + 1, Math.max(people.now, 0));
    if (untimed !== undefined) return [{ index, refusal: untimed }];
    const outcome = people.take(message);
    return outcome.kind === 'quarantined' ? [{ index, refusal: outcome.refusal }] : [];
  });
