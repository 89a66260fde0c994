import type { OrderHistory, OrderModel } from './order-model.ts';
import { OrdersAhead } from './orders-ahead.ts';

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
  readonly #ahead: OrdersAhead;
  /** The two newest ages at which was asked who is a customer still: most traits ask for it, at both ends of one stretch. */
  #newest = Number.NaN;
  #newestAlive = Number.NaN;
  #older = Number.NaN;
  #olderAlive = Number.NaN;

  /** @param ahead - that of the model and so many repeats, where it is kept. */
  constructor(model: OrderModel, { repeats, recency }: OrderHistory, ahead = new OrdersAhead(model, repeats)) {
    const { r, alpha, a, b, k } = model;
    this.#alpha = alpha;
    this.#k = k;
    this.#size = r + k * repeats;
    this.#leaving = a / (b + repeats);
    this.#since = recency;
    this.#coefficients = risingOverFactorial(this.#size, k);
    this.#last = (this.#coefficients[k - 1] as number) * (this.#size + k - 1);
    this.#ahead = ahead;
  }

  /** The sum over j below k in the silence. */
  #sum(u: number): number {
    let sum = 0;
    for (let j = this.#k - 1; j >= 0; j -= 1) sum = sum * u + (this.#coefficients[j] as number);
    return sum;
  }

  /** u, which rises from 0 at the last order towards 1. */
  #silentShare(age: number): number {
    return (age - this.#since) / (this.#alpha + age);
  }

  /** S: the probability of so long a silence of somebody who is a customer still; 1 at the last order, falling to 0. */
  silence(age: number): number {
    const left = (this.#alpha + this.#since) / (this.#alpha + age);
    return left ** this.#size * this.#sum(this.#silentShare(age));
  }

  /** The probability of being a customer still. */
  alive(age: number): number {
    if (age === this.#newest) return this.#newestAlive;
    if (age !== this.#older) {
      const silence = this.silence(age);
      this.#older = age;
      this.#olderAlive = silence / (silence + this.#leaving);
    }
    // What was asked for last is the newest: the two change places.
    const alive = this.#olderAlive;
    this.#older = this.#newest;
    this.#olderAlive = this.#newestAlive;
    this.#newest = age;
    this.#newestAlive = alive;
    return alive;
  }

  /**
   * The probability of at least one order within a time; until a later age, what it never rises above: as if so long a silence had
   * brought the next order nearer and made nobody leave.
   */
  buysWithin(age: number, time: number, until = age): number {
    const ratio = time / (this.#alpha + age);
    const u = this.#silentShare(until);
    const none = (this.#sum((u + ratio) / (1 + ratio)) / this.#sum(u)) * (1 + ratio) ** -this.#size;
    return this.alive(age) * (1 - none);
  }

  /** The expected number of purchase days within a time; until a later age, what it never rises above. */
  ordersWithin(age: number, time: number, until = age): number {
    const u = this.#silentShare(until);
    return (this.alive(age) * this.#ahead.sum(time / (this.#alpha + age), u)) / this.#sum(u);
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
    const u = this.#silentShare(age);
    return ((1 - this.alive(age)) * this.#last * u ** (this.#k - 1)) / this.#sum(u);
  }

  /** The age at which the probability of being a customer still has fallen to a level. */
  ageOfAlive(level: number): number {
    return this.ageOfSilence((this.#leaving * level) / (1 - level));
  }
}
