import { isCalendarDay, isInstant } from '#events/forms/instant.ts';
import type { Calendar, LocalDay } from './calendar.ts';
import { day } from './duration.ts';
import { parseInstant, type Instant } from './instant.ts';

const dateLength = 'YYYY-MM-DD'.length;

const isDate = (value: unknown): value is string =>
  typeof value === 'string' && value.length === dateLength && isCalendarDay(value);

/** A date of UTC begins with a whole day. */
const dayOn = (date: string): LocalDay => parseInstant(date) / day;

/**
 * Reads an ISO 8601 instant with `Z` or an offset, or a date (`YYYY-MM-DD`), which stands for its first local instant; NaN for
 * anything else, so that no comparison holds.
 */
export const instantOf = (value: unknown, calendar: Calendar): Instant => {
  if (isDate(value)) return calendar.startOf(dayOn(value));
  return isInstant(value) ? parseInstant(value) : Number.NaN;
};

/** Reads a date, or the local date of an instant; undefined for anything else. */
export const localDayOf = (value: unknown, calendar: Calendar): LocalDay | undefined => {
  if (isDate(value)) return dayOn(value);
  return isInstant(value) ? calendar.dayOf(parseInstant(value)) : undefined;
};
