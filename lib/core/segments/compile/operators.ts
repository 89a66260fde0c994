import { lengthOf } from '../../time/duration.ts';
import { folded } from '../language/fold-text.ts';
import type { ElapsedTest, ValueTest } from '../language/operator.ts';
import {
  comparisonsIn,
  foldableOperators,
  operators,
  type Comparison,
  type TraitOperators,
} from '../language/operators.ts';

const foldable: ReadonlySet<string> = new Set(foldableOperators);

/** The test of an operator that compares values as they are written. */
export const writtenTest = ({ name, operand }: Comparison, fold: boolean = false): ValueTest => {
  const { test } = operators[name] as { readonly test: (operand: unknown) => ValueTest };
  if (!fold || !foldable.has(name)) return test(operand);
  const foldedTest = test(folded(operand));
  return (value, now) => foldedTest(folded(value), now);
};

/** Makes one test of operators on values that a check has accepted, with a number in place of each percentile. */
export const compileOperators = (is: TraitOperators): ValueTest => {
  const tests = comparisonsIn(is).map((comparison) => writtenTest(comparison, is.fold));
  const [only] = tests;
  if (only && tests.length === 1) return only;
  return (value, now) => tests.every((test) => test(value, now));
};

/** Operators on how long ago an instant is, or how far ahead, with lengths that are the same for everybody. */
export interface Elapsed {
  readonly test: ElapsedTest;
  /** The milliseconds after the instant at which the test may turn. */
  readonly turns: readonly number[];
}

const elapsedOf = ({ name, operand }: Comparison): Elapsed | undefined => {
  const operator = operators[name];
  if (operator.on !== 'instant' || typeof operand !== 'string') return undefined;
  const length = lengthOf(operand);
  return { test: operator.test(length), turns: operator.turns(length) };
};

const both = ({ test: one, turns }: Elapsed, { test: other, turns: others }: Elapsed): Elapsed => ({
  test: (elapsed) => one(elapsed) && other(elapsed),
  turns: [...turns, ...others],
});

/** Operators that ask how long ago an instant is, or how far ahead, and nothing else; undefined for others. */
export const compileElapsed = (is: TraitOperators): Elapsed | undefined => {
  const asked: Elapsed[] = [];
  for (const comparison of comparisonsIn(is)) {
    const elapsed = elapsedOf(comparison);
    if (!elapsed) return undefined;
    asked.push(elapsed);
  }
  return asked.reduce(both);
};

/** The numbers that operators compare with: between two of them no test changes. */
export const numbersIn = (is: TraitOperators): readonly number[] =>
  comparisonsIn(is)
    .flatMap(({ operand }): readonly unknown[] => (Array.isArray(operand) ? operand : [operand]))
    .filter((operand): operand is number => typeof operand === 'number');
