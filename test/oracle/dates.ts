import { day, isDate, readInstant } from './instants.ts';
import type { Zone } from './zone.ts';

export const calendarUnits = ['day', 'week', 'month', 'quarter', 'year'] as const;
export type CalendarUnit = (typeof calendarUnits)[number];

/** The day number of a date; months beyond the twelfth and below the first are those of other years. */
export const dateOf = (year: number, month: number, dayOfMonth: number): number =>
  new Date(0).setUTCFullYear(year, month - 1, dayOfMonth) / day;

/** The day number of `YYYY-MM-DD`. */
export const readDate = (written: string): number => Date.parse(`${written}T00:00:00Z`) / day;

/** `YYYY-MM-DD`. */
export const writeDate = (date: number): string => new Date(date * day).toISOString().slice(0, 10);

export const yearOf = (date: number): number => new Date(date * day).getUTCFullYear();
const monthOf = (date: number): number => new Date(date * day).getUTCMonth() + 1;

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;
export const weekdayOf = (date: number): string => String(weekdays[new Date(date * day).getUTCDay()]);

/** The day number of a day of a month in a year: 1 March for 29 February in common years. */
export const dayInYear = (date: number, year: number): number =>
  dateOf(year, monthOf(date), new Date(date * day).getUTCDate());

/** By unit, the first date of the period so many periods after the one that a date lies in. */
const periodStarts: Readonly<Record<CalendarUnit, (date: number, by: number) => number>> = {
  day: (date, by) => date + by,
  week: (date, by) => date - ((new Date(date * day).getUTCDay() + 6) % 7) + 7 * by,
  month: (date, by) => dateOf(yearOf(date), monthOf(date) + by, 1),
  quarter: (date, by) => dateOf(yearOf(date), monthOf(date) - ((monthOf(date) - 1) % 3) + 3 * by, 1),
  year: (date, by) => dateOf(yearOf(date) + by, 1, 1),
};

/** The first instant of the local period so many periods after the one that holds an instant. */
export const periodStart = (
  zone: Zone,
  instant: number,
  { unit, by }: { readonly unit: CalendarUnit; readonly by: number },
): number => zone.startOf(periodStarts[unit](zone.dateAt(instant), by));

/** An instant with offset, or the first instant of a date; undefined of everything else. */
export const momentOf = (zone: Zone, value: unknown): number | undefined =>
  isDate(value) ? zone.startOf(readDate(value)) : readInstant(value);
