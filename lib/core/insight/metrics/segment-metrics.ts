import { sumOf } from '../../measures/exact-sum.ts';
import { formatInstant } from '../../time/instant.ts';
import type { Accumulator } from '../accumulator.ts';
import { countCourse, type MetricTerms } from './count-course.ts';
import type { Course } from './course.ts';
import type { Period } from './metric-periods.ts';
import { mergeSegmentCounts, noCounts, pairOf, type CountName, type SegmentCounts } from './segment-counts.ts';

/** A figure that is told only where it rests on enough people. */
export type Guarded<Figure> = Figure | { readonly below: number };

/** A share or a quotient; null over 0. */
type Ratio = number | null;

/** How one segment fared in one period, as plain JSON. */
export interface SegmentPeriod {
  readonly segment: string;
  readonly from: string;
  /** Not included: `size` and all figures of members are those of the members just before it. */
  readonly to: string;
  readonly size: number;
  /** Memberships that began and ended. */
  readonly adds: number;
  readonly drops: number;
  /** (adds + drops) / mean of the sizes at the beginning and the end. */
  readonly volatility: Ratio;
  /** The share of the members 90 days before `to` who are members at `to`. */
  readonly stayed: Guarded<Ratio>;
  /** Of the members who ordered in the period before, the share who ordered in this one. */
  readonly retention: Guarded<Ratio>;
  /** The mean of members' satisfaction, from 0 to 1, and how many of them have one. */
  readonly satisfaction: Guarded<{ readonly mean: Ratio; readonly people: number }>;
  /** Of the members in the period, net of refunds, in minor units of the catalogue's currency. */
  readonly revenue: Guarded<number>;
  /** Revenue / their own in the period before, minus 1. */
  readonly growth: Guarded<Ratio>;
  /** Jaccard with the members of every other segment, in the catalogue's order. */
  readonly overlap: readonly { readonly with: string; readonly jaccard: Ratio }[];
  /** Jaccard with the members 7 days before `to`. */
  readonly stability: Ratio;
}

/** The segments and periods, and the fewest people that a figure on what members are like may rest on. */
export interface SegmentMetricsTerms extends MetricTerms {
  readonly minimum: number;
}

const ratio = (part: number, whole: number): Ratio => (whole === 0 ? null : part / whole);

/** The size of an intersection / that of the union (Jaccard 1901). */
const jaccard = (both: number, [one, other]: readonly [number, number]): Ratio => ratio(both, one + other - both);

const growthOf = (revenue: number, before: number): Ratio => (before === 0 ? null : revenue / before - 1);

/** A segment in a period, to be told. */
interface Place {
  readonly segment: number;
  readonly period: number;
}

/** Reads what was counted of one segment in one period. */
const readingOf = (terms: SegmentMetricsTerms, { counts, sums }: SegmentCounts, { segment, period }: Place) => {
  const cell = period * terms.segments.length + segment;
  return {
    count: (name: CountName): number => counts[name][cell] ?? 0,
    sum: (name: keyof SegmentCounts['sums']): number => sumOf(sums[name][cell] ?? 0),
    guarded: <Figure>(people: number, figure: Figure): Guarded<Figure> =>
      people < terms.minimum ? { below: terms.minimum } : figure,
  };
};

type Reading = ReturnType<typeof readingOf>;

/** The figures that tell what members are like. */
const guardedFigures = ({ count, sum, guarded }: Reading) => {
  const [size, people, revenue] = [count('members'), count('satisfied'), sum('revenue')];
  return {
    stayed: guarded(count('membersBefore'), ratio(count('stayed'), count('membersBefore'))),
    retention: guarded(count('ordered'), ratio(count('orderedAgain'), count('ordered'))),
    satisfaction: guarded(people, { mean: ratio(sum('satisfaction'), people), people }),
    revenue: guarded(size, revenue),
    growth: guarded(size, growthOf(revenue, sum('revenueBefore'))),
  };
};

const overlapOf = (terms: SegmentMetricsTerms, kept: SegmentCounts, { segment, period }: Place) => {
  const table = { periods: terms.periods.length, segments: terms.segments.length };
  const sizeOf = (of: number): number => kept.counts.members[period * table.segments + of] ?? 0;
  return terms.segments.flatMap((key, other) => {
    if (other === segment) return [];
    const both = kept.both[pairOf(table, period, [segment, other])] ?? 0;
    return [{ with: key, jaccard: jaccard(both, [sizeOf(segment), sizeOf(other)]) }];
  });
};

const lineOf = (terms: SegmentMetricsTerms, kept: SegmentCounts, place: Place): SegmentPeriod => {
  const reading = readingOf(terms, kept, place);
  const { count } = reading;
  const { from, to } = terms.periods[place.period] as Period;
  const [size, adds, drops] = [count('members'), count('adds'), count('drops')];
  return {
    segment: terms.segments[place.segment] as string,
    from: formatInstant(from),
    to: formatInstant(to),
    size,
    adds,
    drops,
    volatility: ratio(adds + drops, (count('membersAtStart') + size) / 2),
    ...guardedFigures(reading),
    overlap: overlapOf(terms, kept, place),
    stability: jaccard(count('stable'), [count('membersLastWeek'), size]),
  };
};

/** How segments fared over time: a line for each segment, in the catalogue's order, and each of its periods. */
export const segmentMetrics = (
  terms: SegmentMetricsTerms,
): Accumulator<Course, SegmentCounts, readonly SegmentPeriod[]> => ({
  empty: () => noCounts({ periods: terms.periods.length, segments: terms.segments.length }),
  add: (kept, course) => countCourse(terms, kept, course),
  merge: mergeSegmentCounts,
  result: (kept) =>
    terms.segments.flatMap((_, segment) =>
      terms.periods.map((_period, period) => lineOf(terms, kept, { segment, period })),
    ),
});
