import type { Tenth } from '../../predictions/fit/quality/calibration.ts';
import type { Quality } from '../../predictions/fit/quality/quality.ts';

const meanOf = (groups: readonly Tenth[], figure: keyof Tenth): number =>
  groups.reduce((sum, group) => sum + group[figure], 0) / groups.length;

/** Joins neighbouring groups of equal size into so many that differ by one group at most. */
const joined = (groups: readonly Tenth[], count: number): readonly Tenth[] =>
  Array.from({ length: count }, (_, index) => {
    const limits = [index, index + 1].map((limit) => Math.floor((limit * groups.length) / count));
    const own = groups.slice(...limits);
    return { expected: meanOf(own, 'expected'), seen: meanOf(own, 'seen') };
  });

/**
 * How well a model foretold, as it may be told: what a group of customers did is told of no fewer than the minimum, so tenths of a small
 * shop are joined, and nothing is told where all customers are fewer. Of how many customers a model of an earlier version was measured
 * on is not known: it has no groups.
 */
export const toldQuality = (quality: Quality, minimum: number): Quality | undefined => {
  const { calibration, customers } = quality;
  if (customers !== undefined && customers < minimum) return undefined;
  const inEach = Math.ceil((minimum * calibration.length) / (customers ?? 0));
  return { ...quality, calibration: joined(calibration, Math.floor(calibration.length / inEach)) };
};
