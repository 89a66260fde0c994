/**
 * A sum that is the same for any order of its terms: the rounded sum and the rest that rounding cut off, or a plain number
 * where there is no rest. Plain JSON.
 */
export type ExactSum = number | readonly [sum: number, rest: number];

const parts = (sum: ExactSum): readonly [number, number] => (typeof sum === 'number' ? [sum, 0] : sum);

const bounded = (value: number): number => Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, value));

/**
 * Adds a term.
 *
 * Two-sum after Knuth (TAOCP 4.2.2, theorem B) with the error carried along: exact while the terms span less than 106
 * bits, so 0.1 added ten times is 1. A sum beyond the largest number stays at the largest number.
 */
export const addExactly = (sum: ExactSum, term: number): ExactSum => {
  const [high, low] = parts(sum);
  const rough = high + term;
  if (!Number.isFinite(rough)) return bounded(rough);
  const back = rough - high;
  const rest = low + (high - (rough - back) + (term - back));
  const rounded = rough + rest;
  const left = rest - (rounded - rough);
  return left === 0 ? rounded : [rounded, left];
};

export const mergeSums = (one: ExactSum, other: ExactSum): ExactSum => {
  const [high, low] = parts(other);
  return addExactly(addExactly(one, high), low);
};

/** The sum as the nearest number. */
export const sumOf = (sum: ExactSum): number => parts(sum)[0];
