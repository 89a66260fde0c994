import { parseDuration } from '../../time/duration.ts';
import type { Instant } from '../../time/instant.ts';
import type { ElapsedTest } from './countdown.ts';
import type { TraitOperators } from '../language/language.ts';

/** Tells whether a value meets every operator at an instant; undefined is an absent value. */
export type ValueTest = (value: unknown, now: Instant) => boolean;

type Ordered = number | string;

/** Only two numbers or two strings have an order. */
const areOrdered = <Operand extends Ordered>(value: unknown, operand: Operand): value is Operand =>
  typeof value === typeof operand;

// Without an offset a time of day would be the machine's own.
const dateOrInstant = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?$/;

/** Reads a trait that is an instant or a date; NaN for anything else, so that no comparison holds. */
export const instantOf = (value: unknown): Instant =>
  typeof value === 'string' && dateOrInstant.test(value) ? Date.parse(value) : Number.NaN;

const lengthOf = (duration: string): number => parseDuration(duration) ?? Number.NaN;

const ageTests = {
  olderThan: (operand: string): ElapsedTest => {
    const length = lengthOf(operand);
    return (elapsed) => elapsed >= length;
  },
  newerThan: (operand: string): ElapsedTest => {
    const length = lengthOf(operand);
    return (elapsed) => elapsed < length;
  },
};

const contains = (value: unknown, operand: unknown): boolean =>
  Array.isArray(value)
    ? value.includes(operand)
    : typeof value === 'string' && typeof operand === 'string' && value.includes(operand);

type Compile = {
  readonly [Name in keyof Required<TraitOperators>]: (operand: Required<TraitOperators>[Name]) => ValueTest;
};

const present = (value: unknown): boolean => value !== undefined;

const compilers: Compile = {
  eq: (operand) => (value) => value === operand,
  ne: (operand) => (value) => present(value) && value !== operand,
  gt: (operand) => (value) => areOrdered(value, operand) && value > operand,
  gte: (operand) => (value) => areOrdered(value, operand) && value >= operand,
  lt: (operand) => (value) => areOrdered(value, operand) && value < operand,
  lte: (operand) => (value) => areOrdered(value, operand) && value <= operand,
  in: (operand) => (value) => operand.some((one) => one === value),
  notIn: (operand) => (value) => present(value) && !operand.some((one) => one === value),
  contains: (operand) => (value) => contains(value, operand),
  startsWith: (operand) => (value) => typeof value === 'string' && value.startsWith(operand),
  exists: (operand) => (value) => present(value) === operand,
  olderThan: (operand) => {
    const test = ageTests.olderThan(operand);
    return (value, now) => test(now - instantOf(value));
  },
  newerThan: (operand) => {
    const test = ageTests.newerThan(operand);
    return (value, now) => test(now - instantOf(value));
  },
};

export const operatorNames = Object.keys(compilers) as readonly (keyof TraitOperators)[];

/** Makes one test of operators that a check has accepted. */
export const compileOperators = (operators: TraitOperators): ValueTest => {
  const tests = Object.entries(operators).map(([name, operand]) =>
    (compilers[name as keyof TraitOperators] as (operand: unknown) => ValueTest)(operand),
  );
  const [only] = tests;
  if (only && tests.length === 1) return only;
  return (value, now) => tests.every((test) => test(value, now));
};

/** The test of operators that ask for an age and nothing else; undefined for others. */
export const compileElapsed = ({ olderThan, newerThan, ...others }: TraitOperators): ElapsedTest | undefined => {
  if (Object.keys(others).length > 0) return undefined;
  const older = olderThan === undefined ? undefined : ageTests.olderThan(olderThan);
  const newer = newerThan === undefined ? undefined : ageTests.newerThan(newerThan);
  return older && newer ? (elapsed) => older(elapsed) && newer(elapsed) : (older ?? newer);
};

/** The durations that operators compare an age with, in milliseconds. */
export const durationsIn = ({ olderThan, newerThan }: TraitOperators): readonly number[] =>
  [olderThan, newerThan].filter((text) => text !== undefined).map(lengthOf);

/** The numbers that operators compare with: between two of them nothing changes. */
export const numbersIn = (operators: TraitOperators): readonly number[] =>
  Object.values(operators)
    .flat()
    .filter((operand): operand is number => typeof operand === 'number');
