import type { Accumulator } from '../accumulator.ts';
import type { SegmentCounts } from './segment-counts.ts';
import { segmentFlows, type PeriodFlows, type PersonCourses } from './segment-flows.ts';
import { segmentMetrics, type SegmentMetricsTerms, type SegmentPeriod } from './segment-metrics.ts';

/** How segments fared, and how people went between them. */
export interface SegmentHistory {
  /** A line for each segment, in the order of the terms, and period. */
  readonly periods: readonly SegmentPeriod[];
  readonly flows: readonly PeriodFlows[];
}

interface Kept {
  readonly metrics: SegmentCounts;
  readonly flows: number[];
}

/** Counts both in one pass over people. */
export const segmentHistoryOf = (terms: SegmentMetricsTerms): Accumulator<PersonCourses, Kept, SegmentHistory> => {
  const metrics = segmentMetrics(terms);
  const flows = segmentFlows(terms);
  return {
    empty: () => ({ metrics: metrics.empty(), flows: flows.empty() }),
    add: (kept, courses) => ({
      metrics: courses.reduce(metrics.add, kept.metrics),
      flows: flows.add(kept.flows, courses),
    }),
    merge: (one, other) => ({
      metrics: metrics.merge(one.metrics, other.metrics),
      flows: flows.merge(one.flows, other.flows),
    }),
    result: (kept) => ({ periods: metrics.result(kept.metrics), flows: flows.result(kept.flows) }),
  };
};
