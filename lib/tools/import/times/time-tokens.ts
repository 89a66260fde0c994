/** A part of a time, as a capturing group of the expression that reads it. */
type Part = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second' | 'half' | 'offset' | 'seconds' | 'milliseconds';

/** The captured texts of a time, by part; `fraction` belongs to `second`. */
export type TimeParts = Readonly<Partial<Record<Part | 'fraction', string>>>;

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;
const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

const short = (names: readonly string[]): string => names.map((name) => name.slice(0, 3)).join('|');

const two = String.raw`\d{2}`;
const oneOrTwo = String.raw`\d{1,2}`;

const group = (part: Part, pattern: string): string => `(?<${part}>${pattern})`;

/** The expression of each token; longer tokens come first, so that they are found first. */
const tokens: Readonly<Record<string, string>> = {
  YYYY: group('year', String.raw`\d{4}`),
  YY: group('year', two),
  MMMM: group('month', months.join('|')),
  // September is also written with four letters; a full stop may follow a short name.
  MMM: String.raw`${group('month', `${short(months)}|Sept`)}\.?`,
  MM: group('month', two),
  M: group('month', oneOrTwo),
  Do: String.raw`${group('day', oneOrTwo)}(?:st|nd|rd|th)`,
  DD: group('day', two),
  D: group('day', oneOrTwo),
  dddd: `(?:${weekdays.join('|')})`,
  ddd: `(?:${short(weekdays)})`,
  HH: group('hour', two),
  H: group('hour', oneOrTwo),
  hh: group('hour', two),
  h: group('hour', oneOrTwo),
  mm: group('minute', two),
  ss: String.raw`${group('second', two)}(?:\.(?<fraction>\d{1,9}))?`,
  A: group('half', '[ap]m'),
  Z: group('offset', String.raw`Z|UTC|GMT|[+-]\d{2}:?\d{2}`),
  // Too few digits for milliseconds to be taken for seconds.
  X: group('seconds', String.raw`-?\d{1,11}(?:\.\d{1,9})?`),
  x: group('milliseconds', String.raw`-?\d{1,14}`),
};

const anyToken = new RegExp(`${Object.keys(tokens).join('|')}|[^]`, 'g');

const literal = (character: string): string => character.replace(/[\\^$.*+?()[\]{}|]/, String.raw`\$&`);

const namesDay = (pattern: string): boolean =>
  ['<year>', '<month>', '<day>'].every((part) => pattern.includes(part)) || /<(?:milli)?seconds>/.test(pattern);

/**
 * Compiles a format into the expression that reads its times; letter case does not matter.
 *
 * @throws {RangeError} when the format repeats a part, or names neither a whole date nor a count since 1970.
 */
export const timeExpression = (format: string): RegExp => {
  const pattern = format.replaceAll(anyToken, (token) => tokens[token] ?? literal(token));
  const parts = pattern.match(/\(\?<\w+>/g) ?? [];
  if (namesDay(pattern) && new Set(parts).size === parts.length) return new RegExp(`^${pattern}$`, 'i');
  throw new RangeError(
    `Cannot read "${format}" as a time format: it must name YYYY or YY, M to MMMM, and D, DD or Do, or X or x, each part once`,
  );
};

/** The number of a month, from 1, by its number or the beginning of its English name. */
export const monthNumber = (text: string): number => {
  if (/^\d/.test(text)) return Number(text);
  const beginning = text.slice(0, 3).toLowerCase();
  return months.findIndex((name) => name.slice(0, 3).toLowerCase() === beginning) + 1;
};

/** First of the years that two digits can mean, as POSIX has it: 69 is 1969, 68 is 2068. */
const firstOfCentury = 1969;

/** The year of four digits, or of two, which mean a year from 1969 to 2068. */
export const yearNumber = (text: string): number => {
  const year = Number(text);
  if (text.length > 2) return year;
  return 1900 + year < firstOfCentury ? 2000 + year : 1900 + year;
};
