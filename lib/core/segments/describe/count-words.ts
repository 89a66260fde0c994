import type { Operators } from '../language/language.ts';
import { listed } from './duration-words.ts';
import type { EventWords } from './event-words.ts';
import { anyOfWords, valueWords } from './value-words.ts';

type Comparison = 'eq' | 'ne' | 'gt' | 'gte' | 'lt' | 'lte' | 'in' | 'notIn';

/** A number is always there, so that of each comparison or its contrary one holds. */
const contraries: Readonly<Record<Comparison, Comparison>> = {
  eq: 'ne',
  ne: 'eq',
  gt: 'lte',
  lte: 'gt',
  gte: 'lt',
  lt: 'gte',
  in: 'notIn',
  notIn: 'in',
};

const quantities: Readonly<Record<Comparison, string>> = {
  eq: 'exactly',
  ne: 'any number but',
  gt: 'more than',
  gte: 'at least',
  lt: 'fewer than',
  lte: 'at most',
  in: 'exactly',
  notIn: 'any number but',
};

type Quantity = readonly [Comparison, operand: unknown];

const isComparison = (name: string): name is Comparison => Object.hasOwn(contraries, name);
const isNumeric = ([, operand]: readonly [string, unknown]): boolean =>
  [operand].flat().every((number) => typeof number === 'number');

/** `no purchase` and `a purchase` for the two ends of counting. */
const plainly = ([name, operand]: Quantity, { some, one }: EventWords): string | undefined => {
  const key = `${name} ${String(operand)}`;
  if (['lt 1', 'lte 0', 'eq 0'].includes(key)) return `no ${one}`;
  return ['gte 1', 'gt 0', 'ne 0'].includes(key) ? some : undefined;
};

const quantityWords = ([name, operand]: Quantity): string =>
  `${quantities[name]} ${Array.isArray(operand) ? anyOfWords(operand, 'plain') : valueWords(operand, 'plain')}`;

/** The comparisons asked for, or their contraries; none where something else than a number is asked for. */
const quantitiesOf = (times: Operators, holds: boolean): readonly Quantity[] => {
  const asked: readonly (readonly [string, unknown])[] = Object.entries(times);
  const said = asked.flatMap(([name, operand]): Quantity[] =>
    isComparison(name) ? [[holds ? name : contraries[name], operand]] : [],
  );
  return said.length === asked.length && asked.every(isNumeric) ? said : [];
};

/** How many there are: `at least 3 purchases`, `no purchase`; undefined where what is asked of the number is none of that. */
export const countWords = (times: Operators, events: EventWords, holds: boolean): string | undefined => {
  const said = quantitiesOf(times, holds);
  const [only, second] = said;
  if (!only) return undefined;
  const plain = second ? undefined : plainly(only, events);
  const noun = said.at(-1)?.[1] === 1 ? events.one : events.many;
  return plain ?? `${listed(said.map(quantityWords), holds ? 'and' : 'or')} ${noun}`;
};
