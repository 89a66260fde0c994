/** How many people have each number, by the number in three digits. Plain JSON, as large as there are such numbers, not people. */
export type Spread = Record<string, number>;

/** Whole numbers below 1,000 are exact; of others, more digits would be those of one person. */
const digits = 3;

/** Counts a number of one person. May change the spread it is given. */
export const addToSpread = (spread: Spread, value: number): void => {
  const key = String(Number(value.toPrecision(digits)));
  spread[key] = (spread[key] ?? 0) + 1;
};

/** Adds another spread. May change the first. */
export const mergeSpreads = (one: Spread, other: Spread): void => {
  for (const [key, count] of Object.entries(other)) one[key] = (one[key] ?? 0) + count;
};

/** The number of people. */
export const peopleIn = (spread: Spread): number => Object.values(spread).reduce((sum, count) => sum + count, 0);

/** Of how many the number is 0. */
export const zerosIn = (spread: Spread): number => spread['0'] ?? 0;

/** What half of the people lie between, and the middle one: the smallest numbers that 25, 50 and 75 % do not exceed (nearest rank). */
export interface Quartiles {
  readonly lower: number;
  readonly median: number;
  readonly upper: number;
}

/** The quartiles of at least one person, in three digits. */
export const quartilesOf = (spread: Spread): Quartiles => {
  const sorted = Object.entries(spread)
    .map(([key, count]) => [Number(key), count] as const)
    .sort(([one], [other]) => one - other);
  const people = peopleIn(spread);
  const at = (share: number): number => {
    let reached = 0;
    return sorted.find(([, count]) => (reached += count) >= Math.ceil(share * people))?.[0] ?? 0;
  };
  return { lower: at(0.25), median: at(0.5), upper: at(0.75) };
};
