import { textLike } from './text.ts';

const dayOfMonth = [
  '(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])',
  '(?:0[13-9]|1[0-2])-(?:29|30)',
  '(?:0[13578]|1[02])-31',
].join('|');

/** A leap year has a number that 4 divides, and one of a whole century a number that 400 divides. */
const leapYear = '[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00';
const date = `(?:[0-9]{4}-(?:${dayOfMonth})|(?:${leapYear})-02-29)`;
const minute = '(?:[01][0-9]|2[0-3]):[0-5][0-9]';
const dateOnly = new RegExp(`^${date}$`);
const withOffset = new RegExp(String.raw`^${date}T${minute}(?::[0-5][0-9](?:\.[0-9]+)?)?(?:Z|[+-]${minute})$`);
const asWritten = new RegExp(String.raw`^${date}T${minute}:[0-5][0-9]\.[0-9]{3}Z$`);

/** Whether a value is an ISO 8601 instant with `Z` or an offset; seconds and fractions of any length may be left out. */
export const isInstant = (value: unknown): value is string => typeof value === 'string' && withOffset.test(value);

/** Whether a value is a day of the calendar, `YYYY-MM-DD`. */
export const isCalendarDay = (value: unknown): value is string => typeof value === 'string' && dateOnly.test(value);

/** The rule of an instant, in words. */
export const instantRule = 'must be an ISO 8601 instant with Z or an offset, such as 2026-11-02T09:12:00Z';

/** ISO 8601 with `Z` or an offset; seconds and fractions of any length may be left out. */
export const instant = textLike(withOffset, { name: 'Instant', as: 'instant', rule: instantRule });

/** UTC with milliseconds, the one form in which Patron writes instants. */
export const utcInstant = textLike(asWritten, {
  name: 'UtcInstant',
  as: 'instant',
  rule: 'must be an instant in UTC with milliseconds, such as 2026-11-02T09:12:00.000Z',
});

/** A day of the calendar, `YYYY-MM-DD`. */
export const calendarDay = textLike(dateOnly, {
  name: 'CalendarDay',
  rule: 'must be a day of the calendar, such as 1984-02-29',
});
