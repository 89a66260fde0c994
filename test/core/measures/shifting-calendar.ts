import type { Calendar } from '#lib/core/time/calendar.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** The days of 2027 on which the clocks of a made-up zone change, by their number since 1970. */
const dayOf2027 = (month: number, date: number): number => Date.UTC(2027, month - 1, date) / day;

const springForward = dayOf2027(1, 4);
const fallBack = dayOf2027(1, 6);
const skipped = dayOf2027(1, 9);

const startOf = (localDay: number): number => {
  const summer = localDay > springForward && localDay <= fallBack ? hour : 0;
  const jump = localDay > skipped ? day : 0;
  return localDay * day - 5.5 * hour - summer - jump;
};

/**
 * A zone five and a half hours ahead of UTC, in which 4 January 2027 has 23 hours and 6 January 25, and 9 January does not
 * exist at all.
 */
export const shiftingCalendar: Calendar = {
  timeZone: 'Test/Shifting',
  startOf,
  dayOf: (instant) => {
    let localDay = Math.floor(instant / day) - 2;
    while (startOf(localDay + 1) <= instant) localDay += 1;
    return localDay;
  },
  hourOf: () => {
    throw new TypeError('Cannot tell an hour of a made-up zone');
  },
};
