import { sortedPosition } from '../../measures/sorted-position.ts';
import { day } from '../../time/duration.ts';
import type { Instant } from '../../time/instant.ts';
import { addSumTo, addTo } from '../cells.ts';
import type { Course } from './course.ts';
import { isInBefore, stepsWithin, type MembershipStep } from './membership-step.ts';
import type { Period } from './metric-periods.ts';
import { salesWithin } from './sale.ts';
import { pairOf, type CountTable, type SegmentCounts } from './segment-counts.ts';

/** `stayed` looks back so far. */
const longAgo = 90 * day;

/** `stability` looks back so far. */
const lately = 7 * day;

/** Whom and when metrics are about. */
export interface MetricTerms {
  /** Keys, in the catalogue's order. */
  readonly segments: readonly string[];
  readonly periods: readonly Period[];
}

/** A period and its place. */
interface Placed extends Period {
  readonly place: number;
}

/** The course of a person through one segment. */
interface Walk {
  /** The segment's place. */
  readonly segment: number;
  /** Never empty. */
  readonly steps: readonly MembershipStep[];
}

/** Where a course is counted. */
interface Counting {
  readonly kept: SegmentCounts;
  readonly table: CountTable;
}

/** Counts what became of one membership in a period. Returns whether the person is a member at its end. */
const countWalk = (
  { kept: { counts }, table }: Counting,
  { place, from, to }: Placed,
  { segment, steps }: Walk,
): boolean => {
  const cell = place * table.segments + segment;
  const { adds, drops } = stepsWithin(steps, from, to);
  const isMember = isInBefore(steps, to);
  const wasBefore = isInBefore(steps, to - longAgo);
  const wasLastWeek = isInBefore(steps, to - lately);
  addTo(counts.adds, cell, adds);
  addTo(counts.drops, cell, drops);
  addTo(counts.membersAtStart, cell, Number(isInBefore(steps, from)));
  addTo(counts.members, cell, Number(isMember));
  addTo(counts.membersBefore, cell, Number(wasBefore));
  addTo(counts.stayed, cell, Number(wasBefore && isMember));
  addTo(counts.membersLastWeek, cell, Number(wasLastWeek));
  addTo(counts.stable, cell, Number(wasLastWeek && isMember));
  return isMember;
};

/** The satisfaction before an instant; undefined where there was none yet. */
const meanBefore = ({ moods }: Course, instant: Instant): number | undefined =>
  moods[sortedPosition(moods.length, (position) => (moods[position]?.at ?? Infinity) < instant) - 1]?.mean;

/** Counts what a person bought and felt, for each segment that they are in at the end of a period. */
const countMember = (
  { kept: { counts, sums }, table }: Counting,
  { place, before, from, to }: Placed,
  { course, members }: { readonly course: Course; readonly members: readonly number[] },
): void => {
  const now = salesWithin(course.sales, { from, to }, to);
  const earlier = salesWithin(course.sales, { from: before, to: from }, to);
  const mean = meanBefore(course, to);
  for (const segment of members) {
    const cell = place * table.segments + segment;
    addTo(counts.ordered, cell, Number(earlier.hasOrdered));
    addTo(counts.orderedAgain, cell, Number(earlier.hasOrdered && now.hasOrdered));
    addTo(counts.satisfied, cell, Number(mean !== undefined));
    addSumTo(sums.satisfaction, cell, mean ?? 0);
    addSumTo(sums.revenue, cell, now.revenue);
    addSumTo(sums.revenueBefore, cell, earlier.revenue);
  }
};

/** Counts each pair of segments that a person is in at the end of a period. */
const countPairs = ({ kept: { both }, table }: Counting, { place }: Placed, members: readonly number[]): void => {
  for (const [index, one] of members.entries()) {
    for (const other of members.slice(index + 1)) addTo(both, pairOf(table, place, [one, other]), 1);
  }
};

const walksOf = ({ segments }: MetricTerms, { memberships }: Course): readonly Walk[] =>
  segments.flatMap((key, segment) => {
    const steps = memberships.get(key);
    return steps === undefined ? [] : [{ segment, steps }];
  });

/** Counts the course of one person, in every period and segment. */
export const countCourse = (terms: MetricTerms, kept: SegmentCounts, course: Course): SegmentCounts => {
  const walks = walksOf(terms, course);
  const counting = { kept, table: { periods: terms.periods.length, segments: terms.segments.length } };
  const firstIn = Math.min(...walks.map(({ steps }) => (steps[0] as MembershipStep).at));
  for (const [place, period] of terms.periods.entries()) {
    if (period.to <= firstIn) continue;
    const placed = { place, ...period };
    const members = walks.filter((walk) => countWalk(counting, placed, walk)).map(({ segment }) => segment);
    if (members.length === 0) continue;
    countMember(counting, placed, { course, members });
    countPairs(counting, placed, members);
  }
  return kept;
};
