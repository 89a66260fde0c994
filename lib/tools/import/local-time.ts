import type { Instant } from '#lib/core/time/instant.ts';

/** A compiled format of times. */
export interface TimeFormat {
  /** The instant, or undefined where the text does not follow the format or names no real day or hour. */
  readonly parse: (text: string) => Instant | undefined;
}

const tokens: Readonly<Record<string, string>> = {
  YYYY: String.raw`(?<year>\d{4})`,
  MM: String.raw`(?<month>\d{2})`,
  M: String.raw`(?<month>\d{1,2})`,
  DD: String.raw`(?<day>\d{2})`,
  D: String.raw`(?<day>\d{1,2})`,
  HH: String.raw`(?<hour>\d{2})`,
  H: String.raw`(?<hour>\d{1,2})`,
  hh: String.raw`(?<hour>\d{2})`,
  h: String.raw`(?<hour>\d{1,2})`,
  mm: String.raw`(?<minute>\d{2})`,
  ss: String.raw`(?<second>\d{2})(?:\.(?<fraction>\d{1,9}))?`,
  A: '(?<half>[AaPp][Mm])',
  Z: String.raw`(?<offset>Z|UTC|[+-]\d{2}:?\d{2})`,
};
const anyToken = /YYYY|MM|M|DD|D|HH|H|hh|h|mm|ss|A|Z|[^]/g;

const literal = (character: string): string => character.replace(/[\\^$.*+?()[\]{}|]/, String.raw`\$&`);

type Parts = Partial<Record<string, string>>;

const hourOf = ({ hour = '0', half }: Parts): number => {
  const written = Number(hour);
  if (half === undefined) return written;
  return written < 1 || written > 12 ? Number.NaN : (written % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
};

/** The parts as if they were UTC, or undefined where they name no real day or time of day, such as 30 February. */
const asUtc = (parts: Parts): Instant | undefined => {
  const [year, month, day] = [Number(parts['year']), Number(parts['month']), Number(parts['day'])];
  const [hour, minute, second] = [hourOf(parts), Number(parts['minute'] ?? 0), Number(parts['second'] ?? 0)];
  const milliseconds = Number((parts['fraction'] ?? '').padEnd(3, '0').slice(0, 3));
  const instant = Date.UTC(year, month - 1, day, hour, minute, second, milliseconds);
  const date = new Date(instant);
  const seen = [
    date.getUTCFullYear(),
    date.getUTCMonth() + 1,
    date.getUTCDate(),
    date.getUTCHours(),
    date.getUTCMinutes(),
    date.getUTCSeconds(),
  ];
  return seen.join(' ') === [year, month, day, hour, minute, second].join(' ') ? instant : undefined;
};

const offsetPattern = /([+-])(\d{2}):?(\d{2})(?::(\d{2}))?/;

/** Milliseconds east of UTC, from `Z`, `UTC`, `-0500`, `GMT+05:30` or `GMT-03:06:28`. */
const readOffset = (text: string): number => {
  const [, sign = '+', hours = '0', minutes = '0', seconds = '0'] = offsetPattern.exec(text) ?? [];
  const size = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
  return sign === '-' ? -size : size;
};

const day = 86_400_000;

/** Of a time that a clock shows twice, the first one counts; a skipped time is counted on with the offset before the change. */
const fromZone = (zone: string): ((local: number) => Instant) => {
  if (zone === 'UTC') return (local) => local;
  const format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
  const offsetAt = (instant: Instant) =>
    readOffset(format.formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value ?? '');
  return (local) => {
    const before = local - offsetAt(local - day);
    const after = local - offsetAt(local + day);
    const real = [before, after].filter((instant) => instant + offsetAt(instant) === local);
    return real.length === 0 ? before : Math.min(...real);
  };
};

const namesDay = (pattern: string): boolean => ['<year>', '<month>', '<day>'].every((part) => pattern.includes(part));

/**
 * Compiles a format of `YYYY MM M DD D HH H hh h mm ss A Z` and other characters as they stand; a fraction may follow the
 * seconds. Parts that the format lacks are 0. `Z` is an offset in the text; without it, times are in `zone`.
 *
 * @throws {RangeError} when the format repeats a part or names no year, month and day, or the zone is unknown.
 */
export const compileTimeFormat = (format: string, zone = 'UTC'): TimeFormat => {
  const pattern = format.replaceAll(anyToken, (token) => tokens[token] ?? literal(token));
  const parts = pattern.match(/\(\?<\w+>/g) ?? [];
  if (!namesDay(pattern) || new Set(parts).size < parts.length) {
    throw new RangeError(
      `Cannot read "${format}" as a time format: it must name YYYY, MM or M, and DD or D, each part once`,
    );
  }
  const expression = new RegExp(`^${pattern}$`);
  const toInstant = fromZone(zone);
  return {
    parse: (text) => {
      const found = expression.exec(text)?.groups;
      const local = found === undefined ? undefined : asUtc(found);
      if (found === undefined || local === undefined) return undefined;
      return found['offset'] === undefined ? toInstant(local) : local - readOffset(found['offset']);
    },
  };
};
