import { fingerprint } from '#events/fingerprint.ts';
import type { EventCondition, Measured } from '../language/condition.ts';
import { measuredBy } from '../language/measured.ts';
import { aggregateMeasure } from './aggregate-measure.ts';
import type { Measure, MeasureScope, Unnamed } from './measure.ts';
import { sequenceMeasure } from './sequence-measure.ts';
import { usesZone } from './zone-use.ts';

/** A key of what a condition measures, without the comparison: equal conditions of different segments share a measure. */
export const measureKey = (condition: EventCondition | Measured): string =>
  fingerprint('measure', measuredBy(condition));

const unnamedMeasure = (condition: EventCondition | Measured, scope: MeasureScope): Unnamed => {
  switch (condition.form) {
    case 'count':
      return aggregateMeasure({ events: condition.events }, scope);
    case 'aggregate':
    case 'measured':
      return aggregateMeasure(condition, scope);
    case 'followedBy':
    case 'notFollowedBy':
      return sequenceMeasure(condition, scope);
    default:
      return condition satisfies never;
  }
};

const idLength = 8;

/** Infinity is no JSON. */
const mostInId = (most: number): number | string => (most === Infinity ? 'all' : most);

const idOf = (condition: EventCondition | Measured, key: string, scope: MeasureScope): string => {
  const { most, currency, calendar } = scope;
  const zone = usesZone(condition) ? [calendar.timeZone] : [];
  return fingerprint('measure', [key, mostInId(most), currency, ...zone]).slice(0, idLength);
};

/**
 * Compiles the measure of a condition.
 *
 * @param key - the condition's `measureKey`.
 */
export const compileMeasure = (condition: EventCondition | Measured, key: string, scope: MeasureScope): Measure => ({
  ...unnamedMeasure(condition, scope),
  id: idOf(condition, key, scope),
});

/** Compiles the measure of a value that is read itself. */
export const compileMeasured = (measured: Measured, scope: MeasureScope): Measure =>
  compileMeasure(measured, measureKey(measured), scope);
