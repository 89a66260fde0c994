import { clauseOf, clausePhrase } from './clause.ts';
import { listed } from './duration-words.ts';
import type { Clause } from './saying.ts';
import { definitionPhrase } from './value-phrase.ts';
import { vocabularyOf, type Vocabulary } from './vocabulary.ts';
import type { Condition } from '../language/condition.ts';
import type { CatalogueSource, ConditionSource, Segment } from '../language/language.ts';
import { parseCondition } from '../language/parse-condition.ts';
import { requirementOf } from '../language/requirement.ts';

interface Group {
  readonly conjunction: 'and' | 'or';
  readonly parts: readonly (Group | Clause)[];
}

const opposite = { and: 'or', or: 'and' } as const;

const isGroup = (said: Group | Clause): said is Group => 'parts' in said;

/** Whether a group is the case for everyone, as an "and" of nothing is, or for no one. */
const isEmpty = (said: Group | Clause, conjunction: Group['conjunction']): boolean =>
  isGroup(said) && said.conjunction === conjunction && said.parts.length === 0;

const grouped = (conjunction: Group['conjunction'], parts: readonly (Group | Clause)[]): Group | Clause => {
  // Parts joined by the same word need no brackets.
  const flat = parts.flatMap((part) => (isGroup(part) && part.conjunction === conjunction ? part.parts : [part]));
  // What is the case for everyone decides an "or", and for no one an "and".
  if (flat.some((part) => isEmpty(part, opposite[conjunction])))
    return { conjunction: opposite[conjunction], parts: [] };
  const [only] = flat;
  return only && flat.length === 1 ? only : { conjunction, parts: flat };
};

/** A condition, or its contrary, in words. `not` is carried down to the leaves, where it can be said plainly. */
const sayings = (condition: Condition, vocabulary: Vocabulary, holds: boolean): Group | Clause => {
  if (condition.form === 'not') return sayings(condition.part, vocabulary, !holds);
  if (condition.form !== 'all' && condition.form !== 'any') return clauseOf(condition, { ...vocabulary, holds });
  return grouped(
    (condition.form === 'all') === holds ? 'and' : 'or',
    condition.parts.map((part) => sayings(part, vocabulary, holds)),
  );
};

const bracketed = (part: Group | Clause): string => {
  if (isGroup(part)) return `(${phrase(part)})`;
  return part.isChoice ? `(${clausePhrase(part)})` : clausePhrase(part);
};

const phrase = (said: Group | Clause): string => {
  if (!isGroup(said)) return clausePhrase(said);
  if (said.parts.length === 0) return said.conjunction === 'and' ? 'whoever they are' : 'of whom there are none';
  return listed(said.parts.map(bracketed), said.conjunction);
};

const saidOf = (condition: ConditionSource, source: CatalogueSource): Group | Clause =>
  sayings(parseCondition(condition), vocabularyOf(source), true);

/**
 * Describes a condition as a clause about customers, such as `whose number of orders is at least 3 and who have no purchase within the last 60
 * days`.
 */
export const describeCondition = (condition: ConditionSource, source: CatalogueSource): string =>
  phrase(saidOf(condition, source));

/**
 * Describes a segment in one or two sentences, for people who do not read conditions.
 *
 * @param source - the catalogue that it is in, for its currency, what holds for all of it, and the names of other segments.
 */
export const describeSegment = (segment: Segment, source: CatalogueSource): string => {
  const requires = requirementOf(segment, source);
  const consent = requires ? ` Only with consent to ${requires.consent}.` : '';
  const quiet = segment.backfill ? ' Members that a change of this definition brings are not published.' : '';
  const said = saidOf(segment.when, source);
  const customers = isEmpty(said, 'and') ? 'Customers,' : 'Customers';
  return `${customers} ${phrase(said)}.${consent}${quiet}`;
};

/** Describes each computed trait of the shop's own in a few words, by name. */
export const describeTraits = (source: CatalogueSource): ReadonlyMap<string, string> => {
  const vocabulary = vocabularyOf(source);
  return new Map(
    [...vocabulary.computed].map(([path, definition]) => [path, definitionPhrase(definition, vocabulary)]),
  );
};
