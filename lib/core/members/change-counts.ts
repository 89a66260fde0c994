import { parseInstant, type Instant } from '../time/instant.ts';
import type { CommittedChanges } from './change-rank.ts';
import { isMember, membershipsBy } from './membership.ts';

/** An hour in milliseconds. */
export const hour = 3_600_000;

/** The beginning of the hour, in UTC, in which an instant lies. */
export const hourOf = (at: Instant): Instant => Math.floor(at / hour) * hour;

/** How many entered and left a segment within an hour: those whose change took effect in it, published or not. */
export interface HourCount {
  /** Its beginning. */
  readonly hour: Instant;
  readonly entered: number;
  readonly exited: number;
}

/** What some changes add to the counts of one segment in one hour. */
export interface SegmentCount extends HourCount {
  /** The segment's key. */
  readonly segment: string;
  /** By how many members its list has grown in this hour, whenever the changes took effect: less than 0 where it has shrunk. */
  readonly grown: number;
}

const nothing = { entered: 0, exited: 0, grown: 0 };

/** Counts up by segment and hour. */
const sums = () => {
  const counts = new Map<string, SegmentCount>();
  return {
    add: (segment: string, at: Instant, { entered = 0, exited = 0, grown = 0 }: Partial<SegmentCount>): void => {
      const key = `${segment} ${hourOf(at)}`;
      const before = counts.get(key) ?? { ...nothing, segment, hour: hourOf(at) };
      counts.set(key, {
        ...before,
        entered: before.entered + entered,
        exited: before.exited + exited,
        grown: before.grown + grown,
      });
    },
    all: (): readonly SegmentCount[] => [...counts.values()],
  };
};

/**
 * Counts the entries and exits in some changes by segment and hour, quiet ones and those that are held back too.
 *
 * @param at - when the lists had the changes: what they have grown by is counted in its hour.
 */
export const countsOf = (changes: Iterable<CommittedChanges>, at: Instant): readonly SegmentCount[] => {
  const { add, all } = sums();
  for (const each of changes) {
    for (const membership of membershipsBy(each)) {
      const entered = Number(isMember(membership));
      add(membership.segment, parseInstant(each.effectiveAt), { entered, exited: 1 - entered });
      add(membership.segment, at, { grown: 2 * entered - 1 });
    }
  }
  return all();
};
