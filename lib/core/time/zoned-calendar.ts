import { Temporal } from 'temporal-polyfill';
import { utcCalendar, type Calendar, type LocalDay } from './calendar.ts';
import { day } from './duration.ts';
import type { Instant } from './instant.ts';

/** This many days of a zone are remembered: folding asks for one of each event, and finding one takes 20 microseconds. */
const rememberedDays = 16_384;

const remembered = <Value>(valueOf: (localDay: LocalDay) => Value): ((localDay: LocalDay) => Value) => {
  const known = new Map<LocalDay, Value>();
  return (localDay) => {
    const found = known.get(localDay);
    if (found !== undefined) return found;
    if (known.size === rememberedDays) known.clear();
    const value = valueOf(localDay);
    known.set(localDay, value);
    return value;
  };
};

/** How far a clock is ahead of UTC from the beginning of a day, and until when it stays so. */
interface Offset {
  readonly ahead: number;
  readonly until: Instant;
}

const epochDate = new Temporal.PlainDate(1970, 1, 1);
const nanosecondsInMillisecond = 1e6;

/**
 * Makes the calendar of a time zone.
 *
 * @param timeZone - an IANA name, such as `Europe/Berlin`.
 */
export const zonedCalendar = (timeZone: string): Calendar => {
  const clockAt = (instant: Instant): Temporal.ZonedDateTime =>
    Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone);
  // Temporal takes the earlier of two midnights, and the end of the gap where a clock skipped midnight, or the whole date.
  const startOf = remembered(
    (localDay) => epochDate.add({ days: localDay }).toZonedDateTime({ timeZone }).epochMilliseconds,
  );
  const offsetFrom = remembered((localDay): Offset => {
    const clock = clockAt(startOf(localDay));
    const until = clock.getTimeZoneTransition('next')?.epochMilliseconds ?? Infinity;
    return { ahead: clock.offsetNanoseconds / nanosecondsInMillisecond, until };
  });
  // Not the date that a clock shows: one put back over midnight shows the day before once more.
  const dayOf = (instant: Instant): LocalDay => {
    let localDay = Math.floor(instant / day);
    while (startOf(localDay) > instant) localDay -= 1;
    while (startOf(localDay + 1) <= instant) localDay += 1;
    return localDay;
  };
  return {
    timeZone,
    startOf,
    dayOf,
    hourOf: (instant) => {
      const { ahead, until } = offsetFrom(dayOf(instant));
      return instant < until ? utcCalendar.hourOf(instant + ahead) : clockAt(instant).hour;
    },
  };
};
