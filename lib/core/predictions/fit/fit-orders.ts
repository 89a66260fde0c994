import type { OrderModel } from '../order-model.ts';
import { boundariesOf, type Boundary } from './boundary.ts';
import { highestFrom, maximise } from './maximum.ts';
import { coarserCells, type OrderCells } from './order-cells.ts';
import type { OrderCounts } from './order-counts.ts';
import { gapLikelihood, orderLikelihood, type Gaps } from './order-likelihood.ts';

/** Times are told in weeks: days divided by 7. */
export const timeUnit = 'P7D';
export const daysInUnit = 7;

/** The model of orders of one regularity that makes the orders most likely. */
export interface OrderFit {
  readonly orders: OrderModel;
  /** Of densities per week, that of the gaps included. */
  readonly logLikelihood: number;
  /** The parameters that run out of all bounds; none where there is a maximum. */
  readonly boundaries: readonly Boundary[];
}

/**
 * ln r, ln α, ln a and ln b. The same silence may be that of people who order at very different rates, or of many who left
 * at once, so in a small shop the likelihood often has two summits, and the first two starts alone find the lower one of them
 * in about one shop of a hundred: then one of the others finds the higher.
 */
const starts: readonly (readonly number[])[] = [
  [0, 1, 0, 1], // many irregular customers
  [1, 2, -1, 0], // few who stay
  [-1.5, 0.75, -0.25, 2.25], // rates of every size, and hardly anybody leaves
  [0, 1, -2, -2], // some leave at once, the others never
];

/** Up to this many cells every start climbs over all of them; beyond, over coarser ones, and the best goes on from there. */
const fewCells = 5000;

/** Orders as a fit climbs over them, the same for every regularity. */
export interface LearntOrders {
  /** All cells, in weeks. */
  readonly cells: OrderCells;
  /** At most some thousands of much the same customers; the same cells where there are no more. */
  readonly coarse: OrderCells;
  readonly gaps: Gaps;
}

/** Orders as they were counted, made ready for a fit. */
export const learntOrders = (orders: OrderCounts): LearntOrders => {
  const { cells: counts } = orders;
  const cells = counts.inUnits(daysInUnit);
  const coarser = coarserCells(counts, fewCells);
  const coarse = coarser === counts ? cells : coarser.inUnits(daysInUnit);
  return { cells, coarse, gaps: orders.gapsInUnits(daysInUnit) };
};

/** Fits the model of orders of one regularity by maximum likelihood. */
export const fitOrders = (k: number, { cells, coarse, gaps }: LearntOrders): OrderFit => {
  const found = highestFrom(orderLikelihood(k, coarse), starts);
  const { at, value } = coarse === cells ? found : maximise(orderLikelihood(k, cells), found);
  const [r, alpha, a, b] = at.map(Math.exp) as [number, number, number, number];
  return {
    orders: { k, r, alpha, a, b },
    logLikelihood: value + gapLikelihood(k, gaps),
    boundaries: boundariesOf({ r, alpha, a, b }),
  };
};
