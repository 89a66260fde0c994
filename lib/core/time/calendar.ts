import { day } from './duration.ts';
import type { Instant } from './instant.ts';

/** A local date as the number of days since 1970-01-01, in the proleptic Gregorian calendar. */
export type LocalDay = number;

/** After this many years the calendar repeats itself. */
const cycleYears = 400;
const cycleDays = 146_097;

/**
 * The number of a date, of which months and days may lie beyond their ends: 29 February of a common year is 1 March.
 *
 * @param month - 0 to 11 within the year.
 */
export const localDayAt = (year: number, month: number, dayOfMonth: number = 1): LocalDay =>
  // Date.UTC would take a year below 100 for one of the 20th century.
  Date.UTC(year + cycleYears, month, dayOfMonth) / day - cycleDays;

/** The local calendar of one time zone. */
export interface Calendar {
  /** The IANA name, such as `Europe/Berlin`. */
  readonly timeZone: string;
  /** The local date that began last. */
  readonly dayOf: (instant: Instant) => LocalDay;
  /** The first instant whose local date is this one or later: a date that the zone skipped is an empty day. */
  readonly startOf: (localDay: LocalDay) => Instant;
  /** The hour that a clock there shows, 0 to 23. */
  readonly hourOf: (instant: Instant) => number;
}

const hour = day / 24;

/** The calendar of UTC, in which every day has 24 hours. */
export const utcCalendar: Calendar = {
  timeZone: 'UTC',
  dayOf: (instant) => Math.floor(instant / day),
  startOf: (localDay) => localDay * day,
  hourOf: (instant) => Math.floor((instant - Math.floor(instant / day) * day) / hour),
};
