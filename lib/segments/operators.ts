import { parseDuration } from '../time/duration.ts';
import type { Instant } from '../time/instant.ts';
import type { TraitOperators } from './language.ts';

/** Tells whether a value meets every operator at an instant; undefined is an absent value. */
export type ValueTest = (value: unknown, now: Instant) => boolean;

type Ordering = 'gt' | 'gte' | 'lt' | 'lte';

const orders: Record<Ordering, (one: number | string, other: number | string) => boolean> = {
  gt: (one, other) => one > other,
  gte: (one, other) => one >= other,
  lt: (one, other) => one < other,
  lte: (one, other) => one <= other,
};

const ordering =
  (name: Ordering) =>
  (operand: number | string): ValueTest => {
    const holds = orders[name];
    const type = typeof operand;
    return (value) => typeof value === type && holds(value as number | string, operand);
  };

// Without an offset a time of day would be the machine's own.
const dateOrInstant = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?$/;

/** Reads a trait that is an instant or a date; NaN for anything else, so that no comparison holds. */
export const instantOf = (value: unknown): Instant =>
  typeof value === 'string' && dateOrInstant.test(value) ? Date.parse(value) : Number.NaN;

/** Compares the age of an instant with a duration; false for NaN. */
type AgeTest = (instant: Instant, now: Instant) => boolean;

const lengthOf = (duration: string): number => parseDuration(duration) ?? Number.NaN;

const ageTests = {
  olderThan: (operand: string): AgeTest => {
    const length = lengthOf(operand);
    return (instant, now) => now - instant >= length;
  },
  newerThan: (operand: string): AgeTest => {
    const length = lengthOf(operand);
    return (instant, now) => now - instant < length;
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
  gt: ordering('gt'),
  gte: ordering('gte'),
  lt: ordering('lt'),
  lte: ordering('lte'),
  in: (operand) => (value) => operand.some((one) => one === value),
  notIn: (operand) => (value) => present(value) && !operand.some((one) => one === value),
  contains: (operand) => (value) => contains(value, operand),
  startsWith: (operand) => (value) => typeof value === 'string' && value.startsWith(operand),
  exists: (operand) => (value) => present(value) === operand,
  olderThan: (operand) => {
    const test = ageTests.olderThan(operand);
    return (value, now) => test(instantOf(value), now);
  },
  newerThan: (operand) => {
    const test = ageTests.newerThan(operand);
    return (value, now) => test(instantOf(value), now);
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

/** The test of operators that ask for nothing but an age; undefined where they ask for more. */
export const compileAges = ({ olderThan, newerThan, ...others }: TraitOperators): AgeTest | undefined => {
  if (Object.keys(others).length > 0) return undefined;
  const tests = [
    ...(olderThan === undefined ? [] : [ageTests.olderThan(olderThan)]),
    ...(newerThan === undefined ? [] : [ageTests.newerThan(newerThan)]),
  ];
  return (instant, now) => tests.every((test) => test(instant, now));
};

/** The numbers that operators compare with: between two of them nothing changes. */
export const numbersIn = (operators: TraitOperators): readonly number[] =>
  Object.values(operators)
    .flat()
    .filter((operand): operand is number => typeof operand === 'number');
