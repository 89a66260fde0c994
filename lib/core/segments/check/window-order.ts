import { isCalendarDay } from '#events/forms/instant.ts';
import { isRecord } from '#events/is-record.ts';
import { day } from '../../time/duration.ts';
import { parseInstant, type Instant } from '../../time/instant.ts';
import { readInstant } from '../../time/read-instant.ts';
import type { CatalogueFault } from './catalogue-error.ts';

/** No zone is further from UTC. */
const farthest = day;

/** Tells the date that clocks of a zone show, as `YYYY-MM-DD`. */
const clockOf = (timeZone: string): ((at: Instant) => string) => {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return (at) => format.format(at);
};

/**
 * The first instant of a date in a zone, by bisection. Only the order of two moments is told by it, which needs no calendar with
 * all its exceptions.
 */
const firstInstantOf = (date: string, timeZone: string): Instant => {
  const dateAt = clockOf(timeZone);
  let before = parseInstant(`${date}T00:00:00Z`) - farthest;
  let from = before + 2 * farthest;
  while (from - before > 1) {
    const middle = Math.floor((before + from) / 2);
    if (dateAt(middle) >= date) from = middle;
    else before = middle;
  }
  return from;
};

const momentAt = (value: unknown, timeZone: string): Instant | undefined =>
  isCalendarDay(value) ? firstInstantOf(value, timeZone) : readInstant(value);

type Source = Readonly<Record<string, unknown>>;

const isInOrder = ({ since, until }: Source, timeZone: string): boolean => {
  // Two dates are in the order of their texts, in every zone.
  if (isCalendarDay(since) && isCalendarDay(until)) return since < until;
  const [from, to] = [momentAt(since, timeZone), momentAt(until, timeZone)];
  return from === undefined || to === undefined || from < to;
};

/** Deeper than anything that is read of a catalogue. */
const deepest = 500;

type Path = readonly (string | number)[];

/** The faults of all selections in a part of a catalogue; notes are the shop's own. */
const faultsIn = (value: unknown, path: Path, timeZone: string): readonly CatalogueFault[] => {
  if (path.length > deepest) return [];
  if (Array.isArray(value)) return value.flatMap((one, index) => faultsIn(one, [...path, index], timeZone));
  if (!isRecord(value)) return [];
  const expected = `after "since", which is ${JSON.stringify(value['since'])}`;
  return [
    ...(isInOrder(value, timeZone) ? [] : [{ path: [...path, 'until'].join('.'), seen: value['until'], expected }]),
    ...Object.entries(value)
      .filter(([key]) => !key.startsWith('x-'))
      .flatMap(([key, part]) => faultsIn(part, [...path, key], timeZone)),
  ];
};

const zoneOf = ({ timeZone }: Source): string => {
  try {
    return new Intl.DateTimeFormat('en', {
      timeZone: typeof timeZone === 'string' ? timeZone : 'UTC',
    }).resolvedOptions().timeZone;
  } catch {
    // Its own fault is told elsewhere.
    return 'UTC';
  }
};

/** The windows that end before they begin: "since" at or after "until". */
export const windowOrderFaults = (json: unknown): readonly CatalogueFault[] => {
  if (!isRecord(json)) return [];
  const { traits, segments } = json;
  const timeZone = zoneOf(json);
  const whens = (Array.isArray(segments) ? segments : []).map((segment: unknown, index) =>
    isRecord(segment) ? faultsIn(segment['when'], ['segments', index, 'when'], timeZone) : [],
  );
  return [...faultsIn(traits, ['traits'], timeZone), ...whens.flat()];
};
