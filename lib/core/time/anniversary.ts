import { LatestMap } from '../latest-map.ts';
import { birthdayDate, type Birth } from './age.ts';
import type { Calendar, LocalDay } from './calendar.ts';
import { day as dayMs } from './duration.ts';
import type { Instant } from './instant.ts';

const dateOf = (localDay: LocalDay): Birth => {
  const date = new Date(localDay * dayMs);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
};

/** An anniversary together with what is before it. */
interface Stretch {
  readonly from: Instant;
  /** The first instant of the next day. */
  readonly until: Instant;
}

/** One that holds an instant, or comes next after it, is of the same year or the next: none begins more than 365 days before. */
const years = [0, 1];

/** The anniversaries of a date that are asked for. */
interface Anniversaries {
  /** How long before its first instant an anniversary is near, in milliseconds. */
  readonly lead: number;
  readonly calendar: Calendar;
}

/** Those that begin with the anniversary in a year. The day of the date itself is not an anniversary. */
const stretchesFrom = (date: LocalDay, year: number, { lead, calendar }: Anniversaries): readonly Stretch[] => {
  const origin = dateOf(date);
  const first = Math.max(1, year - origin.year);
  return years.map((further) => {
    const anniversary = birthdayDate(origin, first + further);
    return { from: calendar.startOf(anniversary) - lead, until: calendar.startOf(anniversary + 1) };
  });
};

/** With every event the same few anniversaries of a person are asked for: those of this many people are remembered. */
const mostRemembered = 4_096;

/** Larger than any year. */
const yearRange = 1_000_000;

type StretchesAround = (date: LocalDay, now: Instant) => readonly Stretch[];

/** Finds the stretches around an instant, or the first ones where the date itself still lies ahead. */
const findStretches = (asked: Anniversaries): StretchesAround => {
  const remembered = new LatestMap<number, readonly Stretch[]>(mostRemembered);
  return (date, now) => {
    const { year } = dateOf(asked.calendar.dayOf(now));
    const key = date * yearRange + year;
    const known = remembered.get(key);
    if (known) return known;
    const stretches = stretchesFrom(date, year, asked);
    remembered.set(key, stretches);
    return stretches;
  };
};

/**
 * Makes the test of whether an anniversary of a date is less than `lead` milliseconds ahead, at most a year, or is the current local
 * day. Of 29 February it is 1 March in common years.
 */
export const isAnniversaryNear = (lead: number, calendar: Calendar): ((date: LocalDay, now: Instant) => boolean) => {
  const stretchesAround = findStretches({ lead, calendar });
  return (date, now) => stretchesAround(date, now).some(({ from, until }) => from <= now && now < until);
};

/** The first instant after another at which `isAnniversaryNear` may turn. */
export const nextAnniversaryTurn = (
  lead: number,
  calendar: Calendar,
): ((date: LocalDay, after: Instant) => Instant) => {
  const stretchesAround = findStretches({ lead, calendar });
  return (date, after) => {
    let next = Infinity;
    for (const { from, until } of stretchesAround(date, after)) {
      if (from > after) next = Math.min(next, from);
      if (until > after) next = Math.min(next, until);
    }
    return next;
  };
};
