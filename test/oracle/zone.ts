import { day } from './instants.ts';

/**
 * The calendar of a time zone, read off `Intl.DateTimeFormat` alone: which dates are when. Dates are day numbers, 0 for
 * 1970-01-01.
 */
export interface Zone {
  /** The first instant whose local date is this one or later. */
  readonly startOf: (date: number) => number;
  /** The last date that has begun at an instant. */
  readonly dateAt: (instant: number) => number;
  /** What a clock on the wall shows for the hour, 0 to 23. */
  readonly hourAt: (instant: number) => number;
}

const hour = 3_600_000;

/** No zone changes its offset twice within so long. */
const step = 3 * hour;

/** No clock is further from UTC than so long, days that a zone left out included. */
const reach = 2 * day;

const readOffset = (written: string): number => {
  const match = /^GMT(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?$/.exec(written);
  if (match === null) throw new Error(`Cannot read offset as GMT+hh:mm:ss: current value is ${written}`);
  const [, sign, hours = 0, minutes = 0, seconds = 0] = match;
  return (sign === '-' ? -1000 : 1000) * (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds));
};

const once = <Value>(work: (key: number) => Value): ((key: number) => Value) => {
  const known = new Map<number, Value>();
  return (key) => {
    const found = known.get(key) ?? work(key);
    known.set(key, found);
    return found;
  };
};

const offsets = (timeZone: string): ((instant: number) => number) => {
  if (timeZone === 'UTC') return () => 0;
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  return once((instant) => {
    const written = format.formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value;
    return readOffset(String(written));
  });
};

/** The first instant after `from` and no later than `to` at which a clock reads by another offset than at `from`. */
const changeBetween = (offsetAt: (instant: number) => number, from: number, to: number): number => {
  if (to - from <= 1) return to;
  const middle = Math.floor((from + to) / 2);
  return offsetAt(middle) === offsetAt(from)
    ? changeBetween(offsetAt, middle, to)
    : changeBetween(offsetAt, from, middle);
};

const calendarOf = (timeZone: string): Zone => {
  const offsetAt = offsets(timeZone);
  const wallAt = (instant: number): number => instant + offsetAt(instant);
  const changeFrom = once((from) =>
    offsetAt(from) === offsetAt(from + step) ? undefined : changeBetween(offsetAt, from, from + step),
  );
  /** Where clocks begin to run by one offset, from some time before a date could have begun. */
  const beginnings = (date: number): number[] => {
    const first = date * day - reach;
    const steps = Array.from({ length: (2 * reach) / step }, (_, index) => first + index * step);
    return [first, ...steps.flatMap((from) => changeFrom(from) ?? [])];
  };
  const startOf = once((date) => {
    const runs = beginnings(date);
    const starts = runs.flatMap((beginning, index) => {
      const reached = Math.max(beginning, date * day - offsetAt(beginning));
      return reached < (runs[index + 1] ?? Infinity) ? [reached] : [];
    });
    return Math.min(...starts);
  });
  return {
    startOf,
    dateAt: (instant) => {
      // The wall can be behind what has begun, never ahead of it, and by no more than a day.
      let date = Math.floor(wallAt(instant) / day);
      while (startOf(date + 1) <= instant) date += 1;
      return date;
    },
    hourAt: (instant) => Math.floor((((wallAt(instant) % day) + day) % day) / hour),
  };
};

const zones = new Map<string, Zone>();

/** The calendar of an IANA zone, `UTC` by default. */
export const zoneOf = ({ timeZone = 'UTC' }: { readonly timeZone?: string }): Zone => {
  const zone = zones.get(timeZone) ?? calendarOf(timeZone);
  zones.set(timeZone, zone);
  return zone;
};
