import { toldAtOf, type AdaptedEvent, type Adapter } from '#lib/core/adapters/adapters.ts';
import { formatInstant, latest, type Instant } from '#lib/core/time/instant.ts';
import { readInstant } from '#lib/core/time/read-instant.ts';
import type { LineBlocks } from '../replay/read-lines.ts';
import { readPayloadLine } from './read-payload-line.ts';

/** An event as a line that `replay` and `load` take. */
interface TimedEvent extends AdaptedEvent {
  /** When it is taken to have arrived. */
  readonly time: string;
}

/** Why lines were of no use. */
export interface UnusableLines {
  readonly reason: string;
  readonly lines: number;
  /** The first of them, by their numbers from 1, with what was seen there. */
  readonly examples: readonly { readonly line: number; readonly seen: string }[];
}

/** What became of a file of payloads. */
export interface AdaptedLines {
  readonly lines: number;
  /** Lines that say nothing that Patron keeps. */
  readonly silent: number;
  /** In order of time. */
  readonly events: readonly TimedEvent[];
  /** By reason, that of the most lines first. */
  readonly unusable: readonly UnusableLines[];
}

const mostExamples = 5;

interface Arrived {
  readonly event: AdaptedEvent;
  readonly at: Instant;
}

/**
 * When an event is taken to have arrived: when its source told it. A request to be forgotten may come without a time: it is taken
 * to come after everything before it.
 */
const arrivalOf = (event: AdaptedEvent, newest: Instant): Instant => {
  const occurredAt = readInstant(event.detail['occurredAt']) ?? 0;
  const at = latest(toldAtOf(event), occurredAt);
  return event['detail-type'] === 'ErasureRequested' ? latest(newest, at) : at;
};

/** Between a rule and the value that broke it, which is another in each line. */
const beforeValue = /[,:] current value is /;

const createReasons = () => {
  const found = new Map<string, { lines: number; examples: { line: number; seen: string }[] }>();
  return {
    add: (unusable: string, line: number): void => {
      const [reason = '', seen = ''] = unusable.split(beforeValue, 2);
      const entry = found.get(reason) ?? { lines: 0, examples: [] };
      found.set(reason, entry);
      entry.lines += 1;
      if (entry.examples.length < mostExamples) entry.examples.push({ line, seen });
    },
    mostFirst: (): readonly UnusableLines[] =>
      [...found].map(([reason, entry]) => ({ reason, ...entry })).sort((one, other) => other.lines - one.lines),
  };
};

/**
 * Runs an adapter over a file of payloads, one a line. The events are held in memory, since a file may have any order and
 * events are loaded in that of their time.
 */
export const adaptLines = async (blocks: LineBlocks, adapter: Adapter): Promise<AdaptedLines> => {
  const arrived: Arrived[] = [];
  const reasons = createReasons();
  let [lines, silent, newest] = [0, 0, 0];
  const take = (text: string): void => {
    const line = readPayloadLine(text);
    const adapted = typeof line === 'string' ? { unusable: line } : adapter(line.payload, line.headers);
    if ('unusable' in adapted) return reasons.add(adapted.unusable, lines);
    if (adapted.events.length === 0) silent += 1;
    for (const event of adapted.events) {
      const at = arrivalOf(event, newest);
      newest = Math.max(newest, at);
      arrived.push({ event, at });
    }
  };
  for await (const block of blocks) {
    for (const text of block) {
      lines += 1;
      take(text);
    }
  }
  const events = arrived
    .sort((one, other) => one.at - other.at)
    .map(({ event, at }) => ({ time: formatInstant(at), ...event }));
  return { lines, silent, events, unusable: reasons.mostFirst() };
};
