export const day = 86_400_000;

const iso =
  /^(\d{4}-\d{2}-\d{2})T((?:[01]\d|2[0-3]):[0-5]\d)(?::([0-5]\d)(?:\.(\d+))?)?(Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

const daysIn = (year: number, month: number): number =>
  [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;

const isDay = (year: number, month: number, dayOfMonth: number): boolean =>
  dayOfMonth >= 1 && dayOfMonth <= daysIn(year, month);

/** Milliseconds of an offset such as `+02:00`. */
const offset = (zone: string): number =>
  zone === 'Z'
    ? 0
    : (zone.startsWith('-') ? -1 : 1) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2))) * 60_000;

export const isDate = (value: unknown): value is string => {
  const match = typeof value === 'string' ? /^(\d{4})-(\d{2})-(\d{2})$/.exec(value) : null;
  return match !== null && isDay(Number(match[1]), Number(match[2]), Number(match[3]));
};

/** Milliseconds since 1970 of an ISO 8601 instant with offset or `Z`; undefined where it is none. */
export const readInstant = (value: unknown): number | undefined => {
  const match = typeof value === 'string' ? iso.exec(value) : null;
  if (match === null || !isDate(match[1])) return undefined;
  const [, date, minutes, second = '00', fraction = '', zone = 'Z'] = match;
  return Date.parse(`${date}T${minutes}:${second}.${fraction.padEnd(3, '0').slice(0, 3)}Z`) - offset(zone);
};

/** An instant as it is written: UTC with milliseconds. */
export const writeInstant = (instant: number): string => new Date(instant).toISOString();

/** Milliseconds of an ISO 8601 duration of fixed length. */
export const readDuration = (duration: string): number => {
  const match = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(duration);
  if (match === null) throw new Error(`Cannot read duration as ISO 8601: current value is ${duration}`);
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((part) => Number(part ?? 0));
  return (weeks * 7 + days) * day + (hours * 3600 + minutes * 60 + seconds) * 1000;
};
