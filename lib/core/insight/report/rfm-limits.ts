import { number } from '../../number-words.ts';

/** The ends of a score in words, from four ascending limits. */
type Limits = readonly number[];

const days = (count: number): string => `${number(count)} ${count === 1 ? 'day' : 'days'}`;

/** How long ago the last order of a score of recency was: `less than 30 days ago` for 5, `240 days ago or more` for 1. */
export const recencyWords = (score: number, limits: Limits): string => {
  const [from, to] = [limits[limits.length - score], limits[limits.length - score + 1]];
  if (from === undefined) return `less than ${days(to ?? 0)} ago`;
  return to === undefined ? `${days(from)} ago or more` : `${number(from)} to ${days(to)} ago`;
};

/** How many orders a score of frequency stands for: `1 order` for 1, `16 or more` for 5. */
export const frequencyWords = (score: number, limits: Limits): string => {
  const [from = 1, to] = [limits[score - 2], limits[score - 1]];
  if (to === undefined) return `${number(from)} or more`;
  const last = to - 1;
  if (last <= from) return `${number(from)} ${from === 1 ? 'order' : 'orders'}`;
  return `${number(from)} to ${number(last)}`;
};
