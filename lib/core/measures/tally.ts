import { distinctLimit } from './distinct.ts';
import { sortedPosition } from './sorted-position.ts';

/** The number of times each value occurred, sorted by value (UTF-16 code units). Pairs, because a value may be called `__proto__`. Plain JSON. */
export type Tally = readonly (readonly [value: string, count: number])[];

const positionOf = (tally: Tally, value: string): number =>
  sortedPosition(tally.length, (position) => (tally[position] as Tally[number])[0] < value);

/** Counts a value some more times. A new value beyond the first 10,000 different ones is left out. */
export const addToTally = (tally: Tally, value: string, times: number = 1): Tally => {
  const position = positionOf(tally, value);
  const found = tally[position];
  if (found?.[0] === value) return tally.with(position, [value, found[1] + times]);
  return tally.length < distinctLimit ? tally.toSpliced(position, 0, [value, times]) : tally;
};

export const mergeTally = (one: Tally, other: Tally): Tally =>
  other.reduce((tally, [value, count]) => addToTally(tally, value, count), one);

/** The most frequent value, of equally frequent ones the smallest; undefined where nothing was counted. */
export const topOf = (tally: Tally): string | undefined => {
  let top: Tally[number] | undefined;
  for (const counted of tally) if (top === undefined || counted[1] > top[1]) top = counted;
  return top?.[0];
};

/** The `most` most frequent values, most frequent first, of two equally frequent ones the smaller string. */
export const mostFrequent = (tally: Tally, most: number): readonly { value: string; count: number }[] =>
  tally
    .toSorted((one, other) => other[1] - one[1])
    .slice(0, most)
    .map(([value, count]) => ({ value, count }));
