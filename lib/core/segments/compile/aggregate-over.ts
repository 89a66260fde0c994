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
import { lengthOf } from '../../time/duration.ts';
import type { AggregateName } from '../language/aggregates.ts';
import type { Measured } from '../language/condition.ts';
import type { WindowSource } from '../language/language.ts';
import { lifetimeAggregate } from './lifetime-aggregate.ts';
import type { MeasureScope } from './measure.ts';
import type { SeldomMeasures } from './seldom-measures.ts';

/** The kinds of a window that ends now, by its length in milliseconds; `most` is as in `MeasureScope`. */
const kinds: Readonly<Record<AggregateName | 'count', (length: number, most: number) => WindowKind>> = {
  count: (_, most) => countKind(most),
  sum: sumKind,
  avg: averageKind,
  min: (length) => extremeKind(length, -1),
  max: (length) => extremeKind(length, 1),
  first: firstKind,
  last: () => lastKind,
  uniqueCount: (_, most) => uniqueCountKind(most),
};

const isAggregate = (name: string): name is AggregateName | 'count' => Object.hasOwn(kinds, name);

/** Comparisons need no more than some of the newest entries of a window; a value that is read needs all. */
const isNumbered = (name: AggregateName | 'count', most: number): boolean =>
  most === Infinity && (name === 'count' || name === 'uniqueCount');

/** The aggregate of the entries that fit a selection, over its window. */
export const aggregateOver = (
  aggregate: Measured['aggregate'],
  window: WindowSource,
  scope: MeasureScope,
): Aggregate<MeasureState> => {
  const { within, between, during } = window;
  const { most, seldom } = scope;
  const name = aggregate?.name ?? 'count';
  if (isAggregate(name) && !between && !during) {
    if (within === undefined) return lifetimeAggregate(name, most);
    if (!isNumbered(name, most)) return windowed(kinds[name](lengthOf(within), most), lengthOf(within));
  }
  return (seldom as SeldomMeasures).overCells(aggregate, window, scope);
};
