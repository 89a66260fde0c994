import { digamma, lnGamma } from './gamma-functions.ts';
import type { Differentiable } from './maximum.ts';

/** Customers with equally many purchase days, and what each spent on them. */
export interface SpendGroup {
  /** n. */
  readonly days: number;
  /** Σ, above 0, in any unit of money. */
  readonly totals: Float64Array;
  /** How many customers spent each total. */
  readonly customers: Float64Array;
}

/** p, q and v. */
type SpendParameters = readonly [p: number, q: number, v: number];

/** What is summed over the customers of a group and depends on no parameter. */
interface GroupSums {
  readonly customers: number;
  /** Σ ln of the totals. */
  readonly lnTotals: number;
}

const sumsOf = ({ totals, customers }: SpendGroup): GroupSums => {
  let [count, lnTotals] = [0, 0];
  for (let row = 0; row < totals.length; row += 1) {
    count += customers[row] as number;
    lnTotals += (customers[row] as number) * Math.log(totals[row] as number);
  }
  return { customers: count, lnTotals };
};

/** Over the customers of a group: Σ ln (v + total), and Σ 1 / (v + total). */
const sumsBeyond = (v: number, { totals, customers }: SpendGroup): readonly [lns: number, inverses: number] => {
  let [lns, inverses] = [0, 0];
  for (let row = 0; row < totals.length; row += 1) {
    const [count, beyond] = [customers[row] as number, v + (totals[row] as number)];
    lns += count * Math.log(beyond);
    inverses += count / beyond;
  }
  return [lns, inverses];
};

/** The log-likelihood of a group with its derivatives by p, q and v. */
const ofGroup = (
  group: SpendGroup,
  { customers, lnTotals }: GroupSums,
  [p, q, v]: SpendParameters,
): readonly [value: number, byP: number, byQ: number, byV: number] => {
  const { days } = group;
  const [shape, whole] = [p * days, p * days + q];
  const [lns, inverses] = sumsBeyond(v, group);
  const gammas = lnGamma(whole) - lnGamma(shape) - lnGamma(q) + q * Math.log(v) + Math.log(days);
  return [
    customers * gammas + (shape - 1) * lnTotals - whole * lns,
    days * (customers * (digamma(whole) - digamma(shape)) + lnTotals - lns),
    customers * (digamma(whole) - digamma(q) + Math.log(v)) - lns,
    (customers * q) / v - whole * inverses,
  ];
};

/**
 * The log-likelihood of what customers spend on average of a purchase day, as a function of ln p, ln q and ln v, with its
 * gradient (Fader and Hardie 2013, formula 1a).
 */
export const spendLikelihood = (groups: readonly SpendGroup[]): Differentiable => {
  const summed = groups.map((group) => ({ group, sums: sumsOf(group) }));
  return (logs) => {
    const parameters = logs.map(Math.exp) as unknown as SpendParameters;
    let [value, byP, byQ, byV] = [0, 0, 0, 0];
    for (const { group, sums } of summed) {
      const terms = ofGroup(group, sums, parameters);
      value += terms[0];
      byP += terms[1];
      byQ += terms[2];
      byV += terms[3];
    }
    // By the chain rule a derivative by ln θ is θ times that by θ.
    return { value, gradient: [byP, byQ, byV].map((slope, index) => slope * (parameters[index] as number)) };
  };
};
