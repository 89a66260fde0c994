import { weightedTails } from './weighted-tails.ts';
import type { OrderHistory, OrderModel } from './order-model.ts';

/** The coefficients (R)_j / j! of the silence, for j below k. */
const risingOverFactorial = (size: number, k: number): readonly number[] => {
  const coefficients = [1];
  for (let j = 1; j < k; j += 1) coefficients.push(((coefficients[j - 1] as number) * (size + j - 1)) / j);
  return coefficients;
};

/**
 * What a customer with some orders may do. Times are in the model's units; `age` is the time from the first order on, not
 * less than the recency. No Γ is left in these forms, which are equal to the textbook's.
 */
export class Forecast {
  readonly #model: OrderModel;
  readonly #repeats: number;
  /** R = r + k x. */
  readonly #size: number;
  /** g = a / (b + x): the odds of having left at the last order. */
  readonly #leaving: number;
  readonly #since: number;
  readonly #coefficients: readonly number[];

  constructor(model: OrderModel, { repeats, recency }: OrderHistory) {
    this.#model = model;
    this.#repeats = repeats;
    this.#size = model.r + model.k * repeats;
    this.#leaving = model.a / (model.b + repeats);
    this.#since = recency;
    this.#coefficients = risingOverFactorial(this.#size, model.k);
  }

  /** The terms of the sum in the silence, each with its power of u. */
  #terms(age: number): readonly number[] {
    const { alpha } = this.#model;
    const u = (age - this.#since) / (alpha + age);
    let power = 1;
    return this.#coefficients.map((coefficient) => {
      const term = coefficient * power;
      power *= u;
      return term;
    });
  }

  /** S: the probability of so long a silence of somebody who is a customer still; 1 at the last order, falling to 0. */
  silence(age: number): number {
    const { alpha } = this.#model;
    const u = (age - this.#since) / (alpha + age);
    let sum = 0;
    for (let j = this.#coefficients.length - 1; j >= 0; j -= 1) sum = sum * u + (this.#coefficients[j] as number);
    return ((alpha + this.#since) / (alpha + age)) ** this.#size * sum;
  }

  /** The probability of being a customer still. */
  alive(age: number): number {
    const silence = this.silence(age);
    return silence / (silence + this.#leaving);
  }

  /** The probability of at least one order within a time. */
  buysWithin(age: number, time: number): number {
    const silence = this.silence(age);
    return (silence - this.silence(age + time)) / (silence + this.#leaving);
  }

  /** The expected number of purchase days within a time. */
  ordersWithin(age: number, time: number): number {
    const { alpha, a, b, k } = this.#model;
    const terms = this.#terms(age);
    const whole = terms.reduce((sum, term) => sum + term, 0);
    const expected = weightedTails({
      share: time / (alpha + age + time),
      size: this.#size,
      weights: terms.map((term) => term / whole),
      k,
      staying: (orders) => (b + this.#repeats + orders) / (a + b + this.#repeats + orders),
    });
    return this.alive(age) * expected;
  }
}
