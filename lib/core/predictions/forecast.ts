import { expectedOrders } from './expected-orders.ts';
import type { OrderHistory, OrderModel } from './order-model.ts';
import { StayingSums } from './staying-sums.ts';

/** The coefficients (R)_j / j! of the silence, for j below k. */
const risingOverFactorial = (size: number, k: number): readonly number[] => {
  const coefficients = [1];
  for (let j = 1; j < k; j += 1) coefficients.push(((coefficients[j - 1] as number) * (size + j - 1)) / j);
  return coefficients;
};

/** Newton's method has as many digits as a double can hold long before. */
const mostSteps = 50;

/**
 * What a customer with some orders may do. Times are in the model's units; `age` is the time from the first order on. No Γ is
 * left in these forms, which are equal to the textbook's.
 */
export class Forecast {
  readonly #alpha: number;
  readonly #k: number;
  /** R = r + k x. */
  readonly #size: number;
  /** g = a / (b + x): the odds of having left at the last order. */
  readonly #leaving: number;
  readonly #since: number;
  readonly #coefficients: readonly number[];
  /** (R)_k / (k-1)!, by which the silence falls. */
  readonly #last: number;
  readonly #stays: StayingSums;

  /** @param stays - those of the model and so many repeats, where they are kept. */
  constructor(
    { r, alpha, a, b, k }: OrderModel,
    { repeats, recency }: OrderHistory,
    stays: StayingSums = new StayingSums(a, b + repeats, k),
  ) {
    this.#alpha = alpha;
    this.#k = k;
    this.#size = r + k * repeats;
    this.#leaving = a / (b + repeats);
    this.#since = recency;
    this.#coefficients = risingOverFactorial(this.#size, k);
    this.#last = (this.#coefficients[k - 1] as number) * (this.#size + k - 1);
    this.#stays = stays;
  }

  /** The sum over j below k in the silence, at u = (age - recency) / (alpha + age). */
  #sum(u: number): number {
    let sum = 0;
    for (let j = this.#k - 1; j >= 0; j -= 1) sum = sum * u + (this.#coefficients[j] as number);
    return sum;
  }

  /** S: the probability of so long a silence of somebody who is a customer still; 1 at the last order, falling to 0. */
  silence(age: number): number {
    const whole = this.#alpha + age;
    return ((this.#alpha + this.#since) / whole) ** this.#size * this.#sum((age - this.#since) / whole);
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
    const whole = this.#alpha + age + time;
    const expected = expectedOrders({
      share: time / whole,
      size: this.#size,
      waited: (age - this.#since) / whole,
      k: this.#k,
      stays: this.#stays,
    });
    return (this.alive(age) * expected) / this.#sum((age - this.#since) / (this.#alpha + age));
  }

  /**
   * More purchase days than are ever expected within a time, from the last order on: as if somebody who is the likeliest to be a
   * customer still had only one step of k left to the next order.
   */
  mostOrdersWithin(time: number): number {
    const share = time / (this.#alpha + this.#since + time);
    const size = this.#size + this.#k - 1;
    return (1 + expectedOrders({ share, size, waited: 0, k: this.#k, stays: this.#stays })) / (1 + this.#leaving);
  }

  /**
   * The age at which the silence has fallen to a level between 0 and 1, as nearly as doubles go: by Newton's method for ln S as a
   * function of ln(alpha + age), which is concave, so that from beyond the age it is met without a step too far. One step for k = 1.
   */
  ageOfSilence(level: number): number {
    const start = Math.log(this.#alpha + this.#since);
    const most = Math.log(this.#coefficients.reduce((sum, one) => sum + one, 0));
    let at = start + (most - Math.log(level)) / this.#size;
    for (let step = 0; step < mostSteps; step += 1) {
      const u = -Math.expm1(start - at);
      const sum = this.#sum(u);
      const above = this.#size * (start - at) + Math.log(sum) - Math.log(level);
      const next = at + (above * sum) / (this.#last * u ** (this.#k - 1));
      if (!(next < at)) break;
      at = next;
    }
    return Math.exp(at) - this.#alpha;
  }

  /** How fast the probability of being a customer still falls: the negative slope of its logarithm by that of alpha + age. */
  steepness(age: number): number {
    const u = (age - this.#since) / (this.#alpha + age);
    return ((1 - this.alive(age)) * this.#last * u ** (this.#k - 1)) / this.#sum(u);
  }

  /** The age at which the probability of being a customer still has fallen to a level. */
  ageOfAlive(level: number): number {
    return this.ageOfSilence((this.#leaving * level) / (1 - level));
  }
}
