/** An interval at whose ends a function has values on both sides of 0. */
export interface Bracket {
  readonly from: number;
  readonly to: number;
}

/** More halvings than a double has digits. */
const mostSteps = 120;

/** How far into the bracket inverse quadratic interpolation of three points would step; half where it is not to be trusted. */
const stepInto = (points: readonly [number, number, number], values: readonly [number, number, number]): number => {
  const [a, b, c] = points;
  const [atA, atB, atC] = values;
  const place = (a - b) / (c - b);
  const height = (atA - atB) / (atC - atB);
  if (!(height ** 2 < place && (1 - height) ** 2 < 1 - place)) return 1 / 2;
  return (atA / (atB - atA)) * (atC / (atB - atC)) + (((c - a) / (b - a)) * (atA / (atC - atA)) * atB) / (atC - atB);
};

/**
 * Where a function meets 0, within a tolerance: inverse quadratic interpolation where that is safe, halving where it is not
 * (Chandrupatla 1997). Infinite values are halved away.
 */
export const rootIn = (valueAt: (at: number) => number, { from, to }: Bracket, tolerance: number): number => {
  let [a, b, c] = [to, from, to];
  let [atA, atB, atC] = [valueAt(a), valueAt(b), Number.NaN];
  // The first step is that of a straight line.
  let share = Number.isFinite(atA) && Number.isFinite(atB) ? atA / (atA - atB) : 1 / 2;
  for (let step = 0; step < mostSteps && Math.abs(b - a) > tolerance; step += 1) {
    const least = tolerance / (2 * Math.abs(b - a));
    const at = a + Math.min(1 - least, Math.max(least, share)) * (b - a);
    const value = valueAt(at);
    if (value === 0) return at;
    [c, atC] = [a, atA];
    if (value > 0 !== atA > 0) [c, b, atC, atB] = [b, a, atB, atA];
    [a, atA] = [at, value];
    share = stepInto([a, b, c], [atA, atB, atC]);
  }
  return Math.abs(atA) < Math.abs(atB) ? a : b;
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
