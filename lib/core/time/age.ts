import { localDayAt, type Calendar, type LocalDay } from './calendar.ts';
import { day as dayMs } from './duration.ts';
import type { Instant } from './instant.ts';

/** A date of birth. A birth year counts as its first of January. */
export interface Birth {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
}

/** Reads a `YYYY-MM-DD` that a schema has checked before. */
export const birthOn = (date: string): Birth => ({
  year: Number(date.slice(0, 4)),
  month: Number(date.slice(5, 7)),
  day: Number(date.slice(8)),
});

export const bornIn = (year: number): Birth => ({ year, month: 1, day: 1 });

/** The local date at which a person becomes `age` years old. For a birth on 29 February it is 1 March in common years. */
export const birthdayDate = ({ year, month, day }: Birth, age: number): LocalDay =>
  localDayAt(year + age, month - 1, day);

/** The instant at which a person becomes `age` years old: the first of the birthday. */
export const birthday = (birth: Birth, age: number, calendar: Calendar): Instant =>
  calendar.startOf(birthdayDate(birth, age));

/** Whole years at `now`; negative where the birth lies in the future. */
export const ageAt = (birth: Birth, now: Instant, calendar: Calendar): number => {
  const today = calendar.dayOf(now);
  const years = new Date(today * dayMs).getUTCFullYear() - birth.year;
  return birthdayDate(birth, years) <= today ? years : years - 1;
};
