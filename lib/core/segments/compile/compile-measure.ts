import { fingerprint } from '#events/fingerprint.ts';
import type { EventCondition } from '../language/condition.ts';
import { measuredBy } from '../language/measured.ts';
import { aggregateMeasure } from './aggregate-measure.ts';
import type { Measure, MeasureScope, Unnamed } from './measure.ts';
import { sequenceMeasure } from './sequence-measure.ts';

/** A key of what a condition measures, without the comparison: equal conditions of different segments share a measure. */
export const measureKey = (condition: EventCondition): string => fingerprint('measure', measuredBy(condition));

const unnamedMeasure = (condition: EventCondition, scope: MeasureScope): Unnamed => {
  switch (condition.form) {
    case 'count':
    case 'aggregate':
      return aggregateMeasure(condition, scope);
    case 'followedBy':
    case 'notFollowedBy':
      return sequenceMeasure(condition);
    default:
      return condition satisfies never;
  }
};

const idLength = 8;

/**
 * Compiles a measure.
 *
 * @param key - the condition's `measureKey`.
 */
export const compileMeasure = (condition: EventCondition, key: string, scope: MeasureScope): Measure => ({
  ...unnamedMeasure(condition, scope),
  id: fingerprint('measure', [key, scope.most, scope.currency]).slice(0, idLength),
});
