import type { Calendar } from '../../time/calendar.ts';
import { dayText, type Instant } from '../../time/instant.ts';

/** 1970-01-01 was a Thursday. */
const weekdays = ['thursday', 'friday', 'saturday', 'sunday', 'monday', 'tuesday', 'wednesday'];

const monthLength = 'YYYY-MM'.length;

type LocalValue = (t: Instant, calendar: Calendar) => string | number;

const localDate: LocalValue = (t, { dayOf }) => dayText(dayOf(t));

/** The fields that every event has of its event time in the catalogue's zone. */
const localFields: Readonly<Record<string, LocalValue>> = {
  'local.date': localDate,
  'local.month': (t, calendar) => String(localDate(t, calendar)).slice(0, monthLength),
  'local.weekday': (t, { dayOf }) => weekdays.at(dayOf(t) % weekdays.length) as string,
  'local.hour': (t, { hourOf }) => hourOf(t),
};

/** How a field of the local time is read; undefined for a field of the event itself. */
export const localField = (path: string): LocalValue | undefined =>
  Object.hasOwn(localFields, path) ? localFields[path] : undefined;
