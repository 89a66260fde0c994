import { isCalendarDay } from '#events/forms/instant.ts';
import { isRecord } from '#events/is-record.ts';
import { utcCalendar, type Calendar } from '../../time/calendar.ts';
import { instantOf } from '../../time/instant-of.ts';
import { zonedCalendar } from '../../time/zoned-calendar.ts';
import type { CatalogueFault } from './catalogue-error.ts';
import { isKnownZone } from './time-zone.ts';

type Source = Readonly<Record<string, unknown>>;

/** Where one is absent, or no moment, nothing is said of their order. */
const isInOrder = ({ since, until }: Source, calendar: Calendar): boolean => {
  // Two dates are in the order of their texts, in every zone.
  if (isCalendarDay(since) && isCalendarDay(until)) return since < until;
  return !(instantOf(since, calendar) >= instantOf(until, calendar));
};

/** Deeper than anything that is read of a catalogue. */
const deepest = 500;

type Path = readonly (string | number)[];

/** The faults of all selections in a part of a catalogue; notes are the shop's own. */
const faultsIn = (value: unknown, path: Path, calendar: Calendar): readonly CatalogueFault[] => {
  if (path.length > deepest) return [];
  if (Array.isArray(value)) return value.flatMap((one, index) => faultsIn(one, [...path, index], calendar));
  if (!isRecord(value)) return [];
  const expected = `after "since", which is ${JSON.stringify(value['since'])}`;
  return [
    ...(isInOrder(value, calendar) ? [] : [{ path: [...path, 'until'].join('.'), seen: value['until'], expected }]),
    ...Object.entries(value)
      .filter(([key]) => !key.startsWith('x-'))
      .flatMap(([key, part]) => faultsIn(part, [...path, key], calendar)),
  ];
};

/** UTC where there is no zone, or one whose own fault is told elsewhere. */
const calendarOf = ({ timeZone }: Source): Calendar =>
  typeof timeZone === 'string' && isKnownZone(timeZone) ? zonedCalendar(timeZone) : utcCalendar;

/** The windows that end before they begin: "since" at or after "until". */
export const windowOrderFaults = (json: unknown): readonly CatalogueFault[] => {
  if (!isRecord(json)) return [];
  const { traits, segments } = json;
  const calendar = calendarOf(json);
  const whens = (Array.isArray(segments) ? segments : []).map((segment: unknown, index) =>
    isRecord(segment) ? faultsIn(segment['when'], ['segments', index, 'when'], calendar) : [],
  );
  return [...faultsIn(traits, ['traits'], calendar), ...whens.flat()];
};
