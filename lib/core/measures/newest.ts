import { compareOccurrences } from '../time/compare-occurrences.ts';

/** What is kept of an entry that is listed. Plain JSON. */
export type Kept = readonly [t: number, eventId: string, index: number, value: unknown];

const occurrenceOf = ([t, eventId]: Kept) => ({ t, eventId });

/** Elements of one event keep the order of its list; what a visitor did, whose indexes are below 0, is the older. */
const compareIndexes = ([, , one]: Kept, [, , other]: Kept): number =>
  one < 0 === other < 0 ? one - other : other - one;

// Two visitors' events may be equal in all but what they say.
const compareTexts = ([, , , one]: Kept, [, , , other]: Kept): number =>
  JSON.stringify(one) < JSON.stringify(other) ? -1 : 1;

/** Compares two entries: below 0 where the first is listed before, being the newer. */
const compareNewest = (one: Kept, other: Kept): number =>
  compareOccurrences(occurrenceOf(other), occurrenceOf(one)) || compareIndexes(one, other) || compareTexts(one, other);

/** The newest entries, newest first. */
export const newestOf = (all: readonly Kept[], most: number): readonly Kept[] =>
  all.toSorted(compareNewest).slice(0, most);

/** The newest entries of different values, newest first. */
export const newestDistinctOf = (all: readonly Kept[], most: number): readonly Kept[] => {
  const byValue = new Map<string, Kept>();
  for (const one of all.toSorted(compareNewest)) {
    const value = JSON.stringify(one[3]);
    if (byValue.size < most && !byValue.has(value)) byValue.set(value, one);
  }
  return [...byValue.values()];
};
