import { aggregatedCells, aggregatedValues } from '../../measures/aggregated-cells.ts';
import { distinctCells } from '../../measures/distinct-cells.ts';
import { frequencyCells } from '../../measures/frequency-cells.ts';
import { everInterval, periodInterval, timeInterval, type Interval } from '../../measures/interval.ts';
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
import { listedEvents, listedValues } from '../../measures/listing.ts';
import { newestCells } from '../../measures/newest-cells.ts';
import { overInterval } from '../../measures/over-interval.ts';
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
import type { Measured, WideAggregate } from '../language/condition.ts';
import type { WindowSource } from '../language/language.ts';
import type { MeasureScope } from './measure.ts';

/** An aggregate of values that are compared or worked with. */
interface Form {
  /** Over all events; `most` is as in `MeasureScope`. */
  readonly ever: (most: number) => Aggregate<MeasureState>;
  /** Over a window that ends now, by its length in milliseconds. */
  readonly within: (length: number, most: number) => WindowKind;
}

const forms: Readonly<Record<AggregateName | 'count', Form>> = {
  count: { ever: () => lifetimeCount, within: (_, most) => countKind(most) },
  sum: { ever: () => lifetimeSum, within: sumKind },
  avg: { ever: () => lifetimeAverage, within: averageKind },
  min: { ever: () => lifetimeMinimum, within: (length) => extremeKind(length, -1) },
  max: { ever: () => lifetimeMaximum, within: (length) => extremeKind(length, 1) },
  first: { ever: () => lifetimeFirst, within: firstKind },
  last: { ever: () => lifetimeLast, within: () => lastKind },
  uniqueCount: { ever: lifetimeUniqueCount, within: (_, most) => uniqueCountKind(most) },
};

const lengthOf = (duration: string): number => parseDuration(duration) as number;

/** The interval of a window; undefined where there is none. */
const intervalOf = (
  { within, between, during }: WindowSource,
  { calendar }: Pick<MeasureScope, 'calendar'>,
): Interval | undefined => {
  if (within !== undefined) return timeInterval(lengthOf(within));
  if (between) return timeInterval(lengthOf(between[0]), lengthOf(between[1]));
  return during && periodInterval(during, calendar);
};

const overCells = (name: AggregateName | 'count', interval: Interval): Aggregate<MeasureState> => {
  if (name === 'uniqueCount') return overInterval(distinctCells(interval), interval);
  const cells = name === 'first' || name === 'last' ? aggregatedValues : aggregatedCells;
  return overInterval(cells(forms[name].ever(Infinity), interval), interval);
};

const wideOver = (aggregate: WideAggregate, interval: Interval): Aggregate<MeasureState> => {
  if (aggregate.name === 'mostFrequent') return overInterval(frequencyCells(interval), interval);
  const { atMost } = aggregate;
  const listing = aggregate.name === 'list' ? listedValues(atMost) : listedEvents(aggregate.fields, atMost);
  return overInterval(newestCells(listing, interval), interval);
};

const isWide = (aggregate: Measured['aggregate']): aggregate is WideAggregate =>
  aggregate?.name === 'mostFrequent' || aggregate?.name === 'list' || aggregate?.name === 'latest';

/** Comparisons need no more than some of the newest entries of a window; a value that is read needs all. */
const isNumbered = (name: AggregateName | 'count', most: number): boolean =>
  most === Infinity && (name === 'count' || name === 'uniqueCount');

/** The aggregate of the entries that fit a selection, over its window. */
export const aggregateOver = (
  aggregate: Measured['aggregate'],
  window: WindowSource,
  scope: MeasureScope,
): Aggregate<MeasureState> => {
  const { most } = scope;
  const interval = intervalOf(window, scope);
  if (isWide(aggregate)) return wideOver(aggregate, interval ?? everInterval);
  const name = aggregate?.name ?? 'count';
  if (!interval) return forms[name].ever(most);
  if (window.within === undefined || isNumbered(name, most)) return overCells(name, interval);
  return windowed(forms[name].within(interval.length, most), interval.length);
};
