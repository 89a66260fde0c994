/**
 * C(⌊n / k⌋) by n, where C(m) is the sum, over the first m further orders, of the chance to be a customer still before each: 1 for
 * the first. They depend on the orders alone, so they are kept from one instant to the next.
 */
export class StayingSums {
  readonly #leaving: number;
  readonly #before: number;
  readonly #k: number;
  #sums = new Float64Array(0);
  #orders = 0;
  #chance = 1;
  #sum = 0;

  /** @param before - b + x: a customer with x further purchase days stays on with the chance (b + x) / (a + b + x). */
  constructor(a: number, before: number, k: number) {
    this.#leaving = a;
    this.#before = before;
    this.#k = k;
  }

  /** The sums, for all n below a length at least. */
  below(length: number): Float64Array {
    if (length > this.#sums.length) this.#grow(2 * length);
    return this.#sums;
  }

  #grow(length: number): void {
    const k = this.#k;
    const sums = new Float64Array(k * Math.ceil(length / k));
    sums.set(this.#sums);
    for (let n = this.#sums.length; n < sums.length; n += k) {
      sums.fill(this.#sum, n, n + k);
      this.#sum += this.#chance;
      this.#orders += 1;
      const staying = this.#before + this.#orders;
      this.#chance *= staying / (this.#leaving + staying);
    }
    this.#sums = sums;
  }
}
