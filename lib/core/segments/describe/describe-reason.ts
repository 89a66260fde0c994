import { clauseOf } from './clause.ts';
import { fieldSubject, traitSubject } from './labels.ts';
import { valueWords, type Unit } from './value-words.ts';
import { wordingOf } from './describe.ts';
import type { Reason } from '../explain/explain.ts';
import type { Aggregated, CatalogueSource, Performed, Segment } from '../language/language.ts';
import type { Operators, TraitOperators } from '../language/operators.ts';
import { leavesOf, type LeafCondition } from '../language/leaves.ts';
import { aggregateOf } from '../language/aggregate.ts';
import { instantOf, numbersIn } from '../compile/operators.ts';
import { phraseLeaf } from '../language/phrase.ts';

type TraitLeaf = Extract<LeafCondition, { readonly trait: string }>;

/** The condition that a reason is about; undefined where a membership ended for another reason than its condition. */
const leafAt = ({ when, requires }: Segment, { path, condition }: Reason): LeafCondition | undefined => {
  const consent: LeafCondition | undefined = requires && { trait: `consent.${requires.consent}`, is: { eq: true } };
  const found =
    path === 'requires.consent'
      ? consent
      : leavesOf(when).find((leaf) => (leaf.path.join('.') || 'when') === path)?.condition;
  return found && phraseLeaf(found) === condition ? found : undefined;
};

const isNegated = (path: string): boolean => path.split('.').filter((step) => step === 'not').length % 2 === 1;

const rounded = (value: unknown): unknown => (typeof value === 'number' ? Number(value.toFixed(2)) : value);

/** A number of events is kept no further than comparisons need it, and says no more than that beyond. */
const countSeen = (observed: unknown, operators: Operators): string | undefined =>
  typeof observed === 'number' && observed > 0 && observed <= Math.max(0, ...numbersIn(operators))
    ? valueWords(observed, 'plain')
    : undefined;

const valueSeen = (observed: unknown, unit: Unit): string =>
  observed === undefined ? 'unknown' : valueWords(unit === 'plain' ? rounded(observed) : observed, unit);

const traitSeen = ({ trait, is }: TraitLeaf, observed: unknown, currency: string): string | undefined =>
  is.exists !== undefined || typeof observed === 'boolean'
    ? undefined
    : valueSeen(observed, traitSubject(trait, currency).unit);

const eventsSeen = (leaf: Performed | Aggregated, observed: unknown, currency: string): string | undefined => {
  const { name, path } = aggregateOf(leaf);
  const { is, times } = leaf as { readonly is?: Operators; readonly times?: Operators };
  return path === undefined || name === 'uniqueCount'
    ? countSeen(observed, is ?? times ?? {})
    : valueSeen(observed, fieldSubject(path, leaf, currency).unit);
};

/** What was seen of a condition, where that says more than the condition itself. */
const seen = (leaf: LeafCondition, observed: unknown, currency: string): string | undefined => {
  if ('trait' in leaf) return traitSeen(leaf, observed, currency);
  if ('segment' in leaf || 'followedBy' in leaf || 'notFollowedBy' in leaf) return undefined;
  return eventsSeen(leaf, observed, currency);
};

/** Whether what was seen can be compared with all that is asked, so that where one does not hold its contrary does. */
const isComparable = (leaf: LeafCondition, observed: unknown): boolean => {
  const { olderThan, newerThan, ...operators }: TraitOperators = ('is' in leaf && leaf.is) || {};
  const ordering = [operators.gt, operators.gte, operators.lt, operators.lte].filter(
    (operand) => operand !== undefined,
  );
  const asksAge = (olderThan ?? newerThan) !== undefined;
  return (
    ordering.every((operand) => typeof operand === typeof observed) && !(asksAge && Number.isNaN(instantOf(observed)))
  );
};

/**
 * Why a membership changed, in plain words: `no purchase within the last 60 days`, `number of orders is at least 3 (now 5)`.
 * It tells what is the case now, whether or not the segment asks for it.
 *
 * @param reason - one of a change's `because`.
 * @param segment - the one that changed, as it was defined when it did; another definition is not told from.
 */
export const describeReason = (reason: Reason, segment: Segment, source: CatalogueSource): string => {
  const leaf = leafAt(segment, reason);
  if (!leaf) return reason.holds ? reason.condition : `no longer so: ${reason.condition}`;
  const holds = reason.holds !== isNegated(reason.path);
  const { core } = clauseOf(leaf, { ...wordingOf(source), holds, isKnown: isComparable(leaf, reason.observed) });
  const value = seen(leaf, reason.observed, source.currency);
  return value === undefined ? core : `${core} (now ${reason.approximate ? 'about ' : ''}${value})`;
};
