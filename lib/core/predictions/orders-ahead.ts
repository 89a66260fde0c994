import { chebyshevCoefficients, chebyshevNodes } from './chebyshev.ts';
import { expectedOrders } from './expected-orders.ts';
import type { OrderModel } from './order-model.ts';
import { StayingSums } from './staying-sums.ts';

/** Where the series is summed up in an octave. All digits of a double settle with eighteen; what is left is room. */
const nodeCount = 24;
const nodes = chebyshevNodes(nodeCount);
const coefficientsOf = chebyshevCoefficients(nodeCount);

/** Coefficients this small against the first change no digit. */
const negligible = 1e-15;

const bits = new DataView(new ArrayBuffer(8));

const lastNeeded = (coefficients: readonly number[]): number =>
  coefficients.findLastIndex((one) => Math.abs(one) > negligible * Math.abs(coefficients[0] as number));

/** The greatest power of two that is not above a positive number, as its exponent. */
const exponentOf = (number: number): number => {
  bits.setFloat64(0, number);
  return ((bits.getUint16(0) & 0x7f_f0) >> 4) - 1023;
};

/**
 * The purchase days ahead of a customer with some repeats who is one still. For each of the k steps that may be taken towards the
 * next order, how many are expected is a smooth function of t / (α + T) alone, the same for everybody with so many repeats. In each
 * octave of that ratio the series of some hundred terms is summed up once at the nodes of a Chebyshev polynomial; from then on the
 * polynomial is evaluated, which has the same digits.
 */
export class OrdersAhead {
  readonly #k: number;
  readonly #size: number;
  readonly #stays: StayingSums;
  /** Coefficients by octave: the k of each degree together, the constants first. */
  readonly #octaves = new Map<number, Float64Array>();

  constructor({ r, a, b, k }: OrderModel, repeats: number) {
    this.#k = k;
    this.#size = r + k * repeats;
    this.#stays = new StayingSums(a, b + repeats, k);
  }

  /**
   * Σ_j (R)_j / j! u^j E[C(⌊(N_j + j) / k⌋)]: divided by the sum in the silence it is the expected number of purchase days within t.
   *
   * @param ratio - t / (α + T).
   * @param u - (T - t_x) / (α + T).
   */
  sum(ratio: number, u: number): number {
    const octave = exponentOf(ratio);
    const coefficients = this.#octaves.get(octave) ?? this.#fit(octave);
    const k = this.#k;
    const place = ratio * 2 ** (1 - octave) - 3;
    // Clenshaw's recurrence.
    let one = 0;
    let two = 0;
    for (let at = coefficients.length - 1; at >= 0;) {
      let coefficient = 0;
      for (const before = at - k; at > before; at -= 1) coefficient = coefficient * u + (coefficients[at] as number);
      const next = 2 * place * one - two + coefficient;
      two = one;
      one = next;
    }
    return one - place * two;
  }

  #fit(octave: number): Float64Array {
    const series = nodes.map((node) =>
      expectedOrders({ ratio: 2 ** octave * ((node + 3) / 2), size: this.#size, k: this.#k, stays: this.#stays }),
    );
    const steps = Array.from({ length: this.#k }, (_, j) => j);
    const parts = steps.map((j) => coefficientsOf(series.map((means) => means[j] as number)));
    const length = 1 + Math.max(...parts.map(lastNeeded));
    const coefficients = Float64Array.from(
      nodes.slice(0, length).flatMap((_, degree) => parts.map((part) => part[degree] as number)),
    );
    this.#octaves.set(octave, coefficients);
    return coefficients;
  }
}

/** Keeps what is ahead by a model for each number of repeats: most people have one of few. */
export const keptAhead = (model: OrderModel): ((repeats: number) => OrdersAhead) => {
  const kept = new Map<number, OrdersAhead>();
  return (repeats) => {
    const known = kept.get(repeats);
    if (known) return known;
    const ahead = new OrdersAhead(model, repeats);
    kept.set(repeats, ahead);
    return ahead;
  };
};
