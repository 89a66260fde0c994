import type { TraitOperators } from '../language/language.ts';
import { durationWords, listed } from './duration-words.ts';
import { anyOfWords, valueWords, type Unit } from './value-words.ts';

/** What is compared. */
export interface Subject {
  readonly label: string;
  readonly unit: Unit;
  /** Several words, and so "are" and "include". */
  readonly isList: boolean;
  /** Known to have a value that can be compared, so that of "less" and "at least" one is the case. */
  readonly isKnown?: boolean;
}

const verbs = {
  is: { one: ['is', 'is not'], many: ['are', 'are not'] },
  was: { one: ['was', 'was not'], many: ['were', 'were not'] },
  contains: { one: ['contains', 'does not contain'], many: ['include', 'do not include'] },
  'starts with': { one: ['starts with', 'does not start with'], many: ['start with', 'do not start with'] },
} as const;

type Words = readonly [verb: keyof typeof verbs, rest: string];
type Say = (operand: never, unit: Unit) => Words;

const comparing =
  (words: string): Say =>
  (operand: unknown, unit) => ['is', `${words}${valueWords(operand, unit)}`];

const sayings: { readonly [Name in keyof Required<TraitOperators>]: Say } = {
  eq: comparing(''),
  ne: comparing('other than '),
  gt: comparing('above '),
  gte: comparing('at least '),
  lt: comparing('below '),
  lte: comparing('at most '),
  in: (operands: readonly unknown[], unit) => ['is', anyOfWords(operands, unit)],
  notIn: (operands: readonly unknown[], unit) => ['is', `other than ${anyOfWords(operands, unit)}`],
  contains: (operand: unknown, unit) => ['contains', valueWords(operand, unit)],
  startsWith: (operand: unknown, unit) => ['starts with', valueWords(operand, unit)],
  exists: (operand: boolean) => ['is', operand ? 'known' : 'unknown'],
  olderThan: (duration: string) => ['was', `at least ${durationWords(duration)} ago`],
  newerThan: (duration: string) => ['was', `less than ${durationWords(duration)} ago`],
};

type Operator = readonly [name: keyof TraitOperators, operand: unknown];

const contraries: Partial<Readonly<Record<keyof TraitOperators, keyof TraitOperators>>> = {
  gt: 'lte',
  gte: 'lt',
  lt: 'gte',
  lte: 'gt',
  olderThan: 'newerThan',
  newerThan: 'olderThan',
};

const contraryOf = ([name, operand]: Operator): Operator | undefined => {
  const contrary = contraries[name];
  return contrary && [contrary, operand];
};

/** One operator, or its contrary, as a verb and the rest. */
const said = (operator: Operator, { unit, isList, isKnown }: Subject, holds: boolean): readonly [string, string] => {
  const contrary = isKnown && !holds ? contraryOf(operator) : undefined;
  const [name, operand] = contrary ?? operator;
  const [verb, rest] = (sayings[name] as (operand: unknown, unit: Unit) => Words)(operand, unit);
  const [does, doesNot] = verbs[verb][isList ? 'many' : 'one'];
  return [holds || contrary ? does : doesNot, rest];
};

/** What operators say of a subject, `is at least 3 and below 5`, or what their contrary says. */
export const operatorWords = (operators: TraitOperators, subject: Subject, holds: boolean): string => {
  const words = (Object.entries(operators) as unknown as readonly Operator[]).map((operator) =>
    said(operator, subject, holds),
  );
  const texts = words.map(([verb, rest], index) =>
    holds && words[index - 1]?.[0] === verb ? rest : `${verb} ${rest}`,
  );
  return listed(texts, holds ? 'and' : 'or');
};
