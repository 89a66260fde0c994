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
import {
  averageKind,
  countKind,
  extremeKind,
  firstKind,
  lastKind,
  sumKind,
  uniqueCountKind,
} from '../../measures/window-kinds.ts';
import { windowed, type WindowKind } from '../../measures/window.ts';
import { parseDuration } from '../../time/duration.ts';
import type { AggregateName } from '../language/aggregates.ts';
import type { AggregateCondition, CountCondition } from '../language/condition.ts';
import { compileMatcher } from './matcher.ts';
import type { MeasureScope, Unnamed } from './measure.ts';

type Lifetime = Aggregate<MeasureState> | ((most: number) => Aggregate<MeasureState>);

const lifetimes: Readonly<Record<AggregateName | 'count', Lifetime>> = {
  count: lifetimeCount,
  sum: lifetimeSum,
  avg: lifetimeAverage,
  min: lifetimeMinimum,
  max: lifetimeMaximum,
  first: lifetimeFirst,
  last: lifetimeLast,
  uniqueCount: lifetimeUniqueCount,
};

const windows: Readonly<Record<AggregateName | 'count', (length: number, most: number) => WindowKind>> = {
  count: (_, most) => countKind(most),
  sum: sumKind,
  avg: averageKind,
  min: (length) => extremeKind(length, -1),
  max: (length) => extremeKind(length, 1),
  first: firstKind,
  last: () => lastKind,
  uniqueCount: (_, most) => uniqueCountKind(most),
};

const aggregateOver = (
  name: AggregateName | 'count',
  within: string | undefined,
  most: number,
): Aggregate<MeasureState> => {
  if (within !== undefined) {
    const length = parseDuration(within) as number;
    return windowed(windows[name](length, most), length);
  }
  const lifetime = lifetimes[name];
  return typeof lifetime === 'function' ? lifetime(most) : lifetime;
};

/** The measure of a count or of an aggregate. */
export const aggregateMeasure = (
  condition: CountCondition | AggregateCondition,
  { most, currency }: MeasureScope,
): Unnamed => {
  const { events } = condition;
  const matches = compileMatcher(condition, currency);
  const name = condition.form === 'aggregate' ? condition.aggregate.name : 'count';
  const aggregate = aggregateOver(name, events.within, most);
  return {
    ...aggregate,
    selections: [events],
    fold: (before, { event: { type, detail }, t, clock }) => {
      if (type !== events.performed) return before;
      let state = before;
      let index = 0;
      for (const value of matches(detail)) {
        state = aggregate.add(state, { t, eventId: detail.eventId, index, value }, clock);
        index += 1;
      }
      return state;
    },
  };
};
