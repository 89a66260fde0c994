import * as z from 'zod/mini';
import { isCalendarDay, isInstant } from '#events/forms/instant.ts';
import { parseDuration } from '../../time/duration.ts';
import { calendarUnits, type CalendarUnit } from '../language/language.ts';
import { closed, withHint } from './closed.ts';
import { objectCheck, type Found } from './chosen.ts';
import { duration } from './operator-schema.ts';

/** How far back the periods of a unit may lie. */
const earliestPeriods: Readonly<Record<CalendarUnit, number>> = {
  day: -400,
  week: -57,
  month: -36,
  quarter: -12,
  year: -10,
};

/** A window of two ends reaches back at most this many times its own length: what it passes over has to be kept too. */
const longestReach = 40;

const isUnit = (value: unknown): value is CalendarUnit => calendarUnits.some((unit) => unit === value);

const periodFaults = ({ unit, from, to }: Readonly<Record<string, unknown>>): readonly Found[] => {
  if (!isUnit(unit) || !Number.isInteger(from)) return [];
  const earliest = earliestPeriods[unit];
  if (Number(from) < earliest) return [{ path: ['from'], message: `at least ${earliest} for a ${unit}` }];
  const isReversed = Number.isInteger(to) && Number(from) > Number(to);
  return isReversed ? [{ path: ['from'], message: `at most "to", which is ${String(to)}` }] : [];
};

const periodRule = 'a whole number of at most 0: 0 is the period that holds now, -1 the one before';

const period = z.int(periodRule).check(z.lte(0, periodRule));

/** The same as JSON Schema. */
const earliestByUnit = calendarUnits.map((unit) => ({
  if: { not: { properties: { unit: { const: unit } } } },
  else: { properties: { from: { minimum: earliestPeriods[unit] } } },
}));

/** Calendar periods before now. */
export const during = closed(
  {
    unit: z.enum(calendarUnits, {
      error: ({ input }) => withHint(`one of ${calendarUnits.join(', ')}`, input, calendarUnits),
    }),
    from: period,
    to: period,
  },
  { checks: [objectCheck(periodFaults)], json: { allOf: earliestByUnit } },
);

const betweenRule = 'a list of two durations, the longer first, such as ["P90D", "P30D"]';

/** The lengths of a window of two ends; undefined where it has none. */
const lengthsIn = (value: unknown): readonly [number, number] | undefined => {
  if (!Array.isArray(value)) return undefined;
  const [far, near] = value.map((one) => (typeof one === 'string' ? parseDuration(one) : undefined));
  return far === undefined || near === undefined ? undefined : [far, near];
};

const reachFault = (value: unknown): string | undefined => {
  const lengths = lengthsIn(value);
  if (!lengths) return undefined;
  const [far, near] = lengths;
  if (far <= near) return betweenRule;
  return far > longestReach * (far - near)
    ? `a window that reaches back at most ${longestReach} times its own length; use "during" for a short one that lies far back`
    : undefined;
};

/** The lengths between which events lie. */
const between = z.array(duration, betweenRule).check(
  z.length(2, betweenRule),
  z.refine((value) => reachFault(value) === undefined, {
    error: ({ input }) => reachFault(input) ?? betweenRule,
  }),
);

const momentRule = 'an instant with Z or an offset, such as 2026-11-02T09:12:00Z, or a date, such as 2026-11-02';

/** A point in time: a date is its first instant. */
export const moment = z
  .string(momentRule)
  .check(z.refine((value) => isInstant(value) || isCalendarDay(value), momentRule));

/** The forms of a window. */
export const windows = {
  within: z.optional(duration),
  between: z.optional(between),
  during: z.optional(during),
  since: z.optional(moment),
  until: z.optional(moment),
};

/** The windows that end with now; a selection has at most one. */
const movingWindows = ['within', 'between', 'during'] as const;

const pairs = movingWindows.flatMap((one, index) => movingWindows.slice(index + 1).map((other) => [one, other]));

/** The same as `hasOneWindow`, as JSON Schema. */
export const oneWindow = { allOf: pairs.map((pair) => ({ not: { required: pair } })) };

/** Refuses a second window that ends with now. */
export const hasOneWindow = objectCheck((value) => {
  const [first, ...others] = movingWindows.filter((name) => value[name] !== undefined);
  return others.map((name) => ({ path: [name], message: `absent: here stands ${String(first)} already` }));
});
