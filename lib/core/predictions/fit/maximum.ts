/** A function of several variables with its gradient. */
interface Evaluated {
  readonly value: number;
  readonly gradient: readonly number[];
}

export type Differentiable = (at: readonly number[]) => Evaluated;

type Matrix = readonly (readonly number[])[];

/** Where a search begins: a point, and the inverse Hessian where something is known of it. */
export interface Start {
  readonly at: readonly number[];
  readonly inverse?: Matrix;
}

/** Where a function is the largest, and how large; another search may start from it. */
export interface Maximum extends Required<Start> {
  readonly value: number;
}

const dot = (one: readonly number[], other: readonly number[]): number =>
  one.reduce((sum, element, index) => sum + element * (other[index] as number), 0);

const plus = (one: readonly number[], other: readonly number[], times: number = 1): readonly number[] =>
  one.map((element, index) => element + times * (other[index] as number));

const identity = (size: number): Matrix =>
  Array.from({ length: size }, (_, row) => Array.from({ length: size }, (__, column) => (row === column ? 1 : 0)));

const applied = (matrix: Matrix, vector: readonly number[]): readonly number[] => matrix.map((row) => dot(row, vector));

/** The update of Broyden, Fletcher, Goldfarb and Shanno of an inverse Hessian (Nocedal and Wright 2006, formula 6.17). */
const updated = (inverse: Matrix, step: readonly number[], change: readonly number[]): Matrix => {
  const curvature = dot(step, change);
  if (curvature <= Number.EPSILON) return inverse;
  const moved = applied(inverse, change);
  const factor = (1 + dot(change, moved) / curvature) / curvature;
  return inverse.map((row, i) =>
    row.map((element, j) => {
      const [si, sj, mi, mj] = [step[i], step[j], moved[i], moved[j]] as [number, number, number, number];
      return element + factor * si * sj - (mi * sj + si * mj) / curvature;
    }),
  );
};

const mostSteps = 500;
/** A rise by a smaller part of the value is lost in the rounding of a long sum. */
const negligible = 1e-14;
/** The share of the foretold rise that a step must bring (Armijo). */
const armijo = 1e-4;
/** A step this long in any variable is shortened: variables are logarithms. */
const longestStep = 2;

const bounded = (direction: readonly number[]): readonly number[] => {
  const longest = Math.max(...direction.map(Math.abs));
  return longest > longestStep ? direction.map((element) => (element * longestStep) / longest) : direction;
};

/** Where a search stands: a point with what the function is there, and the inverse Hessian as far as it is known. */
interface Search {
  readonly at: readonly number[];
  readonly now: Evaluated;
  readonly inverse: Matrix;
}

/** Goes along a direction until the function has risen enough; undefined where it does not, as far as rounding lets it be told. */
const climbed = (
  evaluate: Differentiable,
  { at, now }: Search,
  direction: readonly number[],
): Pick<Search, 'at' | 'now'> | undefined => {
  const slope = dot(now.gradient, direction);
  const least = negligible * Math.abs(now.value);
  for (let length = 1; length * slope > least; length /= 2) {
    const next = plus(at, direction, length);
    const reached = evaluate(next);
    if (reached.value >= now.value + armijo * length * slope && Number.isFinite(reached.value)) {
      return { at: next, now: reached };
    }
  }
  return undefined;
};

/** One step of the method; undefined where it leads no higher. */
const stepFrom = (evaluate: Differentiable, search: Search): Search | undefined => {
  const { at, now, inverse } = search;
  const direction = applied(inverse, now.gradient);
  if (dot(direction, now.gradient) <= 0) return undefined;
  const next = climbed(evaluate, search, bounded(direction));
  return (
    next && { ...next, inverse: updated(inverse, plus(next.at, at, -1), plus(now.gradient, next.now.gradient, -1)) }
  );
};

/**
 * Climbs from a point until the gradient is as good as 0, or rounding hides what is left to climb: BFGS with a backtracking
 * line search, which goes straight up where the method leads no higher.
 */
export const maximise = (evaluate: Differentiable, { at, inverse = identity(at.length) }: Start): Maximum => {
  let search: Search = { at, now: evaluate(at), inverse };
  for (let step = 0; step < mostSteps; step += 1) {
    const { value, gradient } = search.now;
    const next = stepFrom(evaluate, search) ?? stepFrom(evaluate, { ...search, inverse: identity(gradient.length) });
    if (next === undefined) break;
    search = next;
    if (next.now.value - value <= negligible * Math.abs(value)) break;
  }
  return { at: search.at, inverse: search.inverse, value: search.now.value };
};

/** The highest of the maxima that are reached from some points. */
export const highestFrom = (evaluate: Differentiable, points: readonly (readonly number[])[]): Maximum =>
  points.map((at) => maximise(evaluate, { at })).reduce((one, other) => (other.value > one.value ? other : one));
