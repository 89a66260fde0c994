import type { EventType } from '#events/incoming-event.ts';
import type { EventSelection, FollowedBy, NotFollowedBy, Performed } from '../language/language.ts';
import type { Duration } from './duration-text.ts';
import type { ElementFields, EventFields, ListOf } from './event-fields.ts';
import type { AtLeastOne, OperatorsFor, WhereOver } from './operators-for.ts';
import { plain, withSteps, type Said } from './steps.ts';

/** Steps after which events are counted, so that nothing can follow them any more. */
type Counts = 'each' | 'within' | 'times';

/** Events that are not counted yet. */
type Uncounted = EventSelection & { readonly [Name in Counts]?: never };

/** Something that follows: a type of event, or some of its events. */
type Second = EventType | Uncounted | Said<Uncounted>;

type WhereOf<Type extends EventType, Done> = WhereOver<'each' extends Done ? ElementFields<Type> : EventFields<Type>>;

interface Steps<Type extends EventType, Done extends string> {
  /** Only events (elements, after `each`) of which every field passes. */
  where(where: WhereOf<Type, Done>): Counting<Type, Done | 'where'>;
  /** Counts the elements of a list instead of events. */
  each(list: ListOf<Type>): Counting<Type, Done | 'each'>;
  /** Only events within this length of time before now; all by default. */
  within(length: Duration): Counting<Type, Done | 'within'>;
  /** How many; at least one by default. */
  times(times: AtLeastOne<OperatorsFor<number>>): Counting<Type, Done | 'times'>;
  /** Followed by the other, with both within a length of time before now. */
  followedBy(second: Second): { within(length: Duration): FollowedBy };
  /** The newest of these was at least `for` ago, and the other has not happened since. */
  notFollowedBy(second: Second): { for(wait: Duration): { within(length: Duration): NotFollowedBy } };
}

type Closed<Done extends string> = Extract<Done, Counts> extends never ? Done : Done | 'followedBy' | 'notFollowedBy';

/** A number of events: a condition as it stands, with the steps that were not taken yet. */
export type Counting<Type extends EventType, Done extends string = never> = Said<
  Extract<Done, Counts> extends never ? Uncounted : Performed
> &
  Omit<Steps<Type, Done>, Closed<Done>>;

const selectionOf = (second: Second): EventSelection =>
  typeof second === 'string' ? { performed: second } : plain<Uncounted>(second);

const counting = (data: Performed): unknown =>
  withSteps(data, {
    where: (where: Performed['where']) => counting({ ...data, where }),
    each: (each: 'items') => counting({ ...data, each }),
    within: (within: Duration) => counting({ ...data, within }),
    times: (times: OperatorsFor<number>) => counting({ ...data, times }),
    followedBy: (second: Second) => ({
      within: (within: Duration): FollowedBy => ({ ...data, followedBy: selectionOf(second), within }),
    }),
    notFollowedBy: (second: Second) => ({
      for: (wait: Duration) => ({
        within: (within: Duration): NotFollowedBy => ({
          ...data,
          notFollowedBy: selectionOf(second),
          for: wait,
          within,
        }),
      }),
    }),
  });

/**
 * The person did something: at least once ever, unless a further step says otherwise.
 *
 * @example performed('PurchaseMade').each('items').where({ category: { eq: 'shoes' } }).within('P60D').times({ gte: 3 })
 * @example performed('VisitMade').notFollowedBy('PurchaseMade').for('PT2H').within('P7D')
 */
export const performed = <Type extends EventType>(type: Type): Counting<Type> =>
  counting({ performed: type }) as Counting<Type>;
