import type { CatalogueSource } from '#lib/core/segments/language/language.ts';
import { utcCalendar, type Calendar } from '#lib/core/time/calendar.ts';

/**
 * The calendar of a catalogue's time zone. Only a zone beside UTC has rules to load, from a file of its own beside the code, so that
 * functions without one neither read nor wait for it (docs/decisions/0008-what-a-cold-start-loads.md).
 */
export const deployedCalendar = ({
  timeZone = utcCalendar.timeZone,
}: Pick<CatalogueSource, 'timeZone'>): Calendar | Promise<Calendar> =>
  timeZone === utcCalendar.timeZone ? utcCalendar : loadCalendar(timeZone);

const loadCalendar = async (timeZone: string): Promise<Calendar> => {
  const { zonedCalendar } = await import('#lib/core/time/zoned-calendar.ts');
  return zonedCalendar(timeZone);
};
