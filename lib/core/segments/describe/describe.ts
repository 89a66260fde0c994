import { clauseOf, type Clause, type Vocabulary } from './clause.ts';
import { listed } from './duration-words.ts';
import type { Condition } from '../language/condition.ts';
import type { CatalogueSource, ConditionSource, Segment } from '../language/language.ts';
import { parseCondition } from '../language/parse-condition.ts';

/** Words for segments: their names, in the catalogue's currency. */
export const vocabularyOf = ({ currency, segments }: CatalogueSource): Vocabulary => {
  const names = new Map(segments.map(({ key, name }) => [key, name ?? key]));
  return { currency, nameOf: (key) => names.get(key) ?? key };
};

interface Group {
  readonly conjunction: 'and' | 'or';
  readonly parts: readonly (Group | Clause)[];
}

const grouped = (conjunction: Group['conjunction'], parts: readonly (Group | Clause)[]): Group | Clause => {
  // Parts joined by the same word need no brackets.
  const flat = parts.flatMap((part) => ('parts' in part && part.conjunction === conjunction ? part.parts : [part]));
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

const bracketed = (part: Group | Clause): string =>
  'parts' in part ? (part.parts.length === 0 ? phrase(part) : `(${phrase(part)})`) : clausePhrase(part);

const clausePhrase = ({ lead, core, isChoice }: Clause): string => (isChoice ? `(${lead} ${core})` : `${lead} ${core}`);

const phrase = (said: Group | Clause): string => {
  if (!('parts' in said)) return `${said.lead} ${said.core}`;
  if (said.parts.length === 0) return said.conjunction === 'and' ? 'whoever they are' : 'of whom there are none';
  return listed(said.parts.map(bracketed), said.conjunction);
};

/**
 * Describes a condition as a clause about customers, such as `whose number of orders is at least 3 and who have no purchase within the last 60
 * days`.
 */
export const describeCondition = (condition: ConditionSource, source: CatalogueSource): string =>
  phrase(sayings(parseCondition(condition), vocabularyOf(source), true));

/**
 * Describes a segment in one or two sentences, for people who do not read conditions.
 *
 * @param source - the catalogue that it is in, for its currency and the names of other segments.
 */
export const describeSegment = (segment: Segment, source: CatalogueSource): string => {
  const consent = segment.requires ? ` Only with consent to ${segment.requires.consent}.` : '';
  const quiet = segment.backfill ? ' Members that a change of this definition brings are not published.' : '';
  return `Customers ${describeCondition(segment.when, source)}.${consent}${quiet}`;
};
