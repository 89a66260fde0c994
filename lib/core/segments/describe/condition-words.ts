import { consentGiven, type Condition, type LeafCondition } from '../language/condition.ts';
import type { CatalogueSource, Segment } from '../language/language.ts';
import { parseCondition } from '../language/parse-condition.ts';
import { phraseLeaf } from '../language/phrase.ts';
import { requirementOf } from '../language/requirement.ts';
import { clausePhrase, clauseOf } from './clause.ts';
import { vocabularyOf, type Vocabulary } from './vocabulary.ts';

/** A condition with each part of it in words. Plain JSON. */
export type ConditionWords =
  | { readonly kind: 'all' | 'any'; readonly parts: readonly ConditionWords[] }
  | { readonly kind: 'not'; readonly part: ConditionWords }
  | {
      readonly kind: 'condition';
      /** Where it stands in the segment's `when`, such as `all.1.not`; `when` where it is the whole. */
      readonly path: string;
      /** In short, such as `PurchaseMade within P60D, times >= 1`. */
      readonly condition: string;
      /** As a clause about customers, without the `not` before it: `who have a purchase within the last 60 days`. */
      readonly words: string;
      /** The segment that it refers to. */
      readonly segment?: string;
    };

const leafWords = (condition: LeafCondition, path: string, vocabulary: Vocabulary): ConditionWords => ({
  kind: 'condition',
  path,
  condition: phraseLeaf(condition),
  words: clausePhrase(clauseOf(condition, { ...vocabulary, holds: true })),
  ...(condition.form === 'segment' && { segment: condition.segment }),
});

const wordsOf = (condition: Condition, path: readonly string[], vocabulary: Vocabulary): ConditionWords => {
  const { form } = condition;
  if (form === 'not') return { kind: form, part: wordsOf(condition.part, [...path, form], vocabulary) };
  if (form !== 'all' && form !== 'any') return leafWords(condition, path.join('.') || 'when', vocabulary);
  const parts = condition.parts.map((part, index) => wordsOf(part, [...path, form, String(index)], vocabulary));
  return { kind: form, parts };
};

/** Words for every part of a segment's condition, the consent that it requires among them, as `explainWhole` has them. */
export const conditionWords = (segment: Segment, source: CatalogueSource): ConditionWords => {
  const vocabulary = vocabularyOf(source);
  const words = wordsOf(parseCondition(segment.when), [], vocabulary);
  const requires = requirementOf(segment, source);
  if (requires === undefined) return words;
  const consent = leafWords(consentGiven(requires.consent), 'requires.consent', vocabulary);
  return { kind: 'all', parts: [words, consent] };
};
