import type { Measure } from './measure.ts';
import type { Signal } from './signal.ts';

/** The value of a measure as a signal. */
export const measureSignal = (measure: Measure): Signal => {
  const { id, nextChange } = measure;
  return {
    valueAt: ({ measures }, now) => measure.valueAt(measures[id], now),
    nextChange: nextChange && (({ measures }, after) => nextChange(measures[id], after)),
    isApproximate: ({ measures }, now) => measure.isApproximate(measures[id], now),
    measures: [measure],
    dependsOn: [],
  };
};
