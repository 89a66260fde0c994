/** The highest score; the lowest is 1. */
const highestScore = 5;

/**
 * The usual eleven regions of the grid of recency and frequency, so cut that Champions and Cannot lose have the scores of the
 * segments of these names in the default catalogue. By recency, the most recent first, and within it by frequency, rarest
 * first.
 */
const regions = [
  ['New', 'Potential loyalists', 'Loyal', 'Champions', 'Champions'],
  ['Promising', 'Potential loyalists', 'Loyal', 'Champions', 'Champions'],
  ['About to sleep', 'Need attention', 'Need attention', 'Loyal', 'Loyal'],
  ['Hibernating', 'Hibernating', 'At risk', 'Cannot lose', 'Cannot lose'],
  ['Lost', 'Lost', 'At risk', 'Cannot lose', 'Cannot lose'],
] as const;

/** The name of a region. */
export type RfmRegion = (typeof regions)[number][number];

/** A square of the grid. */
export interface RfmSquare {
  readonly recency: number;
  readonly frequency: number;
  readonly name: RfmRegion;
}

/** All 25 squares: recency 5 to 1, and within it frequency 1 to 5. */
export const rfmSquares: readonly RfmSquare[] = regions.flatMap((names, row) =>
  names.map((name, column) => ({ recency: highestScore - row, frequency: column + 1, name })),
);

/** The place of a square among them. */
export const squareOf = (recency: number, frequency: number): number =>
  (highestScore - recency) * highestScore + frequency - 1;
