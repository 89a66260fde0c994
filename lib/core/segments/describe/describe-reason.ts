import { clauseOf } from './clause.ts';
import { fieldSubject } from './labels.ts';
import { traitSubject, unitOfValue } from './units.ts';
import { valueWords, type Unit } from './value-words.ts';
import { vocabularyOf, type Vocabulary } from './vocabulary.ts';
import type { Reason } from '../explain/explain.ts';
import { utcCalendar } from '../../time/calendar.ts';
import { instantOf } from '../../time/instant-of.ts';
import { numbersIn } from '../compile/operators.ts';
import {
  consentGiven,
  type AggregateCondition,
  type LeafCondition,
  type TraitCondition,
} from '../language/condition.ts';
import type { CatalogueSource, Segment } from '../language/language.ts';
import { leavesOf } from '../language/leaves.ts';
import { comparisonsIn, operators, type Comparison, type Operators } from '../language/operators.ts';
import { isPercentile } from '../language/percentile.ts';
import { requirementOf } from '../language/requirement.ts';
import { parseCondition } from '../language/parse-condition.ts';
import { phraseLeaf } from '../language/phrase.ts';

/** The condition that a reason is about; undefined where a membership ended for another reason than its condition. */
const leafAt = (
  { when, ...segment }: Segment,
  { path, condition }: Reason,
  source: CatalogueSource,
): LeafCondition | undefined => {
  const requires = requirementOf(segment, source);
  const found =
    path === 'requires.consent'
      ? requires && consentGiven(requires.consent)
      : leavesOf(parseCondition(when)).find((leaf) => (leaf.path.join('.') || 'when') === path)?.condition;
  return found && phraseLeaf(found) === condition ? found : undefined;
};

const isNegated = (path: string): boolean => path.split('.').filter((step) => step === 'not').length % 2 === 1;

/** Decimals that are told: a share has two more, since it is told in percent. */
const decimals = { plain: 2, share: 4 } as const;

const rounded = (value: unknown, digits: number): unknown =>
  typeof value === 'number' ? Number(value.toFixed(digits)) : value;

/** A number of events is kept no further than comparisons need it, and says no more than that beyond. */
const countSeen = (observed: unknown, is: Operators): string | undefined =>
  typeof observed === 'number' && observed > 0 && observed <= Math.max(0, ...numbersIn(is))
    ? valueWords(observed, 'plain')
    : undefined;

const valueSeen = (observed: unknown, unit: Unit): string =>
  observed === undefined
    ? 'unknown'
    : valueWords(typeof unit === 'string' ? rounded(observed, decimals[unit]) : observed, unit);

/** Elements of what was observed are events with their fields, which would fill pages. */
const isTooLong = (observed: unknown): boolean =>
  Array.isArray(observed) && observed.some((element) => typeof element === 'object');

const traitSeen = ({ trait, is }: TraitCondition, observed: unknown, vocabulary: Vocabulary): string | undefined =>
  is.exists !== undefined || typeof observed === 'boolean' || isTooLong(observed)
    ? undefined
    : valueSeen(observed, traitSubject(trait, vocabulary).unit);

const aggregateSeen = (condition: AggregateCondition, observed: unknown, currency: string): string | undefined => {
  const { events, aggregate, is } = condition;
  return aggregate.name === 'uniqueCount'
    ? countSeen(observed, is)
    : valueSeen(observed, fieldSubject(aggregate.field, events, currency).unit);
};

/** Whether a count only asks that there be an event at all. */
const asksPresence = ({ gte, ...others }: Operators): boolean => gte === 1 && Object.keys(others).length === 0;

/** The observed value in words, where it says more than the condition itself. */
const seen = (leaf: LeafCondition, observed: unknown, vocabulary: Vocabulary): string | undefined => {
  switch (leaf.form) {
    case 'trait':
      return traitSeen(leaf, observed, vocabulary);
    case 'value':
      return leaf.is.exists === undefined ? valueSeen(observed, unitOfValue(leaf.value, vocabulary)) : undefined;
    case 'count':
      return asksPresence(leaf.is) ? undefined : countSeen(observed, leaf.is);
    case 'aggregate':
      return aggregateSeen(leaf, observed, vocabulary.currency);
    case 'segment':
    case 'followedBy':
    case 'notFollowedBy':
      return undefined;
    default:
      return leaf satisfies never;
  }
};

const canCompare = ({ name, operand }: Comparison, observed: unknown): boolean => {
  const { on } = operators[name];
  // A length that a trait says may be absent, and then neither of two contraries holds.
  if (name !== 'exists' && typeof operand === 'object' && 'days' in operand) return false;
  if (on === 'instant' || on === 'date') return !Number.isNaN(instantOf(observed, utcCalendar));
  return on !== 'ordered' || typeof (isPercentile(operand) ? operand.percentile : operand) === typeof observed;
};

/** Whether what was seen can be compared with all that is asked, so that where one does not hold its contrary does. */
const isComparable = (leaf: LeafCondition, observed: unknown): boolean => {
  switch (leaf.form) {
    case 'trait':
    case 'value':
    case 'count':
    case 'aggregate':
      return comparisonsIn(leaf.is).every((comparison) => canCompare(comparison, observed));
    case 'segment':
    case 'followedBy':
    case 'notFollowedBy':
      return true;
    default:
      return leaf satisfies never;
  }
};

/**
 * Why a membership changed, in plain words: `no purchase within the last 60 days`, `number of orders is at least 3 (now 5)`.
 * It says what is the case now, whether or not the segment asks for it.
 *
 * @param reason - one of a change's `because`.
 * @param segment - the one that changed, as it was defined at that time. A later definition cannot be recognised as such.
 */
export const describeReason = (reason: Reason, segment: Segment, source: CatalogueSource): string => {
  const leaf = leafAt(segment, reason, source);
  if (!leaf) return reason.holds ? reason.condition : `no longer so: ${reason.condition}`;
  const holds = reason.holds !== isNegated(reason.path);
  const vocabulary = vocabularyOf(source);
  const { core } = clauseOf(leaf, { ...vocabulary, holds, isKnown: isComparable(leaf, reason.observed) });
  const value = seen(leaf, reason.observed, vocabulary);
  return value === undefined ? core : `${core} (now ${reason.approximate ? 'about ' : ''}${value})`;
};
