import type { AggregateName } from './aggregates.ts';
import type { EventSelection, Selection } from './language.ts';
import type { Operators, TraitOperators } from './operators.ts';

/** Every one of the parts holds; of none, always. */
interface AllCondition {
  readonly form: 'all';
  readonly parts: readonly Condition[];
}

/** At least one of the parts holds; of none, never. */
interface AnyCondition {
  readonly form: 'any';
  readonly parts: readonly Condition[];
}

interface NotCondition {
  readonly form: 'not';
  readonly part: Condition;
}

/** A trait of the profile, compared. */
export interface TraitCondition {
  readonly form: 'trait';
  /** The path of the trait. */
  readonly trait: string;
  readonly is: TraitOperators;
}

/** A membership of another segment. */
interface SegmentCondition {
  readonly form: 'segment';
  /** The key of the segment. */
  readonly segment: string;
}

/** The number of some events, compared. */
export interface CountCondition {
  readonly form: 'count';
  readonly events: Selection;
  readonly is: Operators;
}

/** One aggregate of one field over some events, compared. */
export interface AggregateCondition {
  readonly form: 'aggregate';
  readonly events: Selection;
  readonly aggregate: { readonly name: AggregateName; readonly field: string };
  readonly is: Operators;
}

/** One aggregate of events that a computed trait alone may have. */
export type WideAggregate =
  | { readonly name: 'mostFrequent'; readonly field: string }
  | { readonly name: 'list'; readonly field: string; readonly atMost: number }
  | { readonly name: 'latest'; readonly fields: readonly string[]; readonly atMost: number };

/** Some events, and what is made of them: their number where there is no aggregate. */
export interface Measured {
  readonly form: 'measured';
  readonly events: Selection;
  readonly aggregate?: AggregateCondition['aggregate'] | WideAggregate | undefined;
}

/** A number that is worked out. */
export type Value =
  | { readonly form: 'number'; readonly number: number }
  | { readonly form: 'trait'; readonly trait: string }
  | Measured
  | { readonly form: 'plus' | 'minus' | 'times' | 'dividedBy'; readonly parts: readonly Value[] };

/** A computed trait of the shop's own, parsed: an aggregate, which may be anything, or a number that is worked out. */
export type ComputedTraitDefinition = Measured | { readonly form: 'value'; readonly value: Value };

/** A number that is worked out, compared. */
export interface ValueCondition {
  readonly form: 'value';
  readonly value: Value;
  readonly is: Operators;
}

/** The fields of two events of which a value must be the same: of the first, of the second. */
export type SameFields = readonly [first: string, second: string];

/** An event followed by another, both in the window. */
export interface FollowedByCondition {
  readonly form: 'followedBy';
  readonly first: EventSelection;
  readonly second: EventSelection;
  readonly same?: SameFields | undefined;
  /** The length of the window. */
  readonly within: string;
}

/** The newest of some events, that no other has followed for a while. */
export interface NotFollowedByCondition {
  readonly form: 'notFollowedBy';
  readonly first: EventSelection;
  readonly second: EventSelection;
  readonly same?: SameFields | undefined;
  /** How long the first has to have been without the second. */
  readonly wait: string;
  /** The length of the window. */
  readonly within: string;
}

/** Two kinds of events, of which the second has followed the first, or has not. */
export type SequenceCondition = FollowedByCondition | NotFollowedByCondition;

/** A condition over events. */
export type EventCondition = CountCondition | AggregateCondition | SequenceCondition;

/** A condition without conditions in it. */
export type LeafCondition = TraitCondition | SegmentCondition | ValueCondition | EventCondition;

/** A condition, parsed: each form of the language with its defaults filled in. Switch on `form`. */
export type Condition = AllCondition | AnyCondition | NotCondition | LeafCondition;

/** The condition that a segment with `requires` adds to its own. */
export const consentGiven = (purpose: string): TraitCondition => ({
  form: 'trait',
  trait: `consent.${purpose}`,
  is: { eq: true },
});
