import type { SpendModel } from '../spend-model.ts';
import { boundariesOf, type Boundary } from './boundary.ts';
import { highestFrom } from './maximum.ts';
import { spendLikelihood, type SpendGroup } from './spend-likelihood.ts';

/** The model of spend that makes what customers spent most likely. */
export interface SpendFit {
  readonly spend: SpendModel;
  /** Of densities of the average purchase day, per unit of money. */
  readonly logLikelihood: number;
  /** Those with a total above 0. */
  readonly customers: number;
  /** The parameters that run out of all bounds; none where there is a maximum. */
  readonly boundaries: readonly Boundary[];
}

/** ln p, ln q and ln v, in units of the usual spend. */
const starts: readonly (readonly number[])[] = [
  [0.5, 1, 0],
  [1.5, 1.5, 1],
];

const customersIn = (groups: readonly SpendGroup[]): number =>
  groups.reduce((sum, group) => sum + group.customers.reduce((part, count) => part + count, 0), 0);

/** The geometric mean of what customers spend of a purchase day, which no single order moves far. */
const usualSpend = (groups: readonly SpendGroup[], customers: number): number => {
  const lnSum = groups.reduce(
    (sum, { days, totals, customers: counts }) =>
      totals.reduce((part, total, row) => part + (counts[row] as number) * Math.log(total / days), sum),
    0,
  );
  return Math.exp(lnSum / customers);
};

const inUnits = (groups: readonly SpendGroup[], unit: number): readonly SpendGroup[] =>
  groups.map((group) => ({ ...group, totals: group.totals.map((total) => total / unit) }));

/**
 * Fits Gamma-Gamma by maximum likelihood. Whether a parameter is out of bounds does not depend on the unit of money: v is
 * measured by what customers usually spend. Without a customer the parameters are not numbers.
 */
export const fitSpend = (groups: readonly SpendGroup[]): SpendFit => {
  const customers = customersIn(groups);
  const unit = usualSpend(groups, customers);
  const evaluate = spendLikelihood(inUnits(groups, unit));
  const { at, value } = highestFrom(evaluate, starts);
  const [p, q, v] = at.map(Math.exp) as [number, number, number];
  return {
    spend: { p, q, v: v * unit },
    logLikelihood: value - customers * Math.log(unit),
    customers,
    boundaries: boundariesOf({ p, q, v }),
  };
};
