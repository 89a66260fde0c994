import type { Instant } from '#lib/core/time/instant.ts';

const offsetPattern = /([+-])(\d{2}):?(\d{2})(?::(\d{2}))?/;

/** Milliseconds east of UTC, from `Z`, `UTC`, `-0500`, `GMT+05:30` or `GMT-03:06:28`. */
export const readOffset = (text: string): number => {
  const [, sign = '+', hours = '0', minutes = '0', seconds = '0'] = offsetPattern.exec(text) ?? [];
  const size = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
  return sign === '-' ? -size : size;
};

/** Takes a local time, given as if it were UTC, for the instant that it names in a zone. */
export type FromLocal = (local: Instant) => Instant;

const day = 86_400_000;

const fromNamedZone = (zone: string): FromLocal => {
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

const fixed = /^(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})$/;

/**
 * Reads local times of a zone: a name of the IANA database, `UTC`, or an offset such as `+02:00`. Of a time that clocks show
 * twice, the first one counts; a skipped time is counted on with the offset before the change.
 *
 * @throws {RangeError} when there is no such zone.
 */
const localTimesOf = (zone: string): FromLocal => {
  if (!fixed.test(zone)) return fromNamedZone(zone);
  const offset = readOffset(zone);
  return (local) => local - offset;
};

const find = (zone: string): FromLocal | undefined => {
  try {
    return localTimesOf(zone);
  } catch {
    return undefined;
  }
};

/** Reads local times of each zone, which is compiled once; undefined for an unknown zone. */
export const zonesByName = (): ((zone: string) => FromLocal | undefined) => {
  const known = new Map<string, FromLocal | undefined>();
  return (zone) => {
    if (!known.has(zone)) known.set(zone, find(zone));
    return known.get(zone);
  };
};
