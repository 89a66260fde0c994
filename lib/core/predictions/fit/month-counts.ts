import { dayText } from '../../time/instant.ts';
import type { LocalDay } from '../../time/calendar.ts';
import { periods } from '../../time/period.ts';

/** A month of the local calendar. */
export interface Month {
  /** `2011-11` */
  readonly name: string;
  readonly purchaseDays: number;
}

const nameOf = (month: number): string => dayText(periods.month.firstDayOf(month)).slice(0, 'YYYY-MM'.length);

/** Counts the purchase days of everybody by month. */
export class MonthCounts {
  readonly #counts = new Map<number, number>();

  add(day: LocalDay): void {
    const month = periods.month.periodOf(day);
    this.#counts.set(month, (this.#counts.get(month) ?? 0) + 1);
  }

  /** The months that lie wholly between two days, in order. */
  whole(first: LocalDay, last: LocalDay): readonly Month[] {
    const { periodOf, firstDayOf } = periods.month;
    const months: Month[] = [];
    for (let month = periodOf(first); firstDayOf(month + 1) - 1 <= last; month += 1)
      if (firstDayOf(month) >= first) months.push({ name: nameOf(month), purchaseDays: this.#counts.get(month) ?? 0 });
    return months;
  }
}
