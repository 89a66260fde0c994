import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { utcCalendar } from '#lib/core/time/calendar.ts';
import { runs } from '#test/support/runs.ts';
import { foldAll, type Arrives } from './measured.ts';
import { readMeasure } from './read-measure.ts';
import { shiftingCalendar } from './shifting-calendar.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Visits at some instants, in their order, each with a value. */
const visits = (times: readonly number[], valueOf: (index: number) => number = () => 1): readonly Arrives[] =>
  times.map((t, index) => ({
    happened: { t, eventId: `e${String(index).padStart(3, '0')}`, role: 'page', value: valueOf(index) },
    clock: t,
  }));

/** Counts a visit at an instant, as of then. */
const counted = (since: string, until: string, calendar = utcCalendar) => {
  const measure = readMeasure(undefined, { since, until }, calendar);
  return (t: number): unknown => measure.valueAt(foldAll(measure, visits([t])), t);
};

describe('since and until', () => {
  test('take the first instant and leave the last', () => {
    const at = counted('2027-03-01T12:00:00+02:00', '2027-03-02T00:00:00Z');
    const [first, end] = [Date.UTC(2027, 2, 1, 10), Date.UTC(2027, 2, 2)];
    expect([first - 1, first, end - 1, end].map(at)).toEqual([0, 1, 1, 0]);
  });

  test('take a date for the instant at which it begins in the zone', () => {
    const at = counted('2026-12-29', '2026-12-31', shiftingCalendar);
    const [first, end] = [Date.UTC(2026, 11, 28, 17, 30), Date.UTC(2026, 11, 30, 18, 30)];
    expect([first - 1, first, end - 1, end].map(at)).toEqual([0, 1, 1, 0]);
  });

  test('take a date that the zone skipped for the next one', () => {
    const at = counted('2027-01-01', '2027-01-02', shiftingCalendar);
    const first = shiftingCalendar.startOf(Date.UTC(2027, 0, 2) / day);
    expect([first - 1, first].map(at)).toEqual([0, 0]);
  });

  test('narrow a window beside them', () => {
    const measure = readMeasure(undefined, { within: 'P1D', since: '2027-03-01' });
    const state = foldAll(measure, visits([Date.UTC(2027, 1, 28, 23), Date.UTC(2027, 2, 1, 1)]));
    expect(measure.valueAt(state, Date.UTC(2027, 2, 1, 2))).toBe(1);
    expect(measure.nextChange?.(state, Date.UTC(2027, 2, 1, 2))).toBe(Date.UTC(2027, 2, 2, 1));
  });
});

const isFew = (value: unknown): boolean => (value as number) < 5;

describe('the next flip of calendar days', () => {
  test('is none where only a day that the zone skipped would see it', () => {
    const measure = readMeasure(undefined, { during: { unit: 'day', from: -2, to: -1 } }, shiftingCalendar);
    const noon = (date: number): number => shiftingCalendar.startOf(Date.UTC(2026, 11, date) / day) + 12 * hour;
    const times = [noon(29), ...[1, 2, 3].flatMap((step) => [noon(30) + step, noon(31) + step])].toSorted(
      (one, other) => one - other,
    );
    const state = foldAll(measure, visits(times));
    const [eve, after] = [noon(31) + hour, shiftingCalendar.startOf(Date.UTC(2027, 0, 2) / day)];
    // The 29th and 30th, then at once only the 31st: the 30th and 31st together were never the last two days.
    expect([eve, after - 1, after].map((at) => measure.valueAt(state, at))).toEqual([4, 4, 3]);
    expect(measure.nextFlip?.(state, { after: eve, until: Infinity }, isFew)).toBe(Infinity);
    expect(measure.nextChange?.(state, eve)).toBe(after);
  });
});

describe('a number of different values that recur', () => {
  const start = Date.UTC(2027, 0, 1);

  test('is exact where each comes back before it has left, or just after', () => {
    const measure = readMeasure({ name: 'uniqueCount', field: 'custom.value' }, { between: ['PT10H', 'PT8H'] });
    const dense = fc.array(fc.record({ after: fc.nat(6), value: fc.nat(1) }), { minLength: 3, maxLength: 6 });
    fc.assert(
      fc.property(dense, fc.nat(24), (drawn, wait) => {
        const sorted = drawn.toSorted((one, other) => one.after - other.after);
        const all = visits(
          sorted.map(({ after }) => start + after * hour),
          (index) => (sorted[index] as { value: number }).value,
        );
        const now = Math.max(...all.map(({ clock }) => clock)) + (wait / 2) * hour;
        const inside = all.filter(({ clock: t }) => now - 10 * hour < t && t <= now - 8 * hour);
        const state = foldAll(measure, all);
        expect(measure.valueAt(state, now)).toBe(new Set(inside.map(({ happened }) => happened.value)).size);
      }),
      runs(1_500),
    );
  });

  test('keeps of a value only the visits without which it would be missed', () => {
    const measure = readMeasure({ name: 'uniqueCount', field: 'custom.value' }, { between: ['PT10H', 'PT4H'] });
    const every = visits(Array.from({ length: 500 }, (_, index) => start + index * minute));
    expect((foldAll(measure, every) as readonly unknown[]).length).toBeLessThan(6);
  });
});
