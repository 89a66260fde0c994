import {
  lifetimeAverage,
  lifetimeCount,
  lifetimeFirst,
  lifetimeLast,
  lifetimeMaximum,
  lifetimeMinimum,
  lifetimeSum,
  lifetimeUniqueCount,
} from '../../measures/lifetime.ts';
import type { Aggregate, MeasureState } from '../../measures/measure.ts';
import type { AggregateName } from '../language/aggregates.ts';

const aggregates: Readonly<Record<Exclude<AggregateName, 'uniqueCount'> | 'count', Aggregate<MeasureState>>> = {
  count: lifetimeCount,
  sum: lifetimeSum,
  avg: lifetimeAverage,
  min: lifetimeMinimum,
  max: lifetimeMaximum,
  first: lifetimeFirst,
  last: lifetimeLast,
};

/**
 * The aggregate of all events.
 *
 * @param most - as in `MeasureScope`.
 */
export const lifetimeAggregate = (name: AggregateName | 'count', most: number): Aggregate<MeasureState> =>
  name === 'uniqueCount' ? lifetimeUniqueCount(most) : aggregates[name];
