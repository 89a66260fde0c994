import { parseDuration } from '../../time/duration.ts';
import { folded } from '../language/fold-text.ts';
import type { ElapsedTest, ValueTest } from '../language/operator.ts';
import {
  comparisonsIn,
  foldableOperators,
  operators,
  type Comparison,
  type TraitOperators,
} from '../language/operators.ts';

/** A duration that a check has accepted, in milliseconds. */
export const lengthOf = (duration: string): number => parseDuration(duration) ?? Number.NaN;

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

/** An operator on how long ago an instant is, or how far ahead, with a length that is the same for everybody. */
interface Elapsed {
  readonly test: ElapsedTest;
  /** The milliseconds after the instant at which the test turns. */
  readonly turns: readonly number[];
}

const elapsedOf = ({ name, operand }: Comparison): Elapsed | undefined => {
  const operator = operators[name];
  if (operator.on !== 'instant' || typeof operand !== 'string') return undefined;
  const length = lengthOf(operand);
  return { test: operator.test(length), turns: operator.turns(length) };
};

/** The test of operators that ask how long ago an instant is, or how far ahead, and nothing else; undefined for others. */
export const compileElapsed = (is: TraitOperators): ElapsedTest | undefined => {
  const comparisons = comparisonsIn(is);
  const asked = comparisons.flatMap((comparison) => elapsedOf(comparison) ?? []);
  if (asked.length < comparisons.length) return undefined;
  return asked.map(({ test }) => test).reduce((one, other) => (elapsed) => one(elapsed) && other(elapsed));
};

/** The milliseconds after an instant at which operators over it turn. */
export const durationsIn = (is: TraitOperators): readonly number[] =>
  comparisonsIn(is).flatMap((comparison) => elapsedOf(comparison)?.turns ?? []);

/** The numbers that operators compare with: between two of them no test changes. */
export const numbersIn = (is: TraitOperators): readonly number[] =>
  comparisonsIn(is)
    .flatMap(({ operand }): readonly unknown[] => (Array.isArray(operand) ? operand : [operand]))
    .filter((operand): operand is number => typeof operand === 'number');
