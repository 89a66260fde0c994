import type { OrderModel } from '../order-model.ts';
import { boundariesOf, type Boundary } from './boundary.ts';
import { highestFrom, maximise, type Differentiable, type Maximum } from './maximum.ts';
import { coarserCells, type CellCounts } from './order-cells.ts';
import type { OrderCounts } from './order-counts.ts';
import { gapLikelihood, orderLikelihood } from './order-likelihood.ts';

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

/** ln r, ln α, ln a and ln b: of many irregular customers, and of few who stay. */
const starts: readonly (readonly number[])[] = [
  [0, 1, 0, 1],
  [1, 2, -1, 0],
];

/** Up to this many cells both starts climb over all of them; beyond, over coarser ones, and the better goes on from there. */
const fewCells = 20_000;

const likelihoodOf = (k: number, counts: CellCounts): Differentiable => orderLikelihood(k, counts.inUnits(daysInUnit));

const maximumOf = (k: number, cells: CellCounts): Maximum => {
  const coarser = coarserCells(cells, fewCells);
  const found = highestFrom(likelihoodOf(k, coarser), starts);
  return coarser === cells ? found : maximise(likelihoodOf(k, cells), found);
};

/** Fits the model of orders of one regularity by maximum likelihood. */
export const fitOrders = (k: number, counts: Pick<OrderCounts, 'cells' | 'gapsInUnits'>): OrderFit => {
  const { at, value } = maximumOf(k, counts.cells);
  const [r, alpha, a, b] = at.map(Math.exp) as [number, number, number, number];
  return {
    orders: { k, r, alpha, a, b },
    logLikelihood: value + gapLikelihood(k, counts.gapsInUnits(daysInUnit)),
    boundaries: boundariesOf({ r, alpha, a, b }),
  };
};
