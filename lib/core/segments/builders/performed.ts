import type { PerformedType } from '#events/incoming-event.ts';
import type {
  During,
  EventSelection,
  FollowedBy,
  MeasuredSource,
  NotFollowedBy,
  Performed,
  Same,
  Selection,
} from '../language/language.ts';
import type { Duration } from './duration-text.ts';
import type { EventFields, ListOf } from './event-fields.ts';
import type { AtLeastOne, OperatorsFor } from './operators-for.ts';
import { plain, withSteps, type Said } from './steps.ts';
import type { WhereAfter } from './where-over.ts';
import { windowSteps, type Moment, type Moving, type Window } from './windows.ts';

/** Steps after which events are counted, so that nothing can follow them any more. */
type Counts = 'each' | 'times' | Window;

/** Events that are not counted yet. */
type Uncounted<Type extends PerformedType = PerformedType> = EventSelection & { readonly performed: Type } & {
  readonly [Name in Counts]?: never;
};

/** Something that follows: a type of event, or some of its events. */
type Second<Type extends PerformedType = PerformedType> = Type | Uncounted<Type> | Said<Uncounted<Type>>;

type FieldOf<Type extends PerformedType> = keyof EventFields<Type> & string;

/** Says what two events have in common: a field of both, or one of the first and one of the second. */
interface SameStep<First extends PerformedType, Other extends PerformedType, Next> {
  same(field: FieldOf<First> & FieldOf<Other>): Next;
  same(first: FieldOf<First>, second: FieldOf<Other>): Next;
}

/** The window of a sequence is its last step. */
interface Ending<Condition> {
  within(length: Duration): Condition;
}

interface Waiting {
  /** How long the newest has to have been without the other. */
  for(wait: Duration): Ending<NotFollowedBy>;
}

interface Steps<Type extends PerformedType, Done extends string> {
  /** Only events (elements, after `each`) of which every field passes. */
  where(where: WhereAfter<Type, Done>): Counting<Type, Done | 'where'>;
  /** Counts the elements of a list instead of events. */
  each(list: ListOf<Type>): Counting<Type, Done | 'each'>;
  /** Only events within this length of time before now; all by default. */
  within(length: Duration): Counting<Type, Done | Moving>;
  /** Only events between two lengths of time ago, of which the first is the longer. */
  between(far: Duration, near: Duration): Counting<Type, Done | Moving>;
  /** Only events in periods of the local calendar: last month is `{ unit: 'month', from: -1, to: -1 }`. */
  during(periods: During): Counting<Type, Done | Moving>;
  /** Only events from this instant, or the beginning of this date, on. */
  since(moment: Moment): Counting<Type, Done | 'since'>;
  /** Only events before this instant, or the beginning of this date. */
  until(moment: Moment): Counting<Type, Done | 'until'>;
  /** How many; at least one by default. */
  times(times: AtLeastOne<OperatorsFor<number>>): Counting<Type, Done | 'times'>;
  /** Followed by the other, with both within a length of time before now. */
  followedBy<Other extends PerformedType>(
    second: Second<Other>,
  ): Ending<FollowedBy> & SameStep<Type, Other, Ending<FollowedBy>>;
  /** The newest of these was at least `for` ago, and the other has not happened since. */
  notFollowedBy<Other extends PerformedType>(second: Second<Other>): Waiting & SameStep<Type, Other, Waiting>;
}

type Closed<Done extends string> = Extract<Done, Counts> extends never ? Done : Done | 'followedBy' | 'notFollowedBy';

/** A number of events that is compared with nothing: a condition by default, and a part of a value. */
type Countable = Selection & MeasuredSource & Performed;

type SaidAfter<Type extends PerformedType, Done extends string> = 'times' extends Done
  ? Performed
  : Extract<Done, Counts> extends never
    ? Uncounted<Type>
    : Countable;

/** A number of events: a condition as it stands, with the steps that were not taken yet. */
export type Counting<Type extends PerformedType, Done extends string = never> = Said<SaidAfter<Type, Done>> &
  Omit<Steps<Type, Done>, Closed<Done>>;

const selectionOf = (second: Second): EventSelection =>
  typeof second === 'string' ? { performed: second } : plain<Uncounted>(second);

/** A step that says what is the same, beside those that may come without it. */
const likeness = <Next extends object>(steps: (same?: Same) => Next) => ({
  ...steps(),
  same: (first: string, second?: string) => steps(second === undefined ? first : [first, second]),
});

const sameIn = (same: Same | undefined): { readonly same?: Same } => (same === undefined ? {} : { same });

const counting = (data: Performed): unknown =>
  withSteps(data, {
    where: (where: Performed['where']) => counting({ ...data, where }),
    each: (each: 'items') => counting({ ...data, each }),
    ...windowSteps(data, counting),
    times: (times: OperatorsFor<number>) => counting({ ...data, times }),
    followedBy: (second: Second) =>
      likeness((same) => ({
        within: (within: Duration): FollowedBy => ({
          ...data,
          followedBy: selectionOf(second),
          ...sameIn(same),
          within,
        }),
      })),
    notFollowedBy: (second: Second) =>
      likeness((same) => ({
        for: (wait: Duration) => ({
          within: (within: Duration): NotFollowedBy => ({
            ...data,
            notFollowedBy: selectionOf(second),
            ...sameIn(same),
            for: wait,
            within,
          }),
        }),
      })),
  });

/**
 * The person did something: at least once ever, unless a further step says otherwise.
 *
 * @example performed('PurchaseMade').each('items').where({ category: { eq: 'shoes' } }).within('P60D').times({ gte: 3 })
 * @example performed('VisitMade').notFollowedBy('PurchaseMade').same('sku', 'items.sku').for('PT2H').within('P7D')
 */
export const performed = <Type extends PerformedType>(type: Type): Counting<Type> =>
  counting({ performed: type }) as Counting<Type>;
