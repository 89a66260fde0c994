import type { Calendar } from '#lib/core/time/calendar.ts';

const hour = 3_600_000;
const day = 24 * hour;

const springForward = Date.UTC(2026, 11, 28) / day;
const fallBack = Date.UTC(2026, 11, 30) / day;
const skipped = Date.UTC(2027, 0, 1) / day;

const startOf = (localDay: number): number => {
  const summer = localDay > springForward && localDay <= fallBack ? hour : 0;
  const jump = localDay > skipped ? day : 0;
  return localDay * day - 5.5 * hour - summer - jump;
};

/**
 * A zone five and a half hours ahead of UTC, in which 28 December 2026 has 23 hours and 30 December 25, and 1 January 2027 does
 * not exist at all.
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
