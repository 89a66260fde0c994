import { isCalendarDay } from '#events/forms/instant.ts';
import { parseDuration } from '../../time/duration.ts';
import type { During, WindowSource } from '../language/language.ts';
import { durationWords, listed, windowWords } from './duration-words.ts';

const ordinal = (number: number): string => {
  const [ending = 'th'] = [number % 100 > 10 && number % 100 < 14 ? 'th' : ['th', 'st', 'nd', 'rd'][number % 10]];
  return `${number}${ending}`;
};

const recentDays: Readonly<Record<string, string>> = {
  '0 0': 'today',
  '-1 -1': 'yesterday',
  '-1 0': 'today or yesterday',
};

/** Local days, which have words of their own. */
const daysWords = ({ from, to }: During): string => {
  const recent = recentDays[`${from} ${to}`];
  if (recent !== undefined) return recent;
  if (to === 0) return `today or in the ${-from} days before`;
  if (to === -1) return `in the last ${-from} days before today`;
  return from === to
    ? `on the ${ordinal(-from)} day before today`
    : `from the ${ordinal(-to)} to the ${ordinal(-from)} day before today`;
};

const periodsWords = ({ unit, from, to }: During): string => {
  const one = `calendar ${unit}`;
  if (to === 0) {
    if (from === 0) return `in this ${one}`;
    return from === -1 ? `in this ${one} or the one before` : `in this ${one} or the ${-from} before`;
  }
  if (to === -1) return from === -1 ? `in the last ${one}` : `in the last ${-from} complete ${one}s`;
  return from === to
    ? `in the ${ordinal(-from)} ${one} before this one`
    : `from the ${ordinal(-to)} to the ${ordinal(-from)} ${one} before this one`;
};

const duringWords = (during: During): string => (during.unit === 'day' ? daysWords(during) : periodsWords(during));

const isCompound = (words: string): boolean => words.includes(' and ');

/** Two lengths of which the first goes without its unit where the second has the same: `between 90 and 30 days ago`. */
const betweenWords = ([far, near]: readonly [string, string]): string => {
  if (parseDuration(near) === 0) return `within ${windowWords(far)}`;
  const [first, second] = [durationWords(far), durationWords(near)];
  if (isCompound(first) || isCompound(second)) return `from ${first} to ${second} ago`;
  const [count = '', unit = ''] = first.split(' ');
  return `between ${second.endsWith(` ${unit}`) ? count : first} and ${second} ago`;
};

const dayForm = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' });

/** A date in words, or an instant as the date and the clock that it was written by: `1 January 2027, 10:30 +01:00`. */
const momentWords = (moment: string): string => {
  const [date = '', clock] = moment.split('T');
  const day = dayForm.format(new Date(`${date}T00:00:00Z`));
  if (isCalendarDay(moment) || clock === undefined) return day;
  const [, time = '', offset = ''] = /^([\d:.]+)(.+)$/.exec(clock) ?? [];
  return `${day}, ${time.replace(/^(\d\d:\d\d):00(?:\.0+)?$/, '$1')} ${offset === 'Z' ? 'UTC' : offset}`;
};

const movingWords = ({ within, between, during }: WindowSource): string | undefined => {
  if (within !== undefined) return `within ${windowWords(within)}`;
  if (between !== undefined) return betweenWords(between);
  return during && duringWords(during);
};

/** When the events happened, with a space before it: ` within the last 60 days`; nothing where that does not matter. */
export const scopeWords = (window: WindowSource): string => {
  const { since, until } = window;
  const words = [
    movingWords(window),
    since && `since ${momentWords(since)}`,
    until && `before ${momentWords(until)}`,
  ].filter((one) => one !== undefined);
  return words.length === 0 ? '' : ` ${listed(words, 'and')}`;
};
