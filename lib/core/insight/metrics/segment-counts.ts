import type { ExactSum } from '../../measures/exact-sum.ts';
import { mergeCells, mergeSumCells, zeros } from '../cells.ts';

/** What is counted of each segment in each period. */
const countNames = [
  /** Memberships that began and ended in the period. */
  'adds',
  'drops',
  /** Members at its beginning and at its end. */
  'membersAtStart',
  'members',
  /** Members 90 days before its end, and those of them who are members at its end. */
  'membersBefore',
  'stayed',
  /** Members 7 days before its end, and those of them who are members at its end. */
  'membersLastWeek',
  'stable',
  /** Members at its end who ordered in the period before, and those of them who ordered in it as well. */
  'ordered',
  'orderedAgain',
  /** Members at its end who have a satisfaction. */
  'satisfied',
] as const;

/** What is added up of the members at the end of each period. */
const sumNames = ['satisfaction', 'revenue', 'revenueBefore'] as const;

export type CountName = (typeof countNames)[number];
type SumName = (typeof sumNames)[number];

/**
 * What is kept of segments in periods, as plain JSON. A cell is a segment in a period: its place is the period's times the
 * number of segments, plus the segment's. A pair is two segments in a period, see `pairOf`.
 */
export interface SegmentCounts {
  readonly counts: Readonly<Record<CountName, number[]>>;
  readonly sums: Readonly<Record<SumName, ExactSum[]>>;
  /** The members of both segments of a pair at the end of the period. */
  readonly both: number[];
}

const recordOf = <Name extends string, Value>(
  names: readonly Name[],
  valueOf: (name: Name) => Value,
): Readonly<Record<Name, Value>> =>
  Object.fromEntries(names.map((name) => [name, valueOf(name)])) as Record<Name, Value>;

/** The number of pairs of segments in one period. */
const pairsOf = (segments: number): number => (segments * (segments - 1)) / 2;

/** The places of a table of periods and segments. */
export interface CountTable {
  readonly periods: number;
  readonly segments: number;
}

export const noCounts = ({ periods, segments }: CountTable): SegmentCounts => ({
  counts: recordOf(countNames, () => zeros(periods * segments)),
  sums: recordOf(sumNames, () => zeros(periods * segments)),
  both: zeros(periods * pairsOf(segments)),
});

/** The place of a pair of two different segments in a period. */
export const pairOf = ({ segments }: CountTable, period: number, [one, other]: readonly [number, number]): number => {
  const larger = Math.max(one, other);
  return period * pairsOf(segments) + pairsOf(larger) + Math.min(one, other);
};

/** Adds all of the second to the first. */
export const mergeSegmentCounts = (one: SegmentCounts, other: SegmentCounts): SegmentCounts => ({
  counts: recordOf(countNames, (name) => mergeCells(one.counts[name], other.counts[name])),
  sums: recordOf(sumNames, (name) => mergeSumCells(one.sums[name], other.sums[name])),
  both: mergeCells(one.both, other.both),
});
