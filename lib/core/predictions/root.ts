/** An interval at whose ends a function has values on both sides of 0. */
export interface Bracket {
  readonly from: number;
  readonly to: number;
}

/** More halvings than a double has digits. */
const mostSteps = 120;

interface Point {
  readonly at: number;
  readonly value: number;
}

/** How far from the first point to the second a straight line meets 0; half where a value is infinite. */
const straightStep = (one: Point, two: Point): number =>
  Number.isFinite(one.value) && Number.isFinite(two.value) ? one.value / (one.value - two.value) : 1 / 2;

/** How far from the first point to the second inverse quadratic interpolation of three would step; half where it is not to be trusted. */
const stepInto = (one: Point, two: Point, three: Point): number => {
  const place = (one.at - two.at) / (three.at - two.at);
  const height = (one.value - two.value) / (three.value - two.value);
  if (!(height ** 2 < place && (1 - height) ** 2 < 1 - place)) return 1 / 2;
  const [below, above, across] = [two.value - one.value, three.value - two.value, three.value - one.value];
  const curved = (((three.at - one.at) / (two.at - one.at)) * (one.value / across) * two.value) / above;
  return (one.value / below) * (three.value / -above) + curved;
};

/**
 * Where a function meets 0, within a tolerance: inverse quadratic interpolation where that is safe, halving where it is not
 * (Chandrupatla 1997). Infinite values are halved away.
 */
export const rootIn = (valueAt: (at: number) => number, { from, to }: Bracket, tolerance: number): number => {
  let one: Point = { at: to, value: valueAt(to) };
  let two: Point = { at: from, value: valueAt(from) };
  let share = straightStep(one, two);
  for (let step = 0; step < mostSteps && Math.abs(two.at - one.at) > tolerance; step += 1) {
    const least = tolerance / (2 * Math.abs(two.at - one.at));
    const at = one.at + Math.min(1 - least, Math.max(least, share)) * (two.at - one.at);
    const value = valueAt(at);
    if (value === 0) return at;
    const isBeyond = value > 0 !== one.value > 0;
    const three = isBeyond ? two : one;
    if (isBeyond) two = one;
    one = { at, value };
    share = stepInto(one, two, three);
  }
  return Math.abs(one.value) < Math.abs(two.value) ? one.at : two.at;
};

/** Secants that have not met by now will not. */
const mostSecants = 12;

/**
 * Where a function that is nearly a straight line meets 0, by secants from a guess and the slope there; NaN where they do not meet it
 * soon, within the bracket.
 */
export const rootNear = (
  valueAt: (at: number) => number,
  guess: { readonly at: number; readonly slope: number } & Bracket,
  tolerance: number,
): number => {
  const isInside = (place: number): boolean => place >= guess.from && place <= guess.to;
  // Where a trait hardly falls, the guess may be beyond all numbers.
  if (!isInside(guess.at)) return Number.NaN;
  let { at } = guess;
  let value = valueAt(at);
  let step = -value / guess.slope;
  // How much of the last step is left after it. Each step leaves far less than the one before.
  let left = 1;
  for (let count = 0; count < mostSecants && Math.abs(step * left) > tolerance; count += 1) {
    const before = value;
    at += step;
    if (!isInside(at)) return Number.NaN;
    value = valueAt(at);
    left = -value / (value - before);
    step *= left;
  }
  return Math.abs(step * left) <= tolerance ? at + step : Number.NaN;
};
