import { randomFrom } from '#lib/tools/demo/random.ts';

/** Each a weight and what it stands for. */
export type Weighted<Option> = readonly (readonly [weight: number, option: Option])[];

/**
 * All that chance decides in a run, as one row of numbers: drawn from a seed, or read from a row that was kept. 0 is
 * always the calmest choice, and what a row lacks is 0, so that shorter and smaller rows make simpler runs.
 */
export class Choices {
  readonly made: number[] = [];
  readonly #next: (below: number) => number;
  readonly #length: number;

  constructor(source: number | readonly number[]) {
    this.#length = typeof source === 'number' ? Infinity : source.length;
    if (typeof source === 'number') {
      const random = randomFrom(source);
      this.#next = (below) => Math.floor(random.next() * below);
    } else {
      this.#next = (below) => (source[this.made.length] ?? 0) % below;
    }
  }

  /** Whether a kept row is at its end, so that nothing but 0 is to come. */
  get areSpent(): boolean {
    return this.made.length >= this.#length;
  }

  /** A whole number from 0 up to, but not including, `below`. */
  below(below: number): number {
    if (below <= 1) return 0;
    const chosen = this.#next(below);
    this.made.push(chosen);
    return chosen;
  }

  /** True in this share of cases, in thousandths. */
  happens(thousandths: number): boolean {
    return this.below(1000) >= 1000 - thousandths;
  }

  pick<Item>(list: readonly Item[]): Item {
    const picked = list[this.below(list.length)];
    if (picked === undefined) throw new RangeError('Cannot pick from a list: current value is empty');
    return picked;
  }

  /** One of several, the first being the calmest. */
  weighted<Option>(options: Weighted<Option>): Option {
    let left = this.below(options.reduce((sum, [weight]) => sum + weight, 0));
    for (const [weight, option] of options) {
      if (left < weight) return option;
      left -= weight;
    }
    throw new RangeError('Cannot choose by weight: current value is no option');
  }
}
