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

/** The stretches around an instant, or the first ones where the date itself still lies ahead. */
const stretchesAround = (date: LocalDay, now: Instant, { lead, calendar }: Anniversaries): readonly Stretch[] => {
  const origin = dateOf(date);
  // The day of the date itself is no anniversary.
  const first = Math.max(1, dateOf(calendar.dayOf(now)).year - origin.year);
  return years.map((further) => {
    const anniversary = birthdayDate(origin, first + further);
    return { from: calendar.startOf(anniversary) - lead, until: calendar.startOf(anniversary + 1) };
  });
};

/** The anniversaries of a date that are asked for. */
interface Anniversaries {
  /** How long before its first instant an anniversary is near, in milliseconds. */
  readonly lead: number;
  readonly calendar: Calendar;
}

/**
 * Makes the test of whether an anniversary of a date is less than `lead` milliseconds ahead, at most a year, or is the current local
 * day. Of 29 February it is 1 March in common years.
 */
export const isAnniversaryNear =
  (lead: number, calendar: Calendar) =>
  (date: LocalDay, now: Instant): boolean =>
    stretchesAround(date, now, { lead, calendar }).some(({ from, until }) => from <= now && now < until);

/** The first instant after another at which `isAnniversaryNear` may turn. */
export const nextAnniversaryTurn =
  (lead: number, calendar: Calendar) =>
  (date: LocalDay, after: Instant): Instant =>
    Math.min(
      ...stretchesAround(date, after, { lead, calendar })
        .flatMap(({ from, until }) => [from, until])
        .filter((at) => at > after),
    );
