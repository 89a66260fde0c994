import { CellIds, type DayCell } from '../order-cells.ts';

/** What was known of a customer before the holdout, and what came. */
export interface HoldoutCase extends DayCell {
  /** Purchase days in as long a period before. */
  readonly lastPeriod: number;
  /** Purchase days in the holdout. */
  readonly ordered: number;
}

/** Equal cases. */
export interface CountedCase extends HoldoutCase {
  readonly customers: number;
}

/** A holdout is shorter in days, and so has fewer purchase days. */
export const holdoutLimit = 2 ** 13;

/** Counts equal cases. The same whatever the order of people; memory grows with the different cases. */
export class CaseCounts {
  readonly #cells = new CellIds();
  readonly #counts = new Map<number, number>();

  add(one: HoldoutCase): void {
    const key = (this.#cells.idOf(one) * holdoutLimit + one.lastPeriod) * holdoutLimit + one.ordered;
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
  }

  /** The cases in order of their cells. */
  sorted(): readonly CountedCase[] {
    const cases = [...this.#counts].map(([key, customers]): CountedCase => {
      const rest = Math.floor(key / holdoutLimit);
      const cell = this.#cells.cellOf(Math.floor(rest / holdoutLimit));
      return { ...cell, lastPeriod: rest % holdoutLimit, ordered: key % holdoutLimit, customers };
    });
    return cases.sort(inOrder);
  }
}

const inOrder = (one: HoldoutCase, other: HoldoutCase): number =>
  one.repeats - other.repeats ||
  one.recency - other.recency ||
  one.age - other.age ||
  one.lastPeriod - other.lastPeriod ||
  one.ordered - other.ordered;
