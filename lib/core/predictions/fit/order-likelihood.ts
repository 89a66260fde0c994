import { digamma, lnGamma } from './gamma-functions.ts';
import type { Differentiable } from './maximum.ts';
import { silenceOf } from './silence-slopes.ts';

/** Customers with equal orders: x, t_x and T, in time units. */
export interface OrderCell {
  readonly repeats: number;
  readonly recency: number;
  readonly age: number;
  readonly customers: number;
}

/** The parameters of the model, in the order in which a fit varies them. */
type Parameters = readonly [r: number, alpha: number, a: number, b: number];

/** A log-likelihood and its derivatives by r, α, a and b. */
type Terms = readonly [value: number, byR: number, byAlpha: number, byA: number, byB: number];

const noTerms: Terms = [0, 0, 0, 0, 0];

/** Values of a function that depend on nothing but a whole number, each worked out once. */
const byWhole = <Value>(valueOf: (whole: number) => Value): ((whole: number) => Value) => {
  const known: Value[] = [];
  return (whole) => (known[whole] ??= valueOf(whole));
};

/** The part that depends on x alone: B(a, b+x+1) / B(a, b) · α^r Γ(R) / Γ(r). */
const ofRepeats = (k: number, [r, alpha, a, b]: Parameters): ((repeats: number) => Terms) =>
  byWhole((x) => {
    const [size, stays, whole] = [r + k * x, b + x + 1, a + b];
    const left = digamma(whole) - digamma(whole + x + 1);
    return [
      lnGamma(stays) -
        lnGamma(whole + x + 1) +
        lnGamma(whole) -
        lnGamma(b) +
        r * Math.log(alpha) +
        lnGamma(size) -
        lnGamma(r),
      Math.log(alpha) + digamma(size) - digamma(r),
      r / alpha,
      left,
      digamma(stays) - digamma(b) + left,
    ];
  });

/** The part that depends on the times: (α+t_x)^-R · (S(T) + g). */
const ofTimes = (k: number, [r, alpha, a, b]: Parameters, { repeats: x, recency, age }: OrderCell): Terms => {
  const size = r + k * x;
  const near = alpha + recency;
  const silence = silenceOf({ k, size, near, far: alpha + age });
  const leaving = a / (b + x);
  const sum = silence.value + leaving;
  return [
    Math.log(sum) - size * Math.log(near),
    silence.bySize / sum - Math.log(near),
    silence.byAlpha / sum - size / near,
    1 / (b + x) / sum,
    -leaving / (b + x) / sum,
  ];
};

/** Adds what equal customers add to the sum. */
const plus = (sum: Terms, customers: number, parts: readonly [Terms, Terms]): Terms =>
  sum.map((term, index) => {
    const [one, other] = parts.map((part) => part[index] as number) as [number, number];
    return term + customers * (one + other);
  }) as unknown as Terms;

/**
 * The log-likelihood of the orders of some customers, gaps apart, as a function of ln r, ln α, ln a and ln b.
 *
 * @param k - the regularity.
 */
export const orderLikelihood =
  (k: number, cells: readonly OrderCell[]): Differentiable =>
  (logs) => {
    const parameters = logs.map(Math.exp) as unknown as Parameters;
    const repeated = ofRepeats(k, parameters);
    let sum = noTerms;
    for (const cell of cells) {
      sum = plus(sum, cell.customers, [repeated(cell.repeats), ofTimes(k, parameters, cell)]);
    }
    const [value, ...slopes] = sum;
    // By the chain rule a derivative by ln θ is θ times that by θ.
    return { value, gradient: slopes.map((slope, index) => slope * (parameters[index] as number)) };
  };

/** The gaps between purchase days of all customers, in time units. */
export interface Gaps {
  readonly count: number;
  /** Σ ln gap. */
  readonly lnSum: number;
}

/** The part of the log-likelihood that tells regularities apart and depends on no parameter: Π gap^(k-1) / Γ(k)^x. */
export const gapLikelihood = (k: number, { count, lnSum }: Gaps): number => (k - 1) * lnSum - count * lnGamma(k);
