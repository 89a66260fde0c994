import type { LocalDay } from '../../time/calendar.ts';
import type { Gaps } from './order-likelihood.ts';
import { CellCounts, type DayCell } from './order-cells.ts';

/** x, t_x and T of some days at a later day. */
export const dayCellOf = (days: readonly LocalDay[], until: LocalDay): DayCell => {
  const [first = until, last = first] = [days[0], days.at(-1)];
  return { repeats: days.length - 1, recency: last - first, age: until - first };
};

/** The orders of everybody up to a day, counted. The same whatever the order of people. */
export class OrderCounts {
  readonly #until: LocalDay;
  /** The gaps between purchase days by their length in days. */
  readonly #gaps = new Map<number, number>();
  readonly cells = new CellCounts();
  buyers = 0;
  /** Those with orders on at least two days. */
  repeatBuyers = 0;
  /** The first day on which somebody ordered. */
  firstDay: LocalDay = Infinity;

  constructor(until: LocalDay) {
    this.#until = until;
  }

  /** @param days - at least one, oldest first; none is after the day until which is counted. */
  add(days: readonly LocalDay[]): void {
    const [first = this.#until] = days;
    this.cells.add(dayCellOf(days, this.#until));
    this.buyers += 1;
    if (days.length > 1) this.repeatBuyers += 1;
    if (first < this.firstDay) this.firstDay = first;
    for (let index = 1; index < days.length; index += 1) {
      const gap = (days[index] as number) - (days[index - 1] as number);
      this.#gaps.set(gap, (this.#gaps.get(gap) ?? 0) + 1);
    }
  }

  /** From the first order of all on, in days. */
  get historyDays(): number {
    return this.#until - this.firstDay;
  }

  /** The gaps in units of some days. */
  gapsInUnits(daysInUnit: number): Gaps {
    const sorted = [...this.#gaps].sort(([one], [other]) => one - other);
    return {
      count: sorted.reduce((sum, [, times]) => sum + times, 0),
      lnSum: sorted.reduce((sum, [gap, times]) => sum + times * Math.log(gap / daysInUnit), 0),
    };
  }
}
