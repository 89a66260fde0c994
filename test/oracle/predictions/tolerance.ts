/** An instant at which time alone turns a comparison, and those at which another implementation may say that it does. */
export interface Flip {
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** The first whole number in (from, to] for which something holds that holds from it on up to `to`. */
export const firstWhere = (holds: (of: number) => boolean, from: number, to: number): number => {
  let [before, after] = [from, to];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (holds(middle)) after = middle;
    else before = middle;
  }
  return after;
};

/** Over how many milliseconds, up to a limit, a value is the same to anybody. */
const reach = (isSame: (distance: number) => boolean, limit: number): number => {
  if (isSame(limit)) return limit;
  let far = 1;
  while (far < limit && isSame(far)) far *= 2;
  return firstWhere((distance) => !isSame(distance), 0, Math.min(far, limit)) - 1;
};

const longest = 40_000 * 86_400_000;

type ValueAt = (instant: number) => number | undefined;

/**
 * What two implementations may differ by: a millisecond, or the time in which the value moves by 1e-12 of itself, or of 1.
 *
 * @param since - the value is not there before.
 */
export const toleranceOf = (at: number, valueAt: ValueAt, since: number): Flip => {
  const value = valueAt(at) ?? Number.NaN;
  const isSame = (instant: number): boolean =>
    Math.abs((valueAt(instant) ?? Number.NaN) - value) <= 1e-12 * Math.max(1, Math.abs(value));
  return {
    at,
    from:
      at -
      Math.max(
        1,
        reach((distance) => isSame(at - distance), at - since),
      ),
    to:
      at +
      Math.max(
        1,
        reach((distance) => isSame(at + distance), longest),
      ),
  };
};
