import type { PerformedType } from '#events/incoming-event.ts';
import type { ComputedTraitSource, During, Where } from '../language/language.ts';
import type { Duration } from './duration-text.ts';
import type { ElementFields, EventFields, ListOf, LocalFields } from './event-fields.ts';
import { withSteps, type Said } from './steps.ts';
import type { WhereAfter } from './where-over.ts';
import { windowSteps, type Moment, type Moving } from './windows.ts';

interface Steps<Type extends PerformedType, Done extends string> {
  /** Only events (elements, after `each`) of which every field passes. */
  where(where: WhereAfter<Type, Done>): Listing<Type, Done | 'where'>;
  /** Takes the elements of a list instead of events. */
  each(list: ListOf<Type>): Listing<Type, Exclude<Done, 'said'> | 'each'>;
  /** Only events within this length of time before now; all by default. */
  within(length: Duration): Listing<Type, Done | Moving>;
  /** Only events between two lengths of time ago, of which the first is the longer. */
  between(far: Duration, near: Duration): Listing<Type, Done | Moving>;
  /** Only events in periods of the local calendar: last month is `{ unit: 'month', from: -1, to: -1 }`. */
  during(periods: During): Listing<Type, Done | Moving>;
  /** Only events from this instant, or the beginning of this date, on. */
  since(moment: Moment): Listing<Type, Done | 'since'>;
  /** Only events before this instant, or the beginning of this date. */
  until(moment: Moment): Listing<Type, Done | 'until'>;
  /** How many at most, from 1 to 20. */
  atMost(count: number): Listing<Type, Done | 'atMost'>;
}

/** A computed trait that is no number; fields that only elements have stand in none before `each`. */
type Listing<Type extends PerformedType, Done extends string> = Omit<Steps<Type, Done>, Done> &
  ('said' extends Done ? unknown : Said<ComputedTraitSource>);

type Unsaid<Type extends PerformedType, Path> = [Path] extends [keyof (EventFields<Type> & LocalFields)]
  ? never
  : 'said';

type FieldOf<Type extends PerformedType> = keyof (ElementFields<Type> & LocalFields) & string;

const listing = (data: object): unknown =>
  withSteps(data, {
    where: (where: Where) => listing({ ...data, where }),
    each: (each: 'items') => listing({ ...data, each }),
    ...windowSteps(data, listing),
    atMost: (atMost: number) => listing({ ...data, atMost }),
  });

/** The value of a field that occurs most often; of two that do the smaller text. */
export const mostFrequent = <Type extends PerformedType, Path extends FieldOf<Type>>(type: Type, field: Path) =>
  listing({ performed: type, mostFrequent: field }) as Listing<Type, Unsaid<Type, Path> | 'atMost'>;

/** The different values of a field, that of the newest event first; 5 at most unless told. */
export const list = <Type extends PerformedType, Path extends FieldOf<Type>>(type: Type, field: Path) =>
  listing({ performed: type, list: field }) as Listing<Type, Unsaid<Type, Path>>;

/** The newest events themselves, newest first, with these fields; 1 unless told. */
export const latest = <Type extends PerformedType, Path extends Exclude<FieldOf<Type>, 'eventId'>>(
  type: Type,
  ...fields: readonly [Path, ...Path[]]
) => listing({ performed: type, latest: fields }) as Listing<Type, Unsaid<Type, Path>>;
