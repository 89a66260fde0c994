import type { Spent } from './buyer.ts';
import type { SpendGroup } from './spend-likelihood.ts';

/** Counts customers by what they spent and on how many days. The same whatever the order of people. */
export class SpendCounts {
  /** How many customers spent each total, by the number of days. */
  readonly #counts = new Map<number, Map<number, number>>();

  /** Adds a customer; one who has spent nothing tells the model nothing. */
  add({ days, total }: Spent): void {
    if (total <= 0) return;
    const totals = this.#counts.get(days) ?? new Map<number, number>();
    this.#counts.set(days, totals.set(total, (totals.get(total) ?? 0) + 1));
  }

  /** The customers by the number of days, with their totals in the unit of money in which they were added. */
  groups(): readonly SpendGroup[] {
    const sorted = [...this.#counts].sort(([one], [other]) => one - other);
    return sorted.map(([days, counts]) => {
      const totals = Float64Array.from(counts.keys()).sort();
      return { days, totals, customers: totals.map((total) => counts.get(total) ?? 0) };
    });
  }
}
