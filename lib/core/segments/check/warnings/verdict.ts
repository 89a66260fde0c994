import { parseDuration } from '../../../time/duration.ts';
import type { Operator, Scalar } from '../../language/operator.ts';
import { comparisonsIn, operators, type Comparison, type TraitOperators } from '../../language/operators.ts';
import type { Compared } from './compared.ts';

/** How the value of a form is written in JSON; undefined for forms of several kinds. */
const typeOf: Partial<Readonly<Record<Compared['form'], 'number' | 'string' | 'boolean'>>> = {
  number: 'number',
  money: 'number',
  text: 'string',
  instant: 'string',
  boolean: 'boolean',
};

const isScalarForm = ({ form }: Compared): boolean => form !== 'list' && form !== 'object' && form !== 'any';

/** Whether an operand could equal a value of the compared. */
const couldEqual = (compared: Compared, operand: Scalar): boolean => {
  if (compared.form === 'list' || compared.form === 'object') return false;
  const type = typeOf[compared.form];
  if (type !== undefined && typeof operand !== type) return false;
  return !compared.counts || (typeof operand === 'number' && Number.isInteger(operand) && operand >= 0);
};

const holdsText = ({ form }: Compared): boolean => form === 'any' || typeOf[form] === 'string';

/** Whether operators can hold for some value that is compared, by the values that they are for. */
const isFor: Readonly<Record<Operator['on'], (compared: Compared, operand: unknown) => boolean>> = {
  any: () => true,
  scalar: () => true,
  ordered: ({ form }, operand) => form === 'any' || typeOf[form] === typeof operand,
  text: holdsText,
  'text or list': ({ form }) => form === 'text' || form === 'list' || form === 'any',
  instant: holdsText,
};

/** Whether one comparison alone can hold for some value. */
const isPossible = (compared: Compared, { name, operand }: Comparison): boolean => {
  if (name === 'eq') return couldEqual(compared, operand);
  if (name === 'in') return operand.some((one) => couldEqual(compared, one));
  if (name === 'exists') return operand || !compared.counts;
  return isFor[operators[name].on](compared, operand);
};

const numbersNear = (numbers: readonly number[]): readonly number[] => {
  const sorted = numbers.toSorted((one, other) => one - other);
  const between = sorted.map((one, index) => (one + (sorted[index + 1] ?? one + 2)) / 2);
  const whole = sorted.flatMap((one) => [Math.floor(one) - 1, Math.floor(one), Math.ceil(one), Math.ceil(one) + 1]);
  return [...sorted, ...between, ...whole, 0];
};

/** No text lies between a text and itself followed by the smallest character. */
const textsNear = (texts: readonly string[]): readonly string[] =>
  texts.flatMap((one) => [one, `${one}\u0000`, one.slice(0, -1)]);

/** What comparisons compare with, of a list each of its values. */
export const operandsOf = (comparisons: readonly Comparison[]): readonly unknown[] =>
  comparisons.flatMap(({ operand }): readonly unknown[] =>
    Array.isArray(operand) ? (operand as readonly unknown[]) : [operand],
  );

/**
 * Values at the operands and in each gap between them: one of them meets several comparisons if any value does, since no
 * comparison changes its answer within a gap.
 */
const candidatesFrom = ({ form }: Compared, comparisons: readonly Comparison[]): readonly unknown[] => {
  const operands = operandsOf(comparisons);
  const numbers = operands.filter((one) => typeof one === 'number');
  const texts = operands.filter((one) => typeof one === 'string');
  const all = [...numbersNear(numbers), ...textsNear([...texts, '~']), true, false];
  const type = typeOf[form];
  return type === undefined ? all : all.filter((one) => typeof one === type);
};

const meetsAll = (value: unknown, comparisons: readonly Comparison[]): boolean =>
  comparisons.every(({ name, operand }) => {
    const { test } = operators[name] as { test: (operand: never) => (value: unknown, now: number) => boolean };
    return test(operand as never)(value, Number.NaN);
  });

const fits = ({ counts }: Compared, value: unknown): boolean =>
  !counts || (typeof value === 'number' && Number.isInteger(value) && value >= 0);

const isInstantComparison = ({ name }: Comparison): boolean => name === 'olderThan' || name === 'newerThan';

/** `olderThan` D and `newerThan` E leave room for the ages from D up to E. */
const isAgePossible = ({ olderThan, newerThan }: TraitOperators): boolean =>
  olderThan === undefined ||
  newerThan === undefined ||
  (parseDuration(olderThan) ?? 0) < (parseDuration(newerThan) ?? Infinity);

/** Whether some value meets all of several comparisons; texts and numbers between operands are tried at their edges. */
const arePossible = (compared: Compared, comparisons: readonly Comparison[]): boolean => {
  const others = comparisons.filter((comparison) => !isInstantComparison(comparison));
  const absent = comparisons.some(({ name, operand }) => name === 'exists' && !operand);
  if (absent) return !compared.counts && others.length === comparisons.length && meetsAll(undefined, others);
  const edged = others.filter(({ name }) => !['exists', 'contains', 'startsWith'].includes(name));
  if (edged.length < (compared.counts ? 1 : 2)) return true;
  return candidatesFrom(compared, edged).some((value) => fits(compared, value) && meetsAll(value, edged));
};

/** Whether no value at all can fail: a number of events is never below 0. */
const isCertain = (compared: Compared, comparisons: readonly Comparison[]): boolean =>
  compared.counts &&
  candidatesFrom(compared, comparisons).every((value) => !fits(compared, value) || meetsAll(value, comparisons));

/**
 * Whether a comparison can never hold, or always holds, whatever the value; undefined where that depends on it. It may be
 * silent, but it is never wrong.
 */
export const verdictOf = (compared: Compared, is: TraitOperators): 'never' | 'always' | undefined => {
  const comparisons = comparisonsIn(is);
  const isAlone = comparisons.every((comparison) => isPossible(compared, comparison));
  if (!isAlone || !isAgePossible(is)) return 'never';
  if (isScalarForm(compared) || compared.form === 'any') {
    if (!arePossible(compared, comparisons)) return 'never';
  }
  return isCertain(compared, comparisons) ? 'always' : undefined;
};
