import type { Calendar } from '../../time/calendar.ts';
import { day } from '../../time/duration.ts';
import type { Instant } from '../../time/instant.ts';
import { periods } from '../../time/period.ts';

/** The lengths of a period that metrics are told by: seven times 24 hours, or a month of the local calendar. */
export const everyChoices = ['P7D', 'month'] as const;

export type Every = (typeof everyChoices)[number];

/** A period, up to but not including `to`. */
export interface Period {
  /** When the period before it begins, which ends at `from`. */
  readonly before: Instant;
  readonly from: Instant;
  readonly to: Instant;
}

/** A history: from the first event to the latest clock, both included. */
export interface History {
  readonly first: Instant;
  readonly last: Instant;
}

/**
 * Of a longer history, the latest periods are told: nineteen years of weeks. Otherwise one event of a producer whose clock
 * stands at 1970 would make thousands.
 */
const mostPeriods = 1000;

const week = 7 * day;

/** Where a number of periods begin and end; one more begins before the first of them. */
type Bounds = (
  history: History,
  calendar: Calendar,
) => { readonly count: number; readonly bound: (place: number) => Instant };

const weeks: Bounds = ({ first, last }) => {
  const end = last + 1;
  const count = Math.ceil((end - first) / week);
  return { count, bound: (place) => end - (count - place) * week };
};

const months: Bounds = ({ first, last }, { dayOf, startOf }) => {
  const { periodOf, firstDayOf } = periods.month;
  const firstMonth = periodOf(dayOf(first));
  const count = periodOf(dayOf(last)) - firstMonth + 1;
  return { count, bound: (place) => Math.min(startOf(firstDayOf(firstMonth + place)), last + 1) };
};

const boundsOf: Readonly<Record<Every, Bounds>> = { P7D: weeks, month: months };

/**
 * The periods of a history, the earliest first: the first one holds the first event, the last one ends a millisecond after
 * the latest clock. A month is that of the calendar, so the last one mostly ends before its time.
 */
export const periodsOf = (every: Every, history: History, calendar: Calendar): readonly Period[] => {
  const { count, bound } = boundsOf[every](history, calendar);
  const skipped = Math.max(0, count - mostPeriods);
  return Array.from({ length: count - skipped }, (_, index) => {
    const place = index + skipped;
    return { before: bound(place - 1), from: bound(place), to: bound(place + 1) };
  });
};
