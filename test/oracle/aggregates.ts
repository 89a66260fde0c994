import { aggregates, type Aggregate, type Measured, type Selection } from './catalogue.ts';
import { compareText } from './facts.ts';
import { fieldValues, matches, type Past } from './matches.ts';

/** What is worked out of events: the events, and the currency in which amounts add up. */
export interface Books extends Past {
  readonly currency: string;
}

/** Each money field with the field of its currency. */
const moneyFields = new Map([
  ...['total', 'discount', 'amount', 'unitPrice', 'items.unitPrice'].map((field) => [field, 'currency'] as const),
  ['traits.demographic.income.amount', 'traits.demographic.income.currency'],
]);

/** The values of a field by event, oldest first, those of lists one by one; amounts in the catalogue's currency alone. */
export const valuesByEvent = (selection: Selection, field: string, books: Books): unknown[][] => {
  const currency = moneyFields.get(field);
  return matches(selection, books).map((found) =>
    found
      .filter(
        ({ fact }) => currency === undefined || fieldValues({ fact }, currency, books.zone).includes(books.currency),
      )
      .flatMap((match) => fieldValues(match, field, books.zone).flat()),
  );
};

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

export const aggregateOf = (of: object): Aggregate | undefined =>
  aggregates.find((aggregate) => Object.hasOwn(of, aggregate));

/** The count of what a selection takes, or its aggregate. */
export const measured = (of: Measured, books: Books): unknown => {
  const aggregate = aggregateOf(of);
  if (aggregate === undefined) return matches(of, books).flat().length;
  return reduceValues(aggregate, valuesByEvent(of, of[aggregate] ?? '', books).flat());
};

const kinds = ['number', 'string', 'boolean'];

/** Numbers before strings, these before booleans; of one kind the smaller first. */
const compareValues = (a: unknown, b: unknown): number => {
  if (typeof a !== typeof b) return kinds.indexOf(typeof a) - kinds.indexOf(typeof b);
  return typeof a === 'string' ? compareText(a, String(b)) : Number(a) - Number(b);
};

/** The value that occurs most often. */
export const mostFrequent = (values: readonly unknown[]): unknown =>
  [...new Set(values)]
    .map((value) => ({ value, count: values.filter((other) => other === value).length }))
    .toSorted((a, b) => b.count - a.count || compareValues(a.value, b.value))[0]?.value;
