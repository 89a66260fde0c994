import type { During, WindowSource } from '#lib/core/segments/language/language.ts';
import { utcCalendar, type Calendar } from '#lib/core/time/calendar.ts';
import fc from 'fast-check';
import { shiftingCalendar } from './shifting-calendar.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** The first instant at which something happens. */
export const start = Date.UTC(2026, 11, 26);

/** A window, and what the contract says that it holds. */
export interface Window {
  readonly name: string;
  readonly source: WindowSource;
  readonly calendar: Calendar;
  readonly holds: (t: number, now: number) => boolean;
  /** Hours after an event at which it may enter or leave. */
  readonly edges: readonly number[];
}

const between = (longer: readonly [string, number], shorter: readonly [string, number]): Window => ({
  name: `between ${longer[0]} and ${shorter[0]}`,
  source: { between: [longer[0], shorter[0]] },
  calendar: utcCalendar,
  holds: (t, now) => now - longer[1] * hour < t && t <= now - shorter[1] * hour,
  edges: [longer[1], shorter[1]],
});

/** The number of a calendar period, told from the date as people write it. */
const periodOf = (unit: During['unit'], instant: number): number => {
  const localDay = shiftingCalendar.dayOf(instant);
  const date = new Date(localDay * day);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  return {
    day: localDay,
    week: (localDay - ((date.getUTCDay() + 6) % 7)) / 7,
    month: year * 12 + month,
    quarter: year * 4 + Math.floor(month / 3),
    year,
  }[unit];
};

const during = (unit: During['unit'], from: number, to: number): Window => ({
  name: `during ${unit} ${from} to ${to}`,
  source: { during: { unit, from, to } },
  calendar: shiftingCalendar,
  holds: (t, now) => {
    const [own, current] = [periodOf(unit, t), periodOf(unit, now)];
    return t <= now && current + from <= own && own <= current + to;
  },
  edges: [],
});

/** Windows of every kind but those that end now and keep comparisons alone. */
export const windows: readonly Window[] = [
  during('day', 0, 0),
  during('day', -2, -1),
  during('day', -4, -3),
  during('day', -3, 0),
  during('week', -1, -1),
  during('week', -1, 0),
  during('month', -1, -1),
  during('month', -1, 0),
  during('quarter', -1, -1),
  during('year', -1, 0),
  {
    name: 'within P3D',
    source: { within: 'P3D' },
    calendar: utcCalendar,
    holds: (t, now) => now - 72 * hour < t && t <= now,
    edges: [72],
  },
  between(['P3D', 72], ['P1D', 24]),
  between(['P3D', 72], ['PT71H', 71]),
  between(['P2D', 48], ['PT0S', 0]),
  {
    name: 'since and until',
    source: { between: ['P4D', 'P1D'], since: '2026-12-29', until: '2027-01-01T04:30:00+05:30' },
    calendar: shiftingCalendar,
    holds: (t, now) =>
      now - 96 * hour < t && t <= now - day && Date.UTC(2026, 11, 28, 17, 30) <= t && t < Date.UTC(2026, 11, 31, 23),
    edges: [96, 24],
  },
];

/** Instants from a clock on: any, and those at which an event enters or leaves, with their neighbours. */
export const laterThan = (
  clock: number,
  { times, edges }: { readonly times: readonly number[]; readonly edges: readonly number[] },
): fc.Arbitrary<number> =>
  fc
    .oneof(
      fc.integer({ min: 0, max: 200 * hour }).map((after) => clock + after),
      fc
        .tuple(fc.constantFrom(...times), fc.constantFrom(0, ...edges), fc.constantFrom(-1, 0, 1))
        .map(([t, hours, step]) => t + hours * hour + step),
      fc
        .tuple(fc.integer({ min: 0, max: 45 }), fc.constantFrom(-1, 0, 1))
        .map(([days, step]) => shiftingCalendar.startOf(start / day + days) + step),
    )
    .map((instant) => Math.max(clock, instant));
