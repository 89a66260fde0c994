import type { Operands, Verb } from '../language/operator.ts';
import {
  comparisonsIn,
  operators,
  type Comparison,
  type OperatorName,
  type TraitOperators,
} from '../language/operators.ts';
import { contraries, wordings } from '../language/operator-wordings.ts';
import { durationWords, listed } from './duration-words.ts';
import { anyOfWords, valueWords, type Unit } from './value-words.ts';

/** The value that operators compare, as descriptions speak of it. */
export interface Subject {
  readonly label: string;
  readonly unit: Unit;
  /** Several words, and so "are" and "include". */
  readonly isList: boolean;
  /** Known to have a value that can be compared, so that of "less" and "at least" one is the case. */
  readonly isKnown?: boolean;
}

const inflections: Readonly<
  Record<Verb, { readonly one: readonly [string, string]; readonly many: readonly [string, string] }>
> = {
  is: { one: ['is', 'is not'], many: ['are', 'are not'] },
  was: { one: ['was', 'was not'], many: ['were', 'were not'] },
  contains: { one: ['contains', 'does not contain'], many: ['include', 'do not include'] },
  'starts with': { one: ['starts with', 'does not start with'], many: ['start with', 'do not start with'] },
  'ends with': { one: ['ends with', 'does not end with'], many: ['end with', 'do not end with'] },
};

const durations: ReadonlySet<string> = new Set<keyof Operands>(['duration', 'lead', 'length']);

const isDuration = (name: OperatorName, operand: unknown): operand is string =>
  durations.has(operators[name].operand) && typeof operand === 'string';

const operandWords = ({ name, operand }: Comparison, unit: Unit): string => {
  if (isDuration(name, operand)) return durationWords(operand);
  return Array.isArray(operand) ? anyOfWords(operand, unit) : valueWords(operand, unit);
};

/** One operator, or its contrary, as a verb and the rest. */
const said = (
  comparison: Comparison,
  { unit, isList, isKnown }: Subject,
  holds: boolean,
): readonly [string, string] => {
  const { name } = comparison;
  // "is not 3" reads better than "is other than 3".
  const contrary = isKnown && !holds && operators[name].on !== 'scalar' ? contraries[name] : undefined;
  const [verb, rest] = wordings[contrary ?? name].words(operandWords(comparison, unit));
  const [does, doesNot] = inflections[verb][isList ? 'many' : 'one'];
  return [holds || contrary ? does : doesNot, rest];
};

/** Words for operators over a subject, such as `is at least 3 and below 5`, or for their contrary. */
export const operatorWords = (is: TraitOperators, subject: Subject, holds: boolean): string => {
  const words = comparisonsIn(is).map((comparison) => said(comparison, subject, holds));
  const texts = words.map(([verb, rest], index) =>
    holds && words[index - 1]?.[0] === verb ? rest : `${verb} ${rest}`,
  );
  return listed(texts, holds ? 'and' : 'or');
};
