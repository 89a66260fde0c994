import type { Measured } from '#lib/core/segments/language/condition.ts';
import type { WindowSource } from '#lib/core/segments/language/language.ts';
import { compileMeasured } from '#lib/core/segments/compile/compile-measure.ts';
import type { Measure } from '#lib/core/segments/compile/measure.ts';
import { utcCalendar, type Calendar } from '#lib/core/time/calendar.ts';

/** The measure of a value that is read itself, over the visits in a window. */
export const readMeasure = (
  aggregate: Measured['aggregate'],
  window: WindowSource,
  calendar: Calendar = utcCalendar,
): Measure =>
  compileMeasured(
    { form: 'measured', events: { performed: 'VisitMade', ...window }, aggregate },
    { most: Infinity, currency: 'GBP', calendar },
  );
