/** The percentiles that are kept, 1 to 99. */
const percentiles = Array.from({ length: 99 }, (_, index) => index + 1);

/**
 * The 99 percentiles of some values by nearest rank: the smallest value that at least so many per cent do not exceed.
 *
 * @param values - at least one; they are sorted.
 */
export const quantilesOf = (values: Float64Array): readonly number[] => {
  values.sort();
  // In whole numbers, since 0.07 * 100 is more than 7.
  return percentiles.map((percentile) => values[Math.ceil((percentile * values.length) / 100) - 1] as number);
};
