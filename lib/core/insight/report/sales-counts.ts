import { sumOf, type ExactSum } from '../../measures/exact-sum.ts';
import { sortedPosition } from '../../measures/sorted-position.ts';
import type { Instant } from '../../time/instant.ts';
import type { Accumulator } from '../accumulator.ts';
import { addSumTo, addTo, mergeCells, mergeSumCells, zeros } from '../cells.ts';
import type { Period } from '../metrics/metric-periods.ts';
import type { PersonCourses } from '../metrics/segment-flows.ts';

/** The orders and the revenue of each period, as plain JSON. */
interface SalesCounts {
  readonly orders: number[];
  /** By event time, refunds taken off in the period in which they were made. */
  readonly revenue: ExactSum[];
}

/** What was sold in a period. */
export interface PeriodSales {
  readonly orders: number;
  /** Net of refunds, in minor units of the catalogue's currency. */
  readonly revenue: number;
}

/** A sale is found in its period by its instant; undefined outside all of them. */
const placeIn = (periods: readonly Period[], at: Instant): number | undefined => {
  const place = sortedPosition(periods.length, (position) => (periods[position] as Period).to <= at);
  const period = periods[place];
  return period !== undefined && period.from <= at ? place : undefined;
};

/**
 * Counts what was sold, period by period. The first course of a person has all that is theirs, that of visitors who were
 * linked to them included.
 *
 * @param periods - one after another, without gaps.
 */
export const salesCounts = (
  periods: readonly Period[],
): Accumulator<PersonCourses, SalesCounts, readonly PeriodSales[]> => ({
  empty: () => ({ orders: zeros(periods.length), revenue: zeros(periods.length) }),
  add: (kept, [own]) => {
    for (const { at, amount, isOrder } of own?.sales ?? []) {
      const place = placeIn(periods, at);
      if (place === undefined) continue;
      addTo(kept.orders, place, Number(isOrder));
      addSumTo(kept.revenue, place, amount);
    }
    return kept;
  },
  merge: (one, other) => {
    mergeCells(one.orders, other.orders);
    mergeSumCells(one.revenue, other.revenue);
    return one;
  },
  result: ({ orders, revenue }) =>
    periods.map((_, place) => ({ orders: orders[place] ?? 0, revenue: sumOf(revenue[place] ?? 0) })),
});
