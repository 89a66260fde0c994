import type { Measured } from '#lib/core/segments/language/condition.ts';
import type { Selection } from '#lib/core/segments/language/language.ts';
import { compileMeasured } from '#lib/core/segments/compile/compile-measure.ts';
import type { Measure } from '#lib/core/segments/compile/measure.ts';
import { seldomMeasures } from '#lib/core/segments/compile/seldom-measures.ts';
import { utcCalendar, type Calendar } from '#lib/core/time/calendar.ts';

/** The measure of a value that is read itself, over some events, by default the visits in a window. */
export const readMeasure = (
  aggregate: Measured['aggregate'],
  events: Partial<Selection>,
  calendar: Calendar = utcCalendar,
): Measure =>
  compileMeasured(
    { form: 'measured', events: { performed: 'VisitMade', ...events }, aggregate },
    { most: Infinity, currency: 'GBP', calendar, seldom: seldomMeasures },
  );
