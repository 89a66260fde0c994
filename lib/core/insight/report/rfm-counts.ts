import type { ExactSum } from '../../measures/exact-sum.ts';
import { revenueOf } from '../../profile/orders.ts';
import { rfmScores, type Ordered, type RfmThresholds } from '../../profile/rfm.ts';
import type { OrdersState } from '../../profile/state.ts';
import type { Instant } from '../../time/instant.ts';
import type { Accumulator } from '../accumulator.ts';
import { addSumTo, addTo, mergeCells, mergeSumCells, zeros } from '../cells.ts';
import type { Person } from '../person.ts';
import { rfmSquares, squareOf } from './rfm-regions.ts';

/** Of each square of the grid, by its place: who is in it, and what they have spent. Plain JSON. */
export interface RfmCounts {
  readonly people: number[];
  readonly revenue: ExactSum[];
}

/** How people are scored. */
interface Scoring {
  readonly thresholds: RfmThresholds;
  readonly now: Instant;
}

const hasOrdered = (orders: OrdersState | undefined): orders is Ordered => orders?.lastAt !== undefined;

/** Counts everybody who has ordered by their scores of recency and frequency. */
export const rfmCounts = ({ thresholds, now }: Scoring): Accumulator<Person, RfmCounts, RfmCounts> => ({
  empty: () => ({ people: zeros(rfmSquares.length), revenue: zeros(rfmSquares.length) }),
  add: (kept, { state: { profile } }) => {
    const { orders } = profile;
    if (!hasOrdered(orders)) return kept;
    const recency = rfmScores.recency(orders, thresholds, now);
    const place = squareOf(recency, rfmScores.frequency(orders, thresholds));
    addTo(kept.people, place, 1);
    addSumTo(kept.revenue, place, revenueOf(orders));
    return kept;
  },
  merge: (one, other) => {
    mergeCells(one.people, other.people);
    mergeSumCells(one.revenue, other.revenue);
    return one;
  },
  result: (kept) => kept,
});
