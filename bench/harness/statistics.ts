/**
 * The middle one of some numbers, or the mean of the two middle ones.
 *
 * @throws {RangeError} where there are none.
 */
export const median = (values: readonly number[]): number => {
  if (values.length === 0) throw new RangeError('Cannot take the median of numbers: current value is none');
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
};

/** The two measurements of one round, taken one right after the other. */
export type Pair = readonly [ours: number, baseline: number];

/** The medians of the rounds, and the median of their ratios, which a machine that slows down in between does not distort. */
export const compare = (
  pairs: readonly Pair[],
): { readonly ours: number; readonly baseline: number; readonly ratio: number; readonly rounds: number } => ({
  ours: median(pairs.map(([ours]) => ours)),
  baseline: median(pairs.map(([, baseline]) => baseline)),
  ratio: median(pairs.map(([ours, baseline]) => ours / baseline)),
  rounds: pairs.length,
});
