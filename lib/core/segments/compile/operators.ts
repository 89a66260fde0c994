import { parseDuration } from '../../time/duration.ts';
import type { Instant } from '../../time/instant.ts';
import type { ElapsedTest, ValueTest } from '../language/operator.ts';
import { comparisonsIn, operators, type Comparison, type TraitOperators } from '../language/operators.ts';

// Without an offset a time of day would be the machine's own.
const dateOrInstant = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?$/;

/** Reads a trait that is an instant or a date; NaN for anything else, so that no comparison holds. */
export const instantOf = (value: unknown): Instant =>
  typeof value === 'string' && dateOrInstant.test(value) ? Date.parse(value) : Number.NaN;

const lengthOf = (duration: unknown): number => parseDuration(String(duration)) ?? Number.NaN;

const elapsedTest = ({ name, operand }: Comparison): ElapsedTest | undefined => {
  const operator = operators[name];
  return operator.on === 'instant' ? operator.test(lengthOf(operand)) : undefined;
};

const valueTest = (comparison: Comparison): ValueTest => {
  const elapsed = elapsedTest(comparison);
  if (elapsed) return (value, now) => elapsed(now - instantOf(value));
  const { test } = operators[comparison.name] as { readonly test: (operand: unknown) => ValueTest };
  return test(comparison.operand);
};

/** Makes one test of operators that a check has accepted. */
export const compileOperators = (is: TraitOperators): ValueTest => {
  const tests = comparisonsIn(is).map(valueTest);
  const [only] = tests;
  if (only && tests.length === 1) return only;
  return (value, now) => tests.every((test) => test(value, now));
};

/** The test of operators that ask how long ago an instant is, and nothing else; undefined for others. */
export const compileElapsed = (is: TraitOperators): ElapsedTest | undefined => {
  const tests = comparisonsIn(is).map(elapsedTest);
  const asked = tests.filter((test) => test !== undefined);
  if (asked.length < tests.length) return undefined;
  return asked.reduce((one, other) => (elapsed) => one(elapsed) && other(elapsed));
};

/** The lengths that operators compare the time since an instant with, in milliseconds. */
export const durationsIn = (is: TraitOperators): readonly number[] =>
  comparisonsIn(is)
    .filter(({ name }) => operators[name].on === 'instant')
    .map(({ operand }) => lengthOf(operand));

/** The numbers that operators compare with: between two of them no test changes. */
export const numbersIn = (is: TraitOperators): readonly number[] =>
  comparisonsIn(is)
    .flatMap(({ operand }) => operand)
    .filter((operand): operand is number => typeof operand === 'number');
