import { utcCalendar, type Calendar } from '../../time/calendar.ts';
import { day, lengthOf } from '../../time/duration.ts';
import { instantOf, localDayOf } from '../../time/instant-of.ts';
import { lastInstant, type Instant } from '../../time/instant.ts';
import { isTimesDays, type TimesDays } from '../language/operator.ts';
import {
  comparisonsIn,
  operators,
  type Comparison,
  type OperatorName,
  type OperatorsOn,
  type TraitOperators,
} from '../language/operators.ts';
import { writtenTest } from './operators.ts';

/** Reads a trait of the same person at the instant at which another is tested; undefined where it has no value. */
export type TraitAt = (path: string) => unknown;

/** Operators over a trait, compiled. */
export interface TraitComparison {
  /** @param traitAt - as of `now`; called for the paths in `traits` alone. */
  readonly test: (value: unknown, now: Instant, traitAt: TraitAt) => boolean;
  /**
   * The first instant after another at which time alone may turn the test of a value, while that and the traits that lengths are
   * made of stay as they are; Infinity where it never does. Absent where time alone turns it for no value.
   *
   * @param traitAt - as of `after`.
   */
  readonly nextTurn?: ((value: unknown, after: Instant, traitAt: TraitAt) => Instant) | undefined;
  /** The paths of the traits that lengths are made of. */
  readonly traits: readonly string[];
}

type One = Omit<TraitComparison, 'traits'>;

/** A length in milliseconds; NaN where a trait that it is made of is no number. */
const lengthFrom = (operand: string | TimesDays): ((traitAt: TraitAt) => number) => {
  if (!isTimesDays(operand)) {
    const length = lengthOf(operand);
    return () => length;
  }
  return (traitAt) => {
    const days = traitAt(operand.days);
    return typeof days === 'number' ? Math.round(operand.times * days * day) : Number.NaN;
  };
};

/** The first of some instants after another; Infinity where none can be reached. NaN stands for no instant. */
const firstAfter = (after: Instant, instants: readonly Instant[]): Instant =>
  Math.min(Infinity, ...instants.filter((at) => at > after && at <= lastInstant));

type About<On extends 'instant' | 'date'> = Extract<Comparison, { readonly name: OperatorsOn<On> }>;

const elapsedComparison = ({ name, operand }: About<'instant'>, calendar: Calendar): One => {
  const { test, turns } = operators[name];
  const lengthAt = lengthFrom(operand);
  return {
    test: (value, now, traitAt) => test(lengthAt(traitAt))(now - instantOf(value, calendar)),
    nextTurn: (value, after, traitAt) => {
      const since = instantOf(value, calendar);
      const instants = turns(lengthAt(traitAt)).map((length) => since + length);
      return firstAfter(after, instants);
    },
  };
};

const dateComparison = ({ name, operand }: About<'date'>, calendar: Calendar): One => {
  const lead = lengthOf(operand);
  const test = operators[name].test(lead, calendar);
  const nextTurn = operators[name].nextTurn(lead, calendar);
  return {
    test: (value, now) => {
      const date = localDayOf(value, calendar);
      return date !== undefined && test(date, now);
    },
    nextTurn: (value, after) => {
      const date = localDayOf(value, calendar);
      return date === undefined ? Infinity : firstAfter(after, [nextTurn(date, after)]);
    },
  };
};

/** The operators that compare two instants as instants. */
const comparing: ReadonlySet<OperatorName> = new Set<OperatorName>(['eq', 'ne', 'gt', 'gte', 'lt', 'lte']);

/** The instant that a comparison is with; undefined where it compares as written. */
const comparedInstant = ({ name, operand }: Comparison, calendar: Calendar): Instant | undefined => {
  if (typeof operand !== 'string' || !comparing.has(name)) return undefined;
  const instant = instantOf(operand, calendar);
  return Number.isNaN(instant) ? undefined : instant;
};

const valueComparison = (comparison: Comparison, { fold }: TraitOperators, calendar: Calendar): One => {
  const asWritten = writtenTest(comparison, fold);
  const instant = comparedInstant(comparison, calendar);
  if (instant === undefined) return { test: asWritten };
  const asInstant = writtenTest({ ...comparison, operand: instant } as Comparison);
  return {
    test: (value, now) => {
      const other = instantOf(value, calendar);
      return Number.isNaN(other) ? asWritten(value, now) : asInstant(other, now);
    },
  };
};

const isAbout = <On extends 'instant' | 'date'>(on: On, comparison: Comparison): comparison is About<On> =>
  operators[comparison.name].on === on;

const compiled = (comparison: Comparison, is: TraitOperators, calendar: Calendar): One => {
  if (isAbout('instant', comparison)) return elapsedComparison(comparison, calendar);
  return isAbout('date', comparison) ? dateComparison(comparison, calendar) : valueComparison(comparison, is, calendar);
};

const earliestTurn = (comparisons: readonly One[]): TraitComparison['nextTurn'] => {
  const turns = comparisons.flatMap(({ nextTurn }) => nextTurn ?? []);
  if (turns.length === 0) return undefined;
  return (value, after, traitAt) => Math.min(...turns.map((nextTurn) => nextTurn(value, after, traitAt)));
};

const testOf = (comparisons: readonly One[]): TraitComparison['test'] => {
  const [only] = comparisons;
  if (only && comparisons.length === 1) return only.test;
  return (value, now, traitAt) => comparisons.every(({ test }) => test(value, now, traitAt));
};

/** The paths of the traits that lengths are made of. */
export const lengthTraits = (is: TraitOperators): readonly string[] =>
  comparisonsIn(is).flatMap(({ operand }) => (isTimesDays(operand) ? operand.days : []));

const isOfFixedLength = (comparison: Comparison): boolean =>
  isAbout('instant', comparison) && typeof comparison.operand === 'string';

/** Whether operators compare neither a value as it is written nor, all of them, the time since an instant with fixed lengths. */
export const needsComparison = (is: TraitOperators): boolean => {
  const comparisons = comparisonsIn(is);
  if (comparisons.some((one) => isAbout('instant', one))) return !comparisons.every(isOfFixedLength);
  return comparisons.some((one) => isAbout('date', one) || comparedInstant(one, utcCalendar) !== undefined);
};

/**
 * Compiles operators over a trait that a check has accepted. Two instants are compared as instants; a date stands for its first
 * local instant.
 */
export const compareTrait = (is: TraitOperators, calendar: Calendar): TraitComparison => {
  const comparisons = comparisonsIn(is).map((comparison) => compiled(comparison, is, calendar));
  return { test: testOf(comparisons), nextTurn: earliestTurn(comparisons), traits: lengthTraits(is) };
};
