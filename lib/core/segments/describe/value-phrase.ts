import type { ComputedTraitDefinition, Value } from '../language/condition.ts';
import { measuredWords } from './measured-words.ts';
import { traitSubject, unitOfValue } from './units.ts';
import { valueWords, type Unit } from './value-words.ts';
import type { Vocabulary } from './vocabulary.ts';

const joiners = { plus: 'plus', minus: 'minus', times: 'times', dividedBy: 'divided by' } as const;

/** A number that is worked out, in words; `unit` is that of a bare number. */
const phrase = (value: Value, vocabulary: Vocabulary, unit: Unit): string => {
  switch (value.form) {
    case 'number':
      return valueWords(value.number, unit);
    case 'trait':
      return traitSubject(value.trait, vocabulary).label;
    case 'measured':
      return measuredWords(value, vocabulary.currency).label;
    case 'plus':
    case 'minus': {
      const common = unitOfValue(value, vocabulary);
      return `(${value.parts.map((part) => phrase(part, vocabulary, common)).join(` ${joiners[value.form]} `)})`;
    }
    case 'times':
    case 'dividedBy':
      return `(${value.parts.map((part) => phrase(part, vocabulary, 'plain')).join(` ${joiners[value.form]} `)})`;
    default:
      return value satisfies never;
  }
};

/** A number that is worked out, in words: `(sum of order total over purchases minus sum of refunded amount over refunds)`. */
export const valuePhrase = (value: Value, vocabulary: Vocabulary): string => phrase(value, vocabulary, 'plain');

/** What a computed trait is, in words. */
export const definitionPhrase = (definition: ComputedTraitDefinition, vocabulary: Vocabulary): string =>
  definition.form === 'value'
    ? valuePhrase(definition.value, vocabulary)
    : measuredWords(definition, vocabulary.currency).label;
