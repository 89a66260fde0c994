import { aggregates, type Aggregate, type Catalogue, type Condition, type Performed } from './catalogue.ts';
import type { Step, Where } from './catalogue.ts';
import type { Fields } from './event-forms.ts';
import { byTime, type Fact } from './facts.ts';
import { readDuration } from './instants.ts';
import { meets } from './operators.ts';
import { stepsOf, valuesAt } from './paths.ts';

/** What a condition is asked of: the events of a person and its traits at `now`, and the segments decided so far. */
export interface Question {
  readonly catalogue: Catalogue;
  readonly facts: readonly Fact[];
  readonly traits: Fields;
  readonly members: ReadonlySet<string>;
  readonly now: number;
}

/** What is counted: an event, or with `each` one element of its list. */
interface Match {
  readonly fact: Fact;
  readonly element?: unknown;
}

/** Fields are looked up in the element, then in the event. */
const fieldValues = ({ fact, element }: Match, field: string): unknown[] => {
  const path = stepsOf(field);
  const inElement = valuesAt(element, path);
  return inElement.length > 0 ? inElement : valuesAt(fact.detail, path);
};

const fits = (match: Match, where: Where = {}): boolean =>
  Object.entries(where).every(([field, is]) => {
    const values = fieldValues(match, field);
    return values.length === 0 ? meets(undefined, is, 0) : values.some((value) => meets(value, is, 0));
  });

const elementsOf = (fact: Fact): Match[] =>
  valuesAt(fact.detail, ['items'])
    .flat()
    .map((element) => ({ fact, element }));

const inWindow = (t: number, within: string | undefined, now: number): boolean =>
  t <= now && (within === undefined || now - readDuration(within) < t);

/** Everything that a `performed` counts at `now`, oldest first. */
const matches = ({ performed, where, each, within }: Performed, { facts, now }: Question): Match[] =>
  facts
    .filter((fact) => fact.type === performed && inWindow(fact.t, within, now))
    .toSorted(byTime)
    .flatMap((fact): Match[] => (each ? elementsOf(fact) : [{ fact }]))
    .filter((match) => fits(match, where));

/** Each money field with the field of its currency. */
const moneyFields = new Map([
  ...['total', 'discount', 'amount', 'unitPrice', 'items.unitPrice'].map((field) => [field, 'currency'] as const),
  ['traits.demographic.income.amount', 'traits.demographic.income.currency'],
]);

const sumOf = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

const reduceNumbers: Partial<Record<Aggregate, (numbers: readonly number[]) => number | undefined>> = {
  sum: sumOf,
  avg: (numbers) => (numbers.length === 0 ? undefined : sumOf(numbers) / numbers.length),
  min: (numbers) => (numbers.length === 0 ? undefined : Math.min(...numbers)),
  max: (numbers) => (numbers.length === 0 ? undefined : Math.max(...numbers)),
};

const reduceValues = (aggregate: Aggregate, values: readonly unknown[]): unknown => {
  if (aggregate === 'uniqueCount') return new Set(values).size;
  if (aggregate === 'first') return values[0];
  if (aggregate === 'last') return values.at(-1);
  return reduceNumbers[aggregate]?.(values.filter((value) => typeof value === 'number'));
};

const aggregateOf = (condition: Performed): Aggregate | undefined =>
  aggregates.find((aggregate) => condition[aggregate] !== undefined);

const measured = (condition: Performed, question: Question): unknown => {
  const found = matches(condition, question);
  const aggregate = aggregateOf(condition);
  if (aggregate === undefined) return found.length;
  const field = condition[aggregate] ?? '';
  const currency = moneyFields.get(field);
  const counted =
    currency === undefined
      ? found
      : found.filter((match) => fieldValues({ fact: match.fact }, currency).includes(question.catalogue.currency));
  return reduceValues(
    aggregate,
    counted.flatMap((match) => fieldValues(match, field).flat()),
  );
};

const timesOf = ({ performed, where }: Step, { facts }: Question): number[] =>
  facts.filter((fact) => fact.type === performed && fits({ fact }, where)).map(({ t }) => t);

const followed = (condition: Performed & { followedBy: Step }, question: Question): boolean => {
  const { now } = question;
  const later = timesOf(condition.followedBy, question).filter((b) => b <= now);
  return timesOf(condition, question)
    .filter((a) => inWindow(a, condition.within, now))
    .some((a) => later.some((b) => a < b));
};

const notFollowed = (condition: Performed & { notFollowedBy: Step }, question: Question): boolean => {
  const { now } = question;
  const inside = timesOf(condition, question).filter((t) => inWindow(t, condition.within, now));
  if (inside.length === 0) return false;
  const newest = Math.max(...inside);
  if (newest + readDuration(condition.for ?? 'PT0S') > now) return false;
  return !timesOf(condition.notFollowedBy, question).some((b) => newest < b && b <= now);
};

const wasPerformed = (condition: Performed, question: Question): boolean => {
  const { followedBy, notFollowedBy } = condition;
  if (followedBy !== undefined) return followed({ ...condition, followedBy }, question);
  if (notFollowedBy !== undefined) return notFollowed({ ...condition, notFollowedBy }, question);
  const is = (aggregateOf(condition) === undefined ? condition.times : condition.is) ?? { gte: 1 };
  return meets(measured(condition, question), is, question.now);
};

/** Whether a condition holds at an instant, read off the whole list of events. */
export const holds = (condition: Condition, question: Question): boolean => {
  if ('all' in condition) return condition.all.every((part) => holds(part, question));
  if ('any' in condition) return condition.any.some((part) => holds(part, question));
  if ('not' in condition) return !holds(condition.not, question);
  if ('segment' in condition) return question.members.has(condition.segment);
  if ('performed' in condition) return wasPerformed(condition, question);
  return meets(valuesAt(question.traits, stepsOf(condition.trait))[0], condition.is, question.now);
};
