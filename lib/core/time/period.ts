import { localDayAt, type LocalDay } from './calendar.ts';
import { day } from './duration.ts';

/** A kind of period of the calendar, by number: 0 is the one with 1970-01-01, weeks begin on Monday. */
export interface Periods {
  readonly periodOf: (localDay: LocalDay) => number;
  readonly firstDayOf: (period: number) => LocalDay;
}

/** 1970-01-01 was a Thursday. */
const daysBeforeThursday = 3;

const weeks: Periods = {
  periodOf: (localDay) => Math.floor((localDay + daysBeforeThursday) / 7),
  firstDayOf: (period) => period * 7 - daysBeforeThursday,
};

const epochYear = 1970;

const monthOf = (localDay: LocalDay): number => {
  const date = new Date(localDay * day);
  return (date.getUTCFullYear() - epochYear) * 12 + date.getUTCMonth();
};

const firstDayOfMonth = (month: number): LocalDay => localDayAt(epochYear, month);

const ofMonths = (count: number): Periods => ({
  periodOf: (localDay) => Math.floor(monthOf(localDay) / count),
  firstDayOf: (period) => firstDayOfMonth(period * count),
});

/** The periods of the local calendar. */
export const periods: Readonly<Record<'day' | 'week' | 'month' | 'quarter' | 'year', Periods>> = {
  day: { periodOf: (localDay) => localDay, firstDayOf: (period) => period },
  week: weeks,
  month: ofMonths(1),
  quarter: ofMonths(3),
  year: ofMonths(12),
};
