import type { Loaded } from '#lib/core/segments/compile/assemble.ts';
import { asksForSeldomMeasures } from '#lib/core/segments/compile/asks-for-seldom-measures.ts';
import type { PredictedSignals } from '#lib/core/segments/compile/predicted-signals.ts';
import type { SeldomMeasures } from '#lib/core/segments/compile/seldom-measures.ts';
import type { CatalogueSource } from '#lib/core/segments/language/language.ts';
import { utcCalendar, type Calendar } from '#lib/core/time/calendar.ts';

const calendarOf = async ({ timeZone = utcCalendar.timeZone }: CatalogueSource): Promise<Calendar> => {
  if (timeZone === utcCalendar.timeZone) return utcCalendar;
  const { zonedCalendar } = await import('#lib/core/time/zoned-calendar.ts');
  return zonedCalendar(timeZone);
};

const predictedBy = async ({ predict }: CatalogueSource): Promise<PredictedSignals | undefined> => {
  if (!predict) return undefined;
  const { predictedSignals } = await import('#lib/core/segments/compile/predicted-signals.ts');
  return predictedSignals(predict);
};

const seldomFor = async (source: CatalogueSource): Promise<SeldomMeasures | undefined> => {
  if (!asksForSeldomMeasures(source)) return undefined;
  const { seldomMeasures } = await import('#lib/core/segments/compile/seldom-measures.ts');
  return seldomMeasures;
};

const load = async (source: CatalogueSource): Promise<Loaded> => {
  const [calendar, predicted, seldom] = await Promise.all([calendarOf(source), predictedBy(source), seldomFor(source)]);
  return { calendar, predicted, seldom };
};

/**
 * The rules of a catalogue's time zone, unless that is UTC, what its model predicts, where it has one, and the measures that few
 * catalogues ask for. Each lies in a file of its own beside the code, so that functions without one neither read nor wait for it
 * (docs/decisions/0008-what-a-cold-start-loads.md).
 */
export const loadFor = (source: CatalogueSource): Loaded | Promise<Loaded> =>
  (source.timeZone ?? utcCalendar.timeZone) === utcCalendar.timeZone &&
  !source.predict &&
  !asksForSeldomMeasures(source)
    ? { calendar: utcCalendar }
    : load(source);
