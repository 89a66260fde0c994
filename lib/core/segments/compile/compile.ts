import { asksForSeldomMeasures } from './asks-for-seldom-measures.ts';
import { assemble, type Loaded } from './assemble.ts';
import type { Catalogue } from './catalogue.ts';
import { predictedSignals } from './predicted-signals.ts';
import { withHash } from './catalogue-hash.ts';
import { seldomMeasures } from './seldom-measures.ts';
import { utcCalendar, type Calendar } from '../../time/calendar.ts';
import { zonedCalendar } from '../../time/zoned-calendar.ts';
import type { CatalogueSource } from '../language/language.ts';
import { checkCatalogue } from '../check/check-catalogue.ts';

const calendarOf = ({ timeZone = utcCalendar.timeZone }: CatalogueSource): Calendar =>
  timeZone === utcCalendar.timeZone ? utcCalendar : zonedCalendar(timeZone);

const loadedFor = (source: CatalogueSource): Loaded => ({
  calendar: calendarOf(source),
  predicted: source.predict && predictedSignals(source.predict),
  // As a function does it, which reads them only where they are asked for.
  seldom: asksForSeldomMeasures(source) ? seldomMeasures : undefined,
});

/**
 * Compiles a catalogue as it was read from JSON: checks it and puts it together.
 *
 * @param deployment - the number of the deployment that the catalogue belongs to; 0 where there is none.
 * @throws {CatalogueError} where it does not fit, with the path of the fault, what was seen and what was expected.
 */
export const compile = (json: unknown, deployment: number = 0): Catalogue => {
  const source = checkCatalogue(json);
  return assemble(withHash(source), deployment, loadedFor(source));
};
