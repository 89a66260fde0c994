import type { StayingSums } from './staying-sums.ts';

/** What decides how many purchase days are ahead of a customer who is one still. */
export interface Ahead {
  /** t / (α + T): the time looked ahead over that looked back. */
  readonly ratio: number;
  /** R: the size of the first negative binomial; that of the j-th is R + j. */
  readonly size: number;
  /** 1 to 4. */
  readonly k: number;
  readonly stays: StayingSums;
}

/** What is left out of a sum of doubles so that none of its digits changes. */
const negligible = 1e-17;

/** Weights are scaled down above this: they begin at 1, and those of large sizes rise beyond all numbers. */
const ceiling = 1e200;

/** Whether to go on is asked after this many terms. */
const stretch = 8;

/** Sums over the values n of a negative binomial whose weights are not brought to 1 yet. */
class Sums {
  readonly #ahead: Ahead;
  readonly #share: number;
  readonly #parts: Float64Array;
  readonly #terms: Float64Array;
  #weight = 1;
  #total = 0;
  #count = 0;

  constructor(ahead: Ahead) {
    this.#ahead = ahead;
    this.#share = ahead.ratio / (1 + ahead.ratio);
    this.#parts = new Float64Array(ahead.k);
    this.#terms = new Float64Array(ahead.k);
  }

  /** Whether all that follows is negligible: at most a geometric series, since C grows no faster than its argument. */
  get areComplete(): boolean {
    const { size, k } = this.#ahead;
    const again = this.#share * Math.max(1, (size + k + this.#count) / this.#count);
    const rest = (2 * again) / (1 - again) ** 2;
    return again < 1 && this.#terms.every((term, j) => term * rest < negligible * (this.#parts[j] as number));
  }

  /** What may still be added is below the smallest number. */
  get areSpent(): boolean {
    return !(this.#weight > 0);
  }

  add(): void {
    const { size, k, stays } = this.#ahead;
    const sums = stays.below(this.#count + stretch + k);
    for (const end = this.#count + stretch; this.#count < end; this.#count += 1) {
      let weight = this.#weight;
      for (let j = 0; j < k; j += 1) {
        const term = weight * (sums[this.#count + j] as number);
        this.#terms[j] = term;
        (this.#parts[j] as number) += term;
        weight *= size + this.#count + j;
      }
      this.#total += this.#weight;
      this.#weight *= (this.#share * (size + this.#count)) / (this.#count + 1);
    }
    if (this.#weight > ceiling) this.#scale();
  }

  #scale(): void {
    for (const numbers of [this.#parts, this.#terms]) for (const j of numbers.keys()) (numbers[j] as number) /= ceiling;
    this.#total /= ceiling;
    this.#weight /= ceiling;
  }

  get means(): readonly number[] {
    let factor = 1 / this.#total;
    return Array.from(this.#parts, (part, j) => {
      if (j > 0) factor /= j * (1 + this.#ahead.ratio);
      return part * factor;
    });
  }
}

/**
 * (R)_j / j! E[C(⌊(N_j + j) / k⌋)] by j below k, with N_j negative binomial of size R + j and probability z = t / (α + T + t). Summed
 * over the values n of N_0, since P(N_j = n) = P(N_0 = n) (1 - z)^j (R + n)_j / (R)_j. All terms are positive, so nothing cancels.
 */
export const expectedOrders = (ahead: Ahead): readonly number[] => {
  const sums = new Sums(ahead);
  do sums.add();
  while (!sums.areComplete && !sums.areSpent);
  return sums.means;
};
