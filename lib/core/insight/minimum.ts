/** A number of people as insight may tell it: exactly, or only that it is below the minimum. */
export type Told = number | { readonly below: number };

/** A number of people that has the minimum, where to tell more would tell of fewer: more than `above`. */
export interface KeptBack {
  readonly above: number;
}

/** The fewest people that a figure on what members are like may rest on. */
export const minimumBounds = { usual: 20, lowest: 5 } as const;

/** A number of people, or only that it is below the minimum. */
export const tell = (count: number, minimum: number): Told => (count < minimum ? { below: minimum } : count);

/** Whether a number of people may be told. */
export const isTold = (told: Told): told is number => typeof told === 'number';

/** A number of people in words: `1,234`, or `fewer than 20`. */
export const toldWords = (told: Told): string =>
  isTold(told) ? told.toLocaleString('en') : `fewer than ${told.below.toLocaleString('en')}`;
