import { aggregatedCells, aggregatedValues } from '../../measures/aggregated-cells.ts';
import { distinctCells } from '../../measures/distinct-cells.ts';
import { frequencyCells } from '../../measures/frequency-cells.ts';
import { everInterval, periodInterval, timeInterval, type Interval } from '../../measures/interval.ts';
import { listedEvents, listedValues } from '../../measures/listing.ts';
import type { Aggregate, MeasureState } from '../../measures/measure.ts';
import { newestCells } from '../../measures/newest-cells.ts';
import { overInterval } from '../../measures/over-interval.ts';
import { sameFollowedBy, sameNotFollowedBy, type SameSequence } from '../../measures/same-sequence.ts';
import { lengthOf } from '../../time/duration.ts';
import type { AggregateName } from '../language/aggregates.ts';
import type { Measured, SequenceCondition, WideAggregate } from '../language/condition.ts';
import type { WindowSource } from '../language/language.ts';
import { lifetimeAggregate } from './lifetime-aggregate.ts';
import type { MeasureScope } from './measure.ts';

type Scope = Pick<MeasureScope, 'calendar'>;

/** Measures that few catalogues ask for. */
export interface SeldomMeasures {
  /** The aggregate over a window that moves in cells, by a clock or by a calendar; over all events where there is no window. */
  readonly overCells: (aggregate: Measured['aggregate'], window: WindowSource, scope: Scope) => Aggregate<MeasureState>;
  /** A sequence whose events have a value in common. */
  readonly sameSequence: (condition: SequenceCondition) => SameSequence;
}

/** The interval of a window; undefined where there is none. */
const intervalOf = ({ within, between, during }: WindowSource, { calendar }: Scope): Interval | undefined => {
  if (within !== undefined) return timeInterval(lengthOf(within));
  if (between) return timeInterval(lengthOf(between[0]), lengthOf(between[1]));
  return during && periodInterval(during, calendar);
};

const cellsOf = (name: AggregateName | 'count', interval: Interval): Aggregate<MeasureState> => {
  if (name === 'uniqueCount') return overInterval(distinctCells(interval), interval);
  const cells = name === 'first' || name === 'last' ? aggregatedValues : aggregatedCells;
  return overInterval(cells(lifetimeAggregate(name, Infinity), interval), interval);
};

const wideOver = (aggregate: WideAggregate, interval: Interval): Aggregate<MeasureState> => {
  if (aggregate.name === 'mostFrequent') return overInterval(frequencyCells(interval), interval);
  const { atMost } = aggregate;
  const listing = aggregate.name === 'list' ? listedValues(atMost) : listedEvents(aggregate.fields, atMost);
  return overInterval(newestCells(listing, interval), interval);
};

const isWide = (aggregate: Measured['aggregate']): aggregate is WideAggregate =>
  aggregate?.name === 'mostFrequent' || aggregate?.name === 'list' || aggregate?.name === 'latest';

const overCells: SeldomMeasures['overCells'] = (aggregate, window, scope) => {
  const interval = intervalOf(window, scope) ?? everInterval;
  return isWide(aggregate) ? wideOver(aggregate, interval) : cellsOf(aggregate?.name ?? 'count', interval);
};

const sameSequence: SeldomMeasures['sameSequence'] = (condition) =>
  condition.form === 'followedBy'
    ? sameFollowedBy(lengthOf(condition.within))
    : sameNotFollowedBy(lengthOf(condition.wait), lengthOf(condition.within));

/** Functions read them from a file of their own (docs/decisions/0008-what-a-cold-start-loads.md). */
export const seldomMeasures: SeldomMeasures = { overCells, sameSequence };
