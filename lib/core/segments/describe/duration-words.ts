import { parseDuration } from '../../time/duration.ts';

const units = { W: 'week', D: 'day', H: 'hour', M: 'minute', S: 'second' } as const;

const part = ([, digits, unit]: RegExpMatchArray): string => {
  const count = Number(digits);
  return `${count} ${units[unit as keyof typeof units]}${count === 1 ? '' : 's'}`;
};

/** Texts as a person lists them: `a, b and c`. */
export const listed = (texts: readonly string[], conjunction: 'and' | 'or'): string =>
  texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')} ${conjunction} ${texts.at(-1)}`;

/** A duration that a check has accepted, as it was written: `1 day and 12 hours` for `P1DT12H`. */
export const durationWords = (duration: string): string =>
  listed([...duration.matchAll(/(\d+)([WDHMS])/g)].map(part), 'and');

/** The stretch of a window: `the last 60 days`, `the last day`. */
export const windowWords = (duration: string): string =>
  `the last ${durationWords(duration).replace(/^1 (?=\w+$)/, '')}`;

/** When an anniversary comes: `today`, `within the next 7 days`. */
export const leadWords = (lead: string): string =>
  parseDuration(lead) === 0 ? 'today' : `within the next ${durationWords(lead)}`;
