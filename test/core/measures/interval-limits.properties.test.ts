import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { IncomingEvent } from '#events/incoming-event.ts';
import type { MeasureState } from '#lib/core/measures/measure.ts';
import type { Measure } from '#lib/core/segments/compile/measure.ts';
import { runs } from '#test/support/runs.ts';
import { readMeasure } from './read-measure.ts';

const day = 86_400_000;
const start = Date.UTC(2027, 0, 1);
const length = 10 * day;
const delay = 4 * day;
const cell = length / 200;

interface Visit {
  readonly t: number;
  readonly path: string;
}

const visitOf = ({ t, path }: Visit, index: number): IncomingEvent => ({
  type: 'VisitMade',
  detail: {
    eventId: `e${String(index)}`,
    customerId: 'ann',
    occurredAt: new Date(t).toISOString(),
    action: 'page',
    path,
    durationSeconds: 1,
  },
});

const foldAll = (measure: Measure, visits: readonly Visit[]): MeasureState | undefined =>
  visits.reduce<MeasureState | undefined>(
    (state, visit, index) => measure.fold(state, { event: visitOf(visit, index), t: visit.t, clock: visit.t }),
    undefined,
  );

/** So many visits, a number of milliseconds apart. */
const visits = (count: number, apart: number, pathOf: (index: number) => string = String): readonly Visit[] =>
  Array.from({ length: count }, (_, index) => ({ t: start + index * apart, path: pathOf(index) }));

const between = { between: ['P10D', 'P4D'] } as const;
const within = { within: 'P10D' } as const;
const counted = undefined;
const unique = { name: 'uniqueCount', field: 'path' } as const;

const countIn = (all: readonly Visit[], after: number, until: number): number =>
  all.filter(({ t }) => after < t && t <= until).length;

const pathsIn = (all: readonly Visit[], after: number, until: number): number =>
  new Set(all.filter(({ t }) => after < t && t <= until).map(({ path }) => path)).size;

const many: fc.Arbitrary<readonly Visit[]> = fc
  .array(fc.record({ after: fc.nat({ max: 12 * day }), path: fc.nat({ max: 3_000 }).map(String) }), {
    minLength: 300,
    maxLength: 900,
    size: 'max',
  })
  .map((drawn) =>
    drawn.map(({ after, path }): Visit => ({ t: start + after, path })).toSorted((one, other) => one.t - other.t),
  );

const crowds = fc.tuple(many, fc.nat({ max: 14 * day })).map(([all, after]) => ({
  all,
  now: Math.max(...all.map(({ t }) => t)) + after,
}));

// A failing example is shown as it was drawn: to make one of a thousand events smaller takes minutes.
const cases = { ...runs(40), endOnFailure: true };

describe('a window that ended before now', () => {
  const count = readMeasure(counted, between);

  test('counts 256 events exactly, as each enters and leaves, and tells of more', () => {
    const all = visits(256, 60_000);
    const state = foldAll(count, all);
    for (const { t } of all) {
      for (const now of [t + delay - 1, t + delay, t + length - 1, t + length]) {
        expect(count.valueAt(state, now)).toBe(countIn(all, now - length, now - delay));
      }
    }
    expect(count.isApproximate(state, start + delay)).toBe(false);
    const more = foldAll(count, visits(257, 60_000));
    // The two oldest were joined.
    expect(count.isApproximate(more, start + 60_000 + length - 1)).toBe(true);
    expect(count.isApproximate(more, start + 60_000 + length)).toBe(false);
    expect(count.valueAt(more, start + delay)).toBe(0);
    expect(count.valueAt(more, start + 60_000 + delay)).toBe(2);
  });

  test('places none of more events further off than 1/200 of its longer length', () => {
    fc.assert(
      fc.property(crowds, ({ all, now }) => {
        const state = foldAll(count, all);
        const value = count.valueAt(state, now);
        expect(value).toBeGreaterThanOrEqual(countIn(all, now - length, now - delay - cell));
        expect(value).toBeLessThanOrEqual(countIn(all, now - length - cell, now - delay));
        expect((state as readonly unknown[]).length).toBeLessThanOrEqual(256);
      }),
      cases,
    );
  });

  test('lists and counts more events no further off than that', () => {
    const listed = readMeasure({ name: 'latest', fields: ['path'], atMost: 2 }, between);
    fc.assert(
      fc.property(crowds, ({ all, now }) => {
        const value = (listed.valueAt(foldAll(listed, all), now) ?? []) as readonly { readonly at: string }[];
        const newest = all.filter(({ t }) => now - length < t && t <= now - delay).slice(-1);
        // What is listed first is as new as it should be, or one step older.
        for (const { t } of newest) {
          const first = value[0] === undefined ? now - length : Date.parse(value[0].at);
          expect(first).toBeGreaterThan(Math.min(t, now - delay - cell) - cell);
        }
        for (const { at } of value) {
          expect(Date.parse(at)).toBeGreaterThan(now - length - cell);
          expect(Date.parse(at)).toBeLessThanOrEqual(now - delay);
        }
      }),
      cases,
    );
  });

  test('counts the different values of 900 events exactly', () => {
    const paths = readMeasure(unique, between);
    fc.assert(
      fc.property(crowds, ({ all, now }) => {
        const value = paths.valueAt(foldAll(paths, all), now);
        expect(value).toBe(pathsIn(all, now - length, now - delay));
      }),
      cases,
    );
  });

  test.each([
    ['list', { name: 'list', field: 'path', atMost: 20 }],
    ['latest', { name: 'latest', fields: ['path'], atMost: 20 }],
    ['mostFrequent', { name: 'mostFrequent', field: 'path' }],
    ['first', { name: 'first', field: 'path' }],
    ['last', { name: 'last', field: 'path' }],
  ] as const)('tells that %s of more than 256 events is approximate', (_, aggregate) => {
    const measure = readMeasure(aggregate, between);
    expect(measure.isApproximate(foldAll(measure, visits(256, 60_000)), start + delay)).toBe(false);
    expect(measure.isApproximate(foldAll(measure, visits(257, 60_000)), start + delay)).toBe(true);
  });
});

describe('a number in a window that is read itself', () => {
  test('counts events no further off than 1/200 of the window, and exactly up to 256', () => {
    const count = readMeasure(counted, within);
    fc.assert(
      fc.property(crowds, ({ all, now }) => {
        const value = count.valueAt(foldAll(count, all), now);
        expect(value).toBeGreaterThanOrEqual(countIn(all, now - length, now));
        expect(value).toBeLessThanOrEqual(countIn(all, now - length - cell, now));
      }),
      cases,
    );
  });

  test('counts 1,000 different values exactly, of any number of events', () => {
    const paths = readMeasure(unique, within);
    const all = visits(5_000, 60_000, (index) => String((index * 7) % 1_000));
    const state = foldAll(paths, all);
    const end = start + 5_000 * 60_000;
    for (const now of [end, start + length + 4_000 * 60_000, start + length + 4_100 * 60_000 + 1, end + length]) {
      expect(paths.valueAt(state, now)).toBe(pathsIn(all, now - length, now));
    }
    expect(paths.isApproximate(state, end)).toBe(false);
  });

  test('tells that a number of more different values may be off, by no more than 1/200 of the window', () => {
    const paths = readMeasure(unique, within);
    const all = visits(4_000, 120_000);
    const state = foldAll(paths, all);
    const end = start + 4_000 * 120_000;
    expect(paths.isApproximate(state, end)).toBe(true);
    for (const now of [end, start + length + 120_000 * 10, start + length + 120_000 * 333 + 5]) {
      expect(paths.valueAt(state, now)).toBeGreaterThanOrEqual(pathsIn(all, now - length, now));
      expect(paths.valueAt(state, now)).toBeLessThanOrEqual(pathsIn(all, now - length - cell, now));
    }
  });

  test('tells of a lifetime from the 10,001st different value on', () => {
    const paths = readMeasure(unique, {});
    expect(paths.isApproximate(foldAll(paths, visits(10_000, 1)), start)).toBe(false);
    expect(paths.isApproximate(foldAll(paths, visits(10_001, 1)), start)).toBe(true);
  });
});

describe('a window of the calendar', () => {
  test('counts events and 10,000 different values exactly', () => {
    const lastMonth = { during: { unit: 'month', from: -1, to: -1 } } as const;
    const all = visits(10_000, 60_000);
    for (const aggregate of [counted, unique]) {
      const measure = readMeasure(aggregate, lastMonth);
      const state = foldAll(measure, all);
      expect(measure.valueAt(state, Date.UTC(2027, 1, 1) - 1)).toBe(0);
      expect(measure.valueAt(state, Date.UTC(2027, 1, 1))).toBe(10_000);
      expect(measure.nextChange?.(state, start + 10_000 * 60_000)).toBe(Date.UTC(2027, 1, 1));
      expect(measure.valueAt(state, Date.UTC(2027, 2, 1))).toBe(0);
      expect(measure.isApproximate(state, Date.UTC(2027, 1, 1))).toBe(false);
    }
  });

  test('estimates more different values than fit within a few percent, and tells so until they have left', () => {
    const days = { during: { unit: 'day', from: -30, to: -1 } } as const;
    const measure = readMeasure(unique, days);
    const state = foldAll(measure, visits(30_000, 60_000));
    const end = start + 30_000 * 60_000 + day;
    expect(measure.isApproximate(state, end)).toBe(true);
    expect(JSON.stringify(state).length).toBeLessThan(250_000);
    expect(measure.valueAt(state, end)).toBeGreaterThan(29_000);
    expect(measure.valueAt(state, end)).toBeLessThan(31_000);
    expect(measure.isApproximate(state, end + 31 * day)).toBe(false);
    expect(measure.valueAt(state, end + 31 * day)).toBe(0);
  });
});

describe('the most frequent value', () => {
  const frequent = readMeasure({ name: 'mostFrequent', field: 'path' }, {});

  test('is exact up to 1,000 different values', () => {
    // Each once, but for one that comes first in no order.
    const all = [...visits(1_000, 1, (index) => `p${String(index)}`), { t: start + 1_000, path: 'p777' }];
    const state = foldAll(frequent, all);
    expect(frequent.valueAt(state, start + 1_000)).toBe('p777');
    expect(frequent.isApproximate(state, start + 1_000)).toBe(false);
  });

  test('is still found among more, which it tells', () => {
    const all = visits(9_000, 1, (index) => (index > 4_000 && index % 3 === 0 ? 'often' : `p${String(index)}`));
    const state = foldAll(frequent, all);
    expect(frequent.valueAt(state, start + 9_000)).toBe('often');
    expect(frequent.isApproximate(state, start + 9_000)).toBe(true);
  });
});
