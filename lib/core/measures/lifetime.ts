import {
  addDistinct,
  countDistinct,
  digestLimit,
  keptDistinct,
  mergeDistinct,
  noDistinct,
  type Distinct,
} from './distinct.ts';
import { addExactly, mergeSums, sumOf, type ExactSum } from './exact-sum.ts';
import { compareEntries, opaque, type Aggregate, type Entry, type MeasureState } from './measure.ts';

type Steady<State> = Pick<Aggregate<State>, 'add' | 'merge'> & {
  readonly value: (state: State | undefined) => unknown;
  readonly isEstimated?: (state: State | undefined) => boolean;
};

const exact = (): boolean => false;

/** An aggregate without a window: time alone never changes it. */
const steady = <State>({ add, merge, value, isEstimated = exact }: Steady<State>): Aggregate<MeasureState> =>
  opaque<State>({ add, merge, valueAt: value, isApproximate: isEstimated });

export const lifetimeCount = steady<number>({
  add: (count = 0) => count + 1,
  merge: (one, other) => one + other,
  value: (count = 0) => count,
});

export const lifetimeSum = steady<ExactSum>({
  add: (sum = 0, { value }) => addExactly(sum, value as number),
  merge: mergeSums,
  value: (sum = 0) => sumOf(sum),
});

type Average = readonly [sum: ExactSum, count: number];

export const lifetimeAverage = steady<Average>({
  add: ([sum, count] = [0, 0], { value }) => [addExactly(sum, value as number), count + 1],
  merge: ([sum, count], other) => [mergeSums(sum, other[0]), count + other[1]],
  value: (average) => average && sumOf(average[0]) / average[1],
});

const extreme = (pick: (one: number, other: number) => number): Aggregate<MeasureState> =>
  steady<number>({
    add: (found, { value }) => pick(found ?? (value as number), value as number),
    // Not `pick` itself: Math.min and Math.max would take the clock for a third number.
    merge: (one, other) => pick(one, other),
    value: (found) => found,
  });

export const lifetimeMinimum = extreme(Math.min);
export const lifetimeMaximum = extreme(Math.max);

const endmost = (sign: 1 | -1): Aggregate<MeasureState> => {
  const pick = (one: Entry, other: Entry): Entry => (sign * compareEntries(one, other) >= 0 ? one : other);
  return steady<Entry>({
    add: (found, entry) => (found ? pick(found, entry) : entry),
    merge: pick,
    value: (found) => found?.value,
  });
};

export const lifetimeFirst = endmost(-1);
export const lifetimeLast = endmost(1);

/** The number of different values, exact up to `most`, which decides every comparison with a smaller number. */
export const lifetimeUniqueCount = (most: number): Aggregate<MeasureState> => {
  const limit = Math.min(most, digestLimit);
  return steady<Distinct>({
    add: (set = noDistinct, { value }) => addDistinct(set, value, limit),
    merge: (one, other) => mergeDistinct(one, other, limit),
    value: (set = noDistinct) => (limit < digestLimit ? keptDistinct(set) : countDistinct(set)),
    // Of a number that is read itself, and not only compared, it is told.
    isEstimated: (set = noDistinct) => most === Infinity && keptDistinct(set) === digestLimit,
  });
};
