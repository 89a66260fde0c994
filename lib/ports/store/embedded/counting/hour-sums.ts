import { countsOf, type HourCount } from '#lib/core/members/change-counts.ts';
import { parseInstant, type Instant } from '#lib/core/time/instant.ts';
import type { OutboxRow } from '../../customer-store.ts';
import { outboxRowIn } from '../outbox-json.ts';

/** How a row begins, up to the hour in which its changes took effect. */
const beginning = /^\{"effectiveAt":"(\d{4}-\d\d-\d\dT\d\d):/;

/** What each change of a row says first. Texts of shops cannot look like it: their quotes are escaped, and their traits hold no objects. */
const changed = /"status":"(entered|exited)","segment":\{"key":"([^"]+)"/g;

type Sum = { -readonly [Name in keyof HourCount]: HourCount[Name] };

/** Entries and exits by segment and hour, counted up row by row. */
export interface HourSums {
  /**
   * Adds the changes of a row of the log, which is parsed only where its text is not as it is usually written.
   *
   * @param body - the row, as `outboxRowIn` reads it.
   * @returns the row's kind.
   */
  readonly add: (body: string) => OutboxRow['kind'];
  /** Puts an hour of a segment in place. */
  readonly put: (segment: string, count: HourCount) => void;
  readonly segments: () => Iterable<string>;
  /** The hours of a segment that have any, in order. */
  readonly hoursOf: (segment: string) => readonly HourCount[];
}

const inOrder = (hours: Iterable<HourCount>): readonly HourCount[] =>
  [...hours].sort((one, other) => one.hour - other.hour);

/** Hours by their texts, each of which is parsed once. */
const hoursByText = () => {
  const known = new Map<string, Instant>();
  return (text: string): Instant => {
    const found = known.get(text) ?? parseInstant(`${text}:00:00.000Z`);
    known.set(text, found);
    return found;
  };
};

/** Sums without any row yet. */
export const hourSums = (): HourSums => {
  const bySegment = new Map<string, Map<Instant, Sum>>();
  const hourIn = hoursByText();

  const sumOf = (segment: string, hour: Instant): Sum => {
    const hours = bySegment.get(segment) ?? new Map<Instant, Sum>();
    bySegment.set(segment, hours);
    const sum = hours.get(hour) ?? { hour, entered: 0, exited: 0 };
    hours.set(hour, sum);
    return sum;
  };

  /** False where the text is not as it is usually written: then nothing was added. */
  const addText = (body: string): boolean => {
    const [, text] = beginning.exec(body) ?? [];
    if (text === undefined) return false;
    const changes = [...body.matchAll(changed)];
    for (const [, status, segment = ''] of changes) sumOf(segment, hourIn(text))[status as 'entered' | 'exited'] += 1;
    return changes.length > 0;
  };

  const addParsed = (body: string): OutboxRow['kind'] => {
    const row = outboxRowIn(body);
    if (row.kind === 'erasure') return row.kind;
    for (const { segment, hour, entered, exited } of countsOf([row], 0)) {
      if (entered + exited === 0) continue;
      const sum = sumOf(segment, hour);
      sum.entered += entered;
      sum.exited += exited;
    }
    return row.kind;
  };

  return {
    add: (body) => (addText(body) ? 'changes' : addParsed(body)),
    put: (segment, count) => void Object.assign(sumOf(segment, count.hour), count),
    segments: () => bySegment.keys(),
    hoursOf: (segment) => inOrder(bySegment.get(segment)?.values() ?? []),
  };
};
