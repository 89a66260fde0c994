import { day } from './duration.ts';

/** Milliseconds since 1970-01-01T00:00:00Z, always whole. The only form in which the core keeps time. */
export type Instant = number;

/** The last instant whose year is written with four digits: nothing is due later. */
export const lastInstant: Instant = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

const digits = (number: number, length: number = 2): string => String(number).padStart(length, '0');

/** The texts of the numbers below `count`, each made when it is first asked for, so that a cold start waits for none. */
const remembered = (count: number, textOf: (number: number) => string): ((number: number) => string) => {
  const texts: (string | undefined)[] = Array.from({ length: count });
  return (number) => (texts[number] ??= textOf(number));
};

const second = 1000;
const minute = 60 * second;

const minuteText = remembered(day / minute, (ofDay) => `T${digits(Math.floor(ofDay / 60))}:${digits(ofDay % 60)}:`);
const secondText = remembered(minute / second, (ofMinute) => `${digits(ofMinute)}.`);
const millisecondText = remembered(second, (ofSecond) => `${digits(ofSecond, 3)}Z`);

/** This many days are remembered as text: the instants of a shop lie within a few years. */
const rememberedDays = 4096;
const dayTexts = new Map<number, string>();

/** A day, as the number of days since 1970-01-01, in the form `YYYY-MM-DD`. */
export const dayText = (number: number): string => {
  const known = dayTexts.get(number);
  if (known !== undefined) return known;
  if (dayTexts.size === rememberedDays) dayTexts.clear();
  const text = new Date(number * day).toISOString().split('T', 1)[0] as string;
  dayTexts.set(number, text);
  return text;
};

/**
 * UTC with milliseconds, as in `2026-11-02T09:12:00.000Z`: the only form in which Patron writes an instant.
 *
 * Every change writes several, so the text is put together from remembered parts, which `toISOString` would make again.
 */
export const formatInstant = (instant: Instant): string => {
  const days = Math.floor(instant / day);
  const ofDay = instant - days * day;
  const ofMinute = ofDay % minute;
  return `${dayText(days)}${minuteText(Math.floor(ofDay / minute))}${secondText(Math.floor(ofMinute / second))}${millisecondText(ofMinute % second)}`;
};

/** Reads an ISO 8601 instant that a schema has checked; digits beyond milliseconds are cut off. */
export const parseInstant = (text: string): Instant => Date.parse(text);

export const earliest = (one: Instant | undefined, other: Instant): Instant =>
  one === undefined ? other : Math.min(one, other);

export const latest = (one: Instant | undefined, other: Instant): Instant =>
  one === undefined ? other : Math.max(one, other);
