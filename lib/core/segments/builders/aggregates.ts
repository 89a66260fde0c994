import type { PerformedType } from '#events/incoming-event.ts';
import type { AggregateName } from '../language/aggregates.ts';
import type { Aggregated, During, MeasuredSource, Where } from '../language/language.ts';
import type { Duration } from './duration-text.ts';
import type { ElementFields, EventFields, ListOf, LocalFields, NumericPath } from './event-fields.ts';
import type { AtLeastOne, OperatorsFor } from './operators-for.ts';
import { withSteps, type Said } from './steps.ts';
import type { WhereAfter } from './where-over.ts';
import { windowSteps, type Moment, type Moving } from './windows.ts';

interface Of {
  readonly type: PerformedType;
  /** The value of the aggregate. */
  readonly value: unknown;
}

interface Steps<What extends Of, Done extends string> {
  /** Only events (elements, after `each`) of which every field passes. */
  where(where: WhereAfter<What['type'], Done>): Aggregating<What, Done | 'where'>;
  /** Takes the elements of a list instead of events. */
  each(list: ListOf<What['type']>): Aggregating<What, Exclude<Done, 'is'> | 'each'>;
  /** Only events within this length of time before now; all by default. */
  within(length: Duration): Aggregating<What, Done | Moving>;
  /** Only events between two lengths of time ago, of which the first is the longer. */
  between(far: Duration, near: Duration): Aggregating<What, Done | Moving>;
  /** Only events in periods of the local calendar: last month is `{ unit: 'month', from: -1, to: -1 }`. */
  during(periods: During): Aggregating<What, Done | Moving>;
  /** Only events from this instant, or the beginning of this date, on. */
  since(moment: Moment): Aggregating<What, Done | 'since'>;
  /** Only events before this instant, or the beginning of this date. */
  until(moment: Moment): Aggregating<What, Done | 'until'>;
  /** The comparison of the aggregate. */
  is(operators: AtLeastOne<OperatorsFor<What['value']>>): Aggregated;
}

/** An aggregate that is not compared with anything yet: a part of a value, or a computed trait; `is` makes it a condition. */
type Aggregating<What extends Of, Done extends string> = Omit<Steps<What, Done>, Done> &
  ('is' extends Done ? unknown : Said<MeasuredSource>);

/** A field that only elements have is nothing to compare before `each`. */
type Undone<Type extends PerformedType, Path> = Path extends keyof (EventFields<Type> & LocalFields) ? never : 'is';

const aggregating = (data: object): unknown =>
  withSteps(data, {
    where: (where: Where) => aggregating({ ...data, where }),
    each: (each: 'items') => aggregating({ ...data, each }),
    ...windowSteps(data, aggregating),
    is: (is: Aggregated['is']) => ({ ...data, is }),
  });

type Started<Type extends PerformedType, Path, Value> = Aggregating<{ type: Type; value: Value }, Undone<Type, Path>>;

/** The fields that an aggregate may take. */
type Fields<Type extends PerformedType> = ElementFields<Type> & LocalFields;

const ofNumbers =
  (name: AggregateName) =>
  <Type extends PerformedType, Path extends NumericPath<Fields<Type>>>(type: Type, field: Path) =>
    aggregating({ performed: type, [name]: field }) as Started<Type, Path, number>;

/** The sum of a field; 0 of nothing. Money in minor units of the catalogue's currency, amounts in others left out. */
export const sum = ofNumbers('sum');
/** The mean of a field; absent of nothing. */
export const avg = ofNumbers('avg');
/** The smallest value of a field; absent of nothing. */
export const min = ofNumbers('min');
/** The largest value of a field; absent of nothing. */
export const max = ofNumbers('max');

const atTheEnd =
  (name: AggregateName) =>
  <Type extends PerformedType, Path extends keyof Fields<Type> & string>(type: Type, field: Path) =>
    aggregating({ performed: type, [name]: field }) as Started<Type, Path, Fields<Type>[Path]>;

/** The field of the oldest event by event time that has it; absent of nothing. */
export const first = atTheEnd('first');
/** The field of the newest event by event time that has it; absent of nothing. */
export const last = atTheEnd('last');

/** How many different values a field has had; 0 of nothing. */
export const uniqueCount = <Type extends PerformedType, Path extends keyof Fields<Type> & string>(
  type: Type,
  field: Path,
) => aggregating({ performed: type, uniqueCount: field }) as Started<Type, Path, number>;
