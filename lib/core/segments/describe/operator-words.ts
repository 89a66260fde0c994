import { isTimesDays, type TimesDays, type Verb } from '../language/operator.ts';
import { isPercentile } from '../language/percentile.ts';
import { comparisonsIn, operators, type Comparison, type TraitOperators } from '../language/operators.ts';
import { contraries, wordings } from '../language/operator-wordings.ts';
import { durationWords, leadWords, listed } from './duration-words.ts';
import { knownSubject } from './labels.ts';
import { percentileWords } from './percentile-words.ts';
import type { Subject } from './subject.ts';
import { anyOfWords, valueWords } from './value-words.ts';

const inflections: Readonly<
  Record<Verb, { readonly one: readonly [string, string]; readonly many: readonly [string, string] }>
> = {
  is: { one: ['is', 'is not'], many: ['are', 'are not'] },
  has: { one: ['has', 'does not have'], many: ['have', 'do not have'] },
  was: { one: ['was', 'was not'], many: ['were', 'were not'] },
  contains: { one: ['contains', 'does not contain'], many: ['include', 'do not include'] },
  'starts with': { one: ['starts with', 'does not start with'], many: ['start with', 'do not start with'] },
  'ends with': { one: ['ends with', 'does not end with'], many: ['end with', 'do not end with'] },
};

/** A length that differs from one person to the next: `2 times the average number of days between orders`. */
const timesDaysWords = ({ times, days }: TimesDays): string => {
  const { label } = knownSubject(days, '');
  const counted = label.includes('days') ? label : `days of the ${label}`;
  return times === 1 ? `the ${counted}` : `${valueWords(times, 'plain')} times the ${counted}`;
};

const operandWords = ({ name, operand }: Comparison, subject: Subject): string => {
  const { unit } = subject;
  if (isTimesDays(operand)) return timesDaysWords(operand);
  if (isPercentile(operand)) return percentileWords(operand, subject);
  const kind = operators[name].operand;
  if (kind === 'lead') return leadWords(String(operand));
  if (kind === 'duration' || kind === 'length') return durationWords(String(operand));
  return Array.isArray(operand) ? anyOfWords(operand, unit) : valueWords(operand, unit);
};

/** One operator, or its contrary, as a verb and the rest. */
const said = (comparison: Comparison, subject: Subject, holds: boolean): readonly [string, string] => {
  const { isList, isKnown } = subject;
  const { name } = comparison;
  // "is not 3" reads better than "is other than 3".
  const contrary = isKnown && !holds && operators[name].on !== 'scalar' ? contraries[name] : undefined;
  const [verb, rest] = wordings[contrary ?? name].words(operandWords(comparison, subject));
  const [does, doesNot] = inflections[verb][isList ? 'many' : 'one'];
  return [holds || contrary ? does : doesNot, rest];
};

/** Words for operators over a subject, such as `is at least 3 and below 5`, or for their contrary. */
export const operatorWords = (is: TraitOperators, subject: Subject, holds: boolean): string => {
  const words = comparisonsIn(is).map((comparison) => said(comparison, subject, holds));
  const texts = words.map(([verb, rest], index) =>
    holds && words[index - 1]?.[0] === verb ? rest : `${verb} ${rest}`,
  );
  const aside = is.fold ? ' (letter case and accents aside)' : '';
  return `${listed(texts, holds ? 'and' : 'or')}${aside}`;
};
