import type { LocalDay } from '../../../time/calendar.ts';
import { OrderCounts, dayCellOf } from '../order-counts.ts';
import { CaseCounts } from './case-counts.ts';
import { RecencyFrequency } from './recency-frequency.ts';

/** The number of sorted days up to and including one. */
const countUpTo = (days: readonly LocalDay[], last: LocalDay): number => {
  const after = days.findIndex((day) => day > last);
  return after === -1 ? days.length : after;
};

/** The last days of a history, kept from a fit so that it can be held to them. */
export class Holdout {
  /** Its length in days. */
  readonly days: number;
  /** The last day that the fit may see. */
  readonly #cutoff: LocalDay;
  /** The orders until then, of those who had any. */
  readonly seen: OrderCounts;
  /** The same people, with their orders in the holdout. */
  readonly cases = new CaseCounts();
  /** What people did in as long a period before, by what was known of them at its beginning. */
  readonly before: RecencyFrequency;

  /** @param until - the last day of the history. */
  constructor(days: number, until: LocalDay) {
    this.days = days;
    this.#cutoff = until - days;
    this.seen = new OrderCounts(this.#cutoff);
    this.before = new RecencyFrequency(days);
  }

  /** @param days - on which a person ordered, oldest first. */
  add(days: readonly LocalDay[]): void {
    const count = countUpTo(days, this.#cutoff);
    if (count === 0) return;
    const known = days.slice(0, count);
    this.seen.add(known);
    const [start, earlier] = [this.#cutoff - this.days, countUpTo(known, this.#cutoff - this.days)];
    const lastPeriod = count - earlier;
    this.cases.add({ ...dayCellOf(known, this.#cutoff), lastPeriod, ordered: days.length - count });
    if (earlier > 0) this.before.add(dayCellOf(known.slice(0, earlier), start), lastPeriod);
  }
}
