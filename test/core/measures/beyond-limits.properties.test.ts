import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MeasureState } from '#lib/core/measures/measure.ts';
import type { AggregateName } from '#lib/core/segments/language/aggregates.ts';
import type { ConditionSource } from '#lib/core/segments/language/language.ts';
import { foldAll, measured, onwards, stateWith, type Arrives } from './measured.ts';
import { aggregateAt, type Happened } from './naive.ts';
import { runs } from '#test/support/runs.ts';

const day = 86_400_000;
const length = 10 * day;
const cell = length / 200;
const start = Date.UTC(2027, 0, 1);

const inWindow = (name: AggregateName | 'count', is: object): ConditionSource =>
  ({
    performed: 'VisitMade',
    within: 'P10D',
    ...(name === 'count' ? { times: is } : { [name]: 'custom.value', is }),
  }) as unknown as ConditionSource;

/** More events in one window than are kept one by one, some of them late. */
const many: fc.Arbitrary<readonly Arrives[]> = fc
  .array(
    fc.record({
      after: fc.nat({ max: 12 * day }),
      value: fc.nat({ max: 1_000 }),
      delay: fc.constantFrom(0, 0, 0, day),
    }),
    { minLength: 300, maxLength: 1_200, size: 'max' },
  )
  .map((drawn) =>
    drawn
      .map(({ after, value, delay }, index): Arrives => {
        const happened: Happened = { t: start + after, eventId: `e${index}`, role: 'page', value };
        return { happened, clock: happened.t + delay };
      })
      .toSorted((one, other) => one.clock - other.clock),
  );

const instants = fc.tuple(many, fc.nat({ max: 12 * day })).map(([all, after]) => {
  const clock = Math.max(...all.map(({ clock: at }) => at));
  return { all, events: all.map(({ happened }) => happened), now: clock + after };
});

const rows = (state: MeasureState | undefined): readonly unknown[] => (Array.isArray(state) ? state : []);
// A failing example is shown as it was drawn: to make one of a thousand events smaller takes minutes.
const cases = { ...runs(25), endOnFailure: true };

/** Carts filled a second apart. */
const cartsFrom = (from: number, count: number) =>
  Array.from({ length: count }, (_, index): Arrives => {
    const t = from + index * 1_000;
    return { happened: { t, eventId: `e${t}`, role: 'cart' }, clock: t };
  });

describe('a window of more than 256 events', () => {
  test.each<readonly [AggregateName | 'count', object, limit: number]>([
    ['count', { gte: 400 }, 401],
    ['uniqueCount', { gte: 300 }, 301],
    ['last', { gte: 500 }, 1],
  ])('compares %s exactly, with a state that is bounded', (name, is, limit) => {
    const { measure, leaf } = measured(inWindow(name, is));
    const least = Object.values(is)[0] as number;
    fc.assert(
      fc.property(instants, ({ all, events, now }) => {
        const state = foldAll(measure, all);
        const value = aggregateAt(name, { events, length, now });
        expect(leaf.holds(stateWith(measure, state), now)).toBe(typeof value === 'number' && value >= least);
        expect(measure.isApproximate(state, now)).toBe(false);
        expect(rows(state).length).toBeLessThanOrEqual(limit);
      }),
      cases,
    );
  });

  test('keeps nothing of what had left it before it came', () => {
    const { measure } = measured(inWindow('count', { gte: 400 }));
    const late: Arrives = { happened: { t: start, eventId: 'late', role: 'page' }, clock: start + length };
    expect(rows(foldAll(measure, [late]))).toEqual([]);
    expect(rows(foldAll(measure, [{ ...late, clock: start + length - 1 }]))).toEqual([[start]]);
  });

  test('flips a leaf over a count at its exact instant', () => {
    const { measure, leaf } = measured(inWindow('count', { gte: 400 }));
    const all = Array.from({ length: 1_000 }, (_, index) => {
      const happened: Happened = { t: start + index * 60_000, eventId: `e${index}`, role: 'page' };
      return { happened, clock: happened.t };
    });
    const now = start + 1_000 * 60_000;
    expect(leaf.nextFlip?.(stateWith(measure, foldAll(measure, all)), onwards(now))).toBe(
      start + 600 * 60_000 + length,
    );
  });

  test('places no event further off than 1/200 of the window in a sum, and says so', () => {
    const { measure } = measured(inWindow('sum', { gte: 1 }));
    fc.assert(
      fc.property(instants, ({ all, events, now }) => {
        const state = foldAll(measure, all);
        const value = measure.valueAt(state, now) as number;
        expect(value).toBeGreaterThanOrEqual(aggregateAt('sum', { events, length, now }) as number);
        expect(value).toBeLessThanOrEqual(aggregateAt('sum', { events, length: length + cell, now }) as number);
        expect(rows(state).length).toBeLessThanOrEqual(256);
      }),
      cases,
    );
    const crowded = Array.from({ length: 257 }, (_, index): Arrives => {
      const t = start + index;
      return { happened: { t, eventId: `e${index}`, role: 'page', value: 1 }, clock: t };
    });
    expect(measure.isApproximate(foldAll(measure, crowded.slice(0, 256)), start + 300)).toBe(false);
    const joined = foldAll(measure, crowded);
    expect(measure.isApproximate(joined, start + 300)).toBe(true);
    // What was joined has left: no event of the window is off any more.
    expect(measure.isApproximate(joined, start + length)).toBe(true);
    expect(measure.isApproximate(joined, start + 1 + length)).toBe(false);
    expect(measure.valueAt(foldAll(measure, crowded), start + 300)).toBe(257);
    // No more is joined than must be.
    expect(rows(foldAll(measure, crowded))).toHaveLength(256);
  });

  test('places no event further off than 1/200 of the window in a mean', () => {
    const { measure } = measured(inWindow('avg', { gte: 1 }));
    fc.assert(
      fc.property(instants, ({ all, events, now }) => {
        const value = measure.valueAt(foldAll(measure, all), now) as number | undefined;
        const certain = aggregateAt('sum', { events, length, now }) as number;
        const possible = aggregateAt('sum', { events, length: length + cell, now }) as number;
        const fewest = aggregateAt('count', { events, length, now }) as number;
        const most = aggregateAt('count', { events, length: length + cell, now }) as number;
        expect(value === undefined && fewest > 0).toBe(false);
        fc.pre(value !== undefined);
        expect(value).toBeGreaterThanOrEqual(certain / most);
        expect(value).toBeLessThanOrEqual(possible / Math.max(1, fewest));
      }),
      cases,
    );
  });

  test.each([
    ['min', -1],
    ['max', 1],
  ] as const)('places no event further off than 1/200 of the window in a %s', (name, sign) => {
    const { measure } = measured(inWindow(name, { gte: 1 }));
    const height = (value: unknown): number => (typeof value === 'number' ? sign * value : -Infinity);
    // Each less extreme than the one before, so that each may become the extreme.
    const ebbing = instants.map(({ all, now }) => {
      const sorted = all
        .map(({ happened }, index) => ({ ...happened, t: start + Math.floor((index * 12 * day) / all.length) }))
        .map((happened, index) => ({ ...happened, value: sign * (5_000 - index) }));
      return { events: sorted, now: Math.max(now, start + 12 * day) };
    });
    fc.assert(
      fc.property(ebbing, ({ events, now }) => {
        const state = foldAll(
          measure,
          events.map((happened) => ({ happened, clock: happened.t })),
        );
        const seen = height(measure.valueAt(state, now));
        expect(seen).toBeGreaterThanOrEqual(height(aggregateAt(name, { events, length, now })));
        expect(seen).toBeLessThanOrEqual(height(aggregateAt(name, { events, length: length + cell, now })));
        expect(rows(state).length).toBeLessThanOrEqual(256);
      }),
      cases,
    );
  });

  test('takes as the first an event that is no further off than 1/200 of the window, and says so', () => {
    const { measure } = measured(inWindow('first', { gte: 1 }));
    fc.assert(
      fc.property(instants, ({ all, events, now }) => {
        const state = foldAll(measure, all);
        const value = measure.valueAt(state, now);
        const oldest = aggregateAt('first', { events, length, now });
        const near = events.filter(({ t }) => now - length - cell < t && t <= now).map((event) => event.value);
        expect(oldest === undefined ? [undefined, ...near] : near).toContain(value);
        expect(rows(state).length).toBeLessThanOrEqual(256);
      }),
      cases,
    );
    const crowded = Array.from({ length: 257 }, (_, index): Arrives => {
      const t = start + index;
      return { happened: { t, eventId: `e${index}`, role: 'page', value: index }, clock: t };
    });
    const exact = foldAll(measure, crowded.slice(0, 256));
    expect(measure.isApproximate(exact, start + 300)).toBe(false);
    expect(measure.valueAt(exact, start + length)).toBe(1);
    const joined = foldAll(measure, crowded);
    expect(measure.isApproximate(joined, start + 300)).toBe(true);
    expect(measure.valueAt(joined, start + 300)).toBe(0);
    // The two oldest are one, and leave together.
    expect(measure.valueAt(joined, start + length)).toBe(0);
    expect(measure.valueAt(joined, start + 1 + length)).toBe(2);
    expect(measure.isApproximate(joined, start + 1 + length)).toBe(false);
  });

  test('takes an earlier event that arrives later as the first, however many there are', () => {
    const { measure } = measured(inWindow('first', { gte: 1 }));
    const crowd = Array.from({ length: 2_000 }, (_, index): Arrives => {
      const t = start + day + index * 60_000;
      return { happened: { t, eventId: `e${index}`, role: 'page', value: 5 }, clock: t };
    });
    const clock = start + day + 2_000 * 60_000;
    const late: Arrives = { happened: { t: start, eventId: 'late', role: 'page', value: 7 }, clock };
    expect(measure.valueAt(foldAll(measure, [...crowd, late]), clock)).toBe(7);
  });

  test('keeps no more than 256 open events of a sequence, and places them no further off than 1/200 of the window', () => {
    const { measure } = measured({
      performed: 'VisitMade',
      where: { action: { eq: 'cart' } },
      followedBy: { performed: 'VisitMade', where: { action: { eq: 'page' } } },
      within: 'P10D',
    });
    const carts = Array.from({ length: 2_000 }, (_, index): Arrives => {
      const t = start + index * 1_000;
      return { happened: { t, eventId: `e${index}`, role: 'cart' }, clock: t };
    });
    const clock = start + 2_000_000;
    const state = foldAll(measure, carts) as { readonly open: readonly unknown[] };
    expect(state.open.length).toBeLessThanOrEqual(256);
    expect(measure.isApproximate(state as never, clock)).toBe(true);
    const page: Arrives = { happened: { t: clock, eventId: 'b', role: 'page' }, clock };
    const followed = foldAll(measure, [...carts, page]);
    const newest = start + 1_999_000;
    expect(measure.valueAt(followed, newest + length - 1)).toBe(true);
    expect(measure.valueAt(followed, newest + length)).toBe(false);
  });

  test('says of a sequence that it is approximate for as long as what was joined is in the window, and no longer', () => {
    const { measure } = measured({
      performed: 'VisitMade',
      where: { action: { eq: 'cart' } },
      followedBy: { performed: 'VisitMade', where: { action: { eq: 'page' } } },
      within: 'P10D',
    });
    const crowd = cartsFrom(start, 257);
    const page: Arrives = { happened: { t: start + 300_000, eventId: 'b', role: 'page' }, clock: start + 300_000 };
    const followed = foldAll(measure, [...crowd, page, ...cartsFrom(start + 20 * day, 1)]);
    // The two oldest were joined.
    expect(measure.isApproximate(foldAll(measure, crowd.slice(0, 256)), start + day)).toBe(false);
    expect(measure.isApproximate(foldAll(measure, crowd), start + 1_000 + length - 1)).toBe(true);
    expect(measure.isApproximate(foldAll(measure, crowd), start + 1_000 + length)).toBe(false);
    expect(measure.isApproximate(followed, start + 20 * day)).toBe(false);
    // 0.2.0 kept no more than that something was joined: nothing newer than the newest that it kept.
    const kept = { ...(foldAll(measure, crowd) as object), joined: true } as never;
    expect(measure.isApproximate(kept, start + 256_000 + length - 1)).toBe(true);
    expect(measure.isApproximate(foldAll(measure, cartsFrom(start + 20 * day, 1), kept), start + 20 * day)).toBe(false);
  });
});
