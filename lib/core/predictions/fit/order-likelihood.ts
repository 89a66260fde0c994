import { lnGamma } from './gamma-functions.ts';
import type { Differentiable } from './maximum.ts';
import type { OrderCells } from './order-cells.ts';
import { SilenceSlopes } from './silence-slopes.ts';

/** The parameters of the model, in the order in which a fit varies them. */
type OrderParameters = readonly [r: number, alpha: number, a: number, b: number];

/** A sum of log-likelihoods, with its derivatives by r, α, a and b. */
class LikelihoodSum {
  value = 0;
  byR = 0;
  byAlpha = 0;
  byA = 0;
  byB = 0;
}

interface OrderTerms {
  readonly k: number;
  readonly parameters: OrderParameters;
}

/**
 * What depends on x alone: B(a, b+x+1) / B(a, b), which is Π (b+i) / (a+b+i) over i ≤ x, and Γ(R) / Γ(r), which is Π (r+i) over
 * i < kx. Differences of ln Γ would have no digit left where parameters run to infinity.
 */
class Repeats {
  readonly #terms: OrderTerms;
  #stays = 0;
  #steps = 0;
  /** ln of the first product, and its derivatives by a and b. */
  stayed = 0;
  byA = 0;
  byB = 0;
  /** ln of the second product, and its derivative by r. */
  risen = 0;
  byR = 0;

  constructor(terms: OrderTerms) {
    this.#terms = terms;
  }

  /** @param x - at least that of before. */
  advanceTo(x: number): void {
    const {
      k,
      parameters: [r, , a, b],
    } = this.#terms;
    for (; this.#stays <= x; this.#stays += 1) {
      const [stays, whole] = [b + this.#stays, a + b + this.#stays];
      this.stayed += Math.log1p(-a / whole);
      this.byA -= 1 / whole;
      this.byB += a / (stays * whole);
    }
    for (; this.#steps < k * x; this.#steps += 1) {
      this.risen += Math.log(r + this.#steps);
      this.byR += 1 / (r + this.#steps);
    }
  }
}

/** Adds the part that depends on x alone: B(a, b+x+1) / B(a, b) · Γ(R) / Γ(r). */
const addRepeats = (sum: LikelihoodSum, reached: Repeats, customers: number): void => {
  sum.value += customers * (reached.stayed + reached.risen);
  sum.byR += customers * reached.byR;
  sum.byA += customers * reached.byA;
  sum.byB += customers * reached.byB;
};

/** Rows of equal x, which lie together. */
interface Rows {
  readonly from: number;
  readonly to: number;
}

/**
 * Adds the part that depends on the times, of customers with equal x: α^r (α+t_x)^-R · (S(T) + g). Its powers are
 * (1 + t_x/α)^-r (α+t_x)^-kx: where r and α run to infinity, no digit is left of the difference of their logarithms.
 */
const addTimes = (
  sum: LikelihoodSum,
  { k, parameters: [r, alpha, a, b] }: OrderTerms,
  { cells, from, to }: Rows & { readonly cells: OrderCells },
): void => {
  const { repeats, recency, age, customers } = cells;
  const stays = b + (repeats[from] as number);
  const [steps, leaving, lnAlpha] = [k * (repeats[from] as number), a / stays, Math.log(alpha)];
  const silence = new SilenceSlopes(k, r + steps);
  for (let row = from; row < to; row += 1) {
    const [active, count] = [recency[row] as number, customers[row] as number];
    const near = alpha + active;
    silence.evaluate(near, (age[row] as number) - active);
    const [whole, lnGrown] = [silence.value + leaving, Math.log1p(active / alpha)];
    sum.value += count * (Math.log(whole) - r * lnGrown - steps * (lnAlpha + lnGrown));
    sum.byR += count * (silence.bySize / whole - lnGrown);
    sum.byAlpha += count * (silence.byAlpha / whole + ((r / alpha) * active - steps) / near);
    sum.byA += count / (stays * whole);
    sum.byB -= (count * leaving) / (stays * whole);
  }
};

/** The stretches of rows with equal x. */
const stretchesOf = ({ repeats }: OrderCells): readonly Rows[] => {
  const starts = [...repeats.keys()].filter((row) => row === 0 || repeats[row] !== repeats[row - 1]);
  return starts.map((from, index) => ({ from, to: starts[index + 1] ?? repeats.length }));
};

const customersIn = ({ customers }: OrderCells, { from, to }: Rows): number =>
  customers.subarray(from, to).reduce((sum, count) => sum + count, 0);

/**
 * The log-likelihood of the orders of some customers, gaps apart, as a function of ln r, ln α, ln a and ln b, with its
 * gradient.
 *
 * @param k - the regularity.
 */
export const orderLikelihood = (k: number, cells: OrderCells): Differentiable => {
  const stretches = stretchesOf(cells).map((rows) => ({
    rows,
    repeats: cells.repeats[rows.from] as number,
    customers: customersIn(cells, rows),
  }));
  return (logs) => {
    const parameters = logs.map(Math.exp) as unknown as OrderParameters;
    const sum = new LikelihoodSum();
    const reached = new Repeats({ k, parameters });
    for (const { rows, repeats, customers } of stretches) {
      reached.advanceTo(repeats);
      addRepeats(sum, reached, customers);
      addTimes(sum, { k, parameters }, { ...rows, cells });
    }
    const { value, byR, byAlpha, byA, byB } = sum;
    // By the chain rule a derivative by ln θ is θ times that by θ.
    return { value, gradient: [byR, byAlpha, byA, byB].map((slope, index) => slope * (parameters[index] as number)) };
  };
};

/** The gaps between purchase days of all customers, in time units. */
export interface Gaps {
  readonly count: number;
  /** Σ ln gap. */
  readonly lnSum: number;
}

/** The part of the log-likelihood that tells regularities apart and depends on no parameter: Π gap^(k-1) / Γ(k)^x. */
export const gapLikelihood = (k: number, { count, lnSum }: Gaps): number => (k - 1) * lnSum - count * lnGamma(k);
