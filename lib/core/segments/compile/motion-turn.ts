import type { Course } from '../../predictions/course.ts';
import { firstTurned, type Stretch } from '../../predictions/crossing.ts';
import { lastInstant, type Instant } from '../../time/instant.ts';
import type { Comparison } from '../language/operators.ts';
import type { MovingValue } from './moving-value.ts';

/** A number that a value reaches from below or, where it is strict, passes. */
export interface Limit {
  readonly number: number;
  readonly isStrict: boolean;
}

/** The operators that hold or fail with whether a number is reached, and with whether it is passed. */
const asked: Readonly<Record<string, readonly boolean[]>> = { gte: [false], lt: [false], gt: [true], lte: [true] };

/** The limits at which comparisons of a number turn. */
export const limitsOf = (comparisons: readonly Comparison[]): readonly Limit[] =>
  comparisons.flatMap(({ name, operand }) =>
    typeof operand === 'number' ? (asked[name] ?? []).map((isStrict) => ({ number: operand, isStrict })) : [],
  );

const zeros: readonly Limit[] = [false, true].map((isStrict) => ({ number: 0, isStrict }));

/** From these on a value is absent. */
const ends: readonly Limit[] = [
  { number: Infinity, isStrict: false },
  { number: -Infinity, isStrict: true },
];

/** A value with the limits at which something turns. */
interface Bounded {
  readonly value: MovingValue;
  readonly limits: readonly Limit[];
}

/** Finds when what is worked out of a predicted trait reaches or leaves its limits. */
export class MotionTurn {
  readonly #asked: Bounded;
  /** Where it leaps, or begins or ceases to be a number: between two such turns it moves as the trait does, or against it. */
  readonly #leaps: readonly Bounded[];

  constructor(value: MovingValue, limits: readonly Limit[]) {
    this.#asked = { value, limits: value.isWorkedOut ? [...limits, ...ends] : limits };
    this.#leaps = value.stages.map(([stage, isDivisor]) => ({
      value: stage,
      limits: [...(isDivisor ? zeros : []), ...(stage.isWorkedOut ? ends : [])],
    }));
  }

  /** The first turn after an instant and up to another; Infinity where there is none. Nothing turns after the year 9999. */
  after(course: Course, after: Instant, until: Instant): Instant {
    const { since } = course;
    const end = Math.min(until, lastInstant);
    // An event may come a little before it happened: then time runs up to the order first.
    const before = after < since ? this.#firstIn(course, { from: after, to: Math.min(since, end) }) : Infinity;
    return before < Infinity ? before : this.#firstIn(course, { from: Math.max(after, since), to: end });
  }

  /** The first turn in a stretch of which the trait at most rises in the beginning, and falls in the end. */
  #firstIn(course: Course, { from, to }: Stretch): Instant {
    let end = to;
    let leap = Infinity;
    for (const stage of this.#leaps) {
      const at = firstCrossing(course, stage, { from, to: end });
      if (at < Infinity) [leap, end] = [at, at - 1];
    }
    return Math.min(leap, firstCrossing(course, this.#asked, { from, to: end }));
  }
}

const isReached = ({ number, isStrict }: Limit, height: number): boolean =>
  isStrict ? height > number : height >= number;

/** A value with a limit, and whether it has reached that in the beginning. */
interface Crossed {
  readonly value: MovingValue;
  readonly limit: Limit;
  readonly before: boolean;
}

/** Mostly no limit is met in a stretch: then nothing is made, and its two ends are evaluated once for all of them. */
const firstCrossing = (course: Course, { value, limits }: Bounded, { from, to }: Stretch): Instant => {
  if (to <= from || limits.length === 0) return Infinity;
  const start = value.of(course.valueAt(from));
  let end = value.of(course.valueAt(to));
  let last = to;
  let first = Infinity;
  for (const limit of limits) {
    const before = isReached(limit, start);
    const isMet = isReached(limit, end) !== before;
    // Once it is above, a trait that rises first only comes back.
    if (!isMet && before === value.isRising) continue;
    const crossed = { value, limit, before };
    const by = isMet ? last : topBeyond(course, crossed, { from, to: last });
    if (by === Infinity) continue;
    first = crossing(course, crossed, { from, to: by });
    last = first;
    end = value.of(course.valueAt(first));
  }
  return first;
};

const hasCrossed = (course: Course, { value, limit, before }: Crossed, now: Instant): boolean =>
  isReached(limit, value.of(course.valueAt(now))) !== before;

/** The turn of a trait that meets a limit on its way there, and again on its way back; Infinity where none does. */
const topBeyond = (course: Course, crossed: Crossed, stretch: Stretch): Instant => {
  const top = course.topAbove(crossed.value.back(crossed.limit.number), stretch);
  return top !== undefined && hasCrossed(course, crossed, top) ? top : Infinity;
};

const crossing = (course: Course, crossed: Crossed, stretch: Stretch): Instant => {
  const guess = course.timeAt(crossed.value.back(crossed.limit.number), stretch);
  return firstTurned((now) => hasCrossed(course, crossed, now), stretch, guess);
};
