import { orderedAgain, sumOf, type ScoredCase } from './scored-case.ts';

/** A tenth of the customers by their probability to order again. */
export interface Tenth {
  /** The mean probability. */
  readonly expected: number;
  /** The share who ordered again. */
  readonly seen: number;
}

const tenths = 10;

/** Sums over a tenth. */
interface TenthSums {
  expected: number;
  seen: number;
}

/**
 * Spreads sorted customers over tenths. Those of a group that lies across a limit count on either side by their share, so that
 * the order within a group says nothing. Counted in tenths of a customer, of which each tenth has a whole number.
 */
class Tenths {
  readonly #sums = Array.from({ length: tenths }, (): TenthSums => ({ expected: 0, seen: 0 }));
  /** The parts in each tenth. */
  readonly #size: number;
  #filled = 0;

  /** @param customers - all of them. */
  constructor(customers: number) {
    this.#size = customers;
  }

  add(customers: number, probability: number, share: number): void {
    for (let left = customers * tenths; left > 0;) {
      const index = Math.floor(this.#filled / this.#size);
      const taken = Math.min(left, (index + 1) * this.#size - this.#filled);
      const sums = this.#sums[index] as TenthSums;
      sums.expected += taken * probability;
      sums.seen += taken * share;
      this.#filled += taken;
      left -= taken;
    }
  }

  means(): readonly Tenth[] {
    return this.#sums.map(({ expected, seen }) => ({ expected: expected / this.#size, seen: seen / this.#size }));
  }
}

/** Compares probabilities of "orders again" with the shares that did, from the least probable tenth to the most. */
export const calibrationOf = (cases: readonly ScoredCase[]): readonly Tenth[] => {
  const byProbability = Map.groupBy(cases, ({ probability }) => probability);
  const sorted = [...byProbability].sort(([one], [other]) => one - other);
  const spread = new Tenths(sumOf(cases, () => 1));
  for (const [probability, equal] of sorted) {
    const customers = sumOf(equal, () => 1);
    spread.add(customers, probability, sumOf(equal, orderedAgain) / customers);
  }
  return spread.means();
};
