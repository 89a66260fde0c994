import { form } from './form.ts';

const date = String.raw`\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])`;
const minute = String.raw`(?:[01]\d|2[0-3]):[0-5]\d`;
const dateOnly = new RegExp(`^${date}$`);
const withOffset = new RegExp(String.raw`^${date}T${minute}(?::[0-5]\d(?:\.\d+)?)?(?:Z|[+-]${minute})$`);
const asWritten = new RegExp(String.raw`^${date}T${minute}:[0-5]\d\.\d{3}Z$`);

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

const lastDay = (year: number, month: number): number => {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
};

/** Whether the calendar has the day that a text begins with; its digits are known to match. */
const isRealDay = (text: string): boolean => {
  const day = Number(text.slice(8, 10));
  return day <= 28 || day <= lastDay(Number(text.slice(0, 4)), Number(text.slice(5, 7)));
};

const isDayLike =
  (pattern: RegExp) =>
  (value: unknown): value is string =>
    typeof value === 'string' && pattern.test(value) && isRealDay(value);

/** Whether a value is an ISO 8601 instant with `Z` or an offset; seconds and fractions of any length may be left out. */
export const isInstant = isDayLike(withOffset);

/** Whether a value is a day of the calendar, `YYYY-MM-DD`. */
export const isCalendarDay = isDayLike(dateOnly);

/** The rule of an instant, in words. */
export const instantRule = 'must be an ISO 8601 instant with Z or an offset, such as 2026-11-02T09:12:00Z';

/** ISO 8601 with `Z` or an offset; seconds and fractions of any length may be left out. */
export const instant = form<string>({
  as: 'instant',
  rule: instantRule,
  holds: isInstant,
});

/** UTC with milliseconds, the one form in which Patron writes instants. */
export const utcInstant = form<string>({
  as: 'instant',
  rule: 'must be an instant in UTC with milliseconds, such as 2026-11-02T09:12:00.000Z',
  holds: isDayLike(asWritten),
});

/** A day of the calendar, `YYYY-MM-DD`. */
export const calendarDay = form<string>({
  as: 'text',
  rule: 'must be a day of the calendar, such as 1984-02-29',
  holds: isCalendarDay,
});
