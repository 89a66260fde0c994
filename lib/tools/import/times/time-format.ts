import type { Instant } from '#lib/core/time/instant.ts';
import { monthNumber, timeExpression, yearNumber, type TimeParts } from './time-tokens.ts';
import { readOffset, type FromLocal } from './zones.ts';

/** A compiled format of times. */
export interface TimeFormat {
  /** The instant, or undefined where the text does not follow the format or names no real day or hour. */
  readonly parse: (text: string, fromLocal: FromLocal) => Instant | undefined;
}

const hourOf = ({ hour = '0', half }: TimeParts): number => {
  const written = Number(hour);
  if (half === undefined) return written;
  return written < 1 || written > 12 ? Number.NaN : (written % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
};

type Clock = readonly [year: number, month: number, day: number, hour: number, minute: number, second: number];

const clockOf = ({ year = '', month = '', day = '', minute = '0', second = '0', ...parts }: TimeParts): Clock => [
  yearNumber(year),
  monthNumber(month),
  Number(day),
  hourOf(parts),
  Number(minute),
  Number(second),
];

const clockAt = (instant: Instant): Clock => {
  const date = new Date(instant);
  return [
    date.getUTCFullYear(),
    date.getUTCMonth() + 1,
    date.getUTCDate(),
    date.getUTCHours(),
    date.getUTCMinutes(),
    date.getUTCSeconds(),
  ];
};

/** The parts as if they were UTC, or undefined where they name no real day or time of day, such as 30 February. */
const asUtc = (parts: TimeParts): Instant | undefined => {
  const [year, month, ...rest] = clockOf(parts);
  const instant = Date.UTC(year, month - 1, ...rest);
  if (clockAt(instant).join(' ') !== [year, month, ...rest].join(' ')) return undefined;
  return instant + Number((parts.fraction ?? '').padEnd(3, '0').slice(0, 3));
};

/**
 * Compiles a format of the tokens below, and other characters as they stand; a fraction may follow the seconds. Parts that
 * the format lacks are 0.
 *
 * `YYYY YY`, `MMMM MMM MM M` (English names), `DD D Do`, `dddd ddd` (weekdays, not checked), `HH H hh h`, `mm`, `ss`, `A`, `Z`
 * (an offset), `X` and `x` (seconds and milliseconds since 1970).
 *
 * @throws {RangeError} when the format repeats a part, or names neither a whole date nor a count since 1970.
 */
export const compileTimeFormat = (format: string): TimeFormat => {
  const expression = timeExpression(format);
  return {
    parse: (text, fromLocal) => {
      const parts: TimeParts | undefined = expression.exec(text)?.groups;
      if (parts === undefined) return undefined;
      if (parts.seconds !== undefined) return Math.round(Number(parts.seconds) * 1000);
      if (parts.milliseconds !== undefined) return Number(parts.milliseconds);
      const local = asUtc(parts);
      if (local === undefined) return undefined;
      return parts.offset === undefined ? fromLocal(local) : local - readOffset(parts.offset);
    },
  };
};
