import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aggregateNames, type AggregateName } from '#lib/core/segments/language/aggregates.ts';
import { runs } from '#test/support/runs.ts';
import { clockOf, instantsBefore, mergedStates, parted, reordered } from './arrivals.ts';
import { foldAll, type Arrives } from './measured.ts';
import { aggregateOf, type Happened } from './naive.ts';
import { readMeasure } from './read-measure.ts';
import { laterThan, start, windows } from './windows-of-every-kind.ts';

const hour = 3_600_000;
const cases = runs(240);

/** Few instants, so that events coincide, with each other and with the ends of windows. */
const happened = fc.record({
  t: fc.integer({ min: 0, max: 480 }).map((halves) => start + halves * (hour / 2)),
  prefix: fc.constantFrom('a', 'b', 'A'),
  value: fc.option(fc.integer({ min: -3, max: 6 }), { nil: undefined }),
  delay: fc.constantFrom(0, 0, 0, hour, 50 * hour, 80 * hour),
});

/** In the order of arrival, with a clock that never goes back. */
const arrivals: fc.Arbitrary<readonly Arrives[]> = fc
  .array(happened, { minLength: 1, maxLength: 40, size: 'max' })
  .map((drawn) =>
    drawn
      .map(({ prefix, delay, t, value }, index): Arrives => {
        const event: Happened = {
          t,
          eventId: `${prefix}${index}`,
          role: 'page',
          ...(value !== undefined && { value }),
        };
        return { happened: event, clock: t + delay };
      })
      .toSorted((one, other) => one.clock - other.clock),
  );

const eventsOf = (all: readonly Arrives[]): readonly Happened[] => all.map(({ happened: event }) => event);

const inBounds = (value: unknown): boolean => typeof value === 'number' && value >= 2 && value < 6;

const kinds = windows.flatMap((window) =>
  (['count', ...aggregateNames] as const).map((name) => ({ name: `${name} ${window.name}`, aggregate: name, window })),
);

describe.each(kinds)('measure of $name', ({ aggregate, window }) => {
  const measure = readMeasure(
    aggregate === 'count' ? undefined : { name: aggregate satisfies AggregateName, field: 'custom.value' },
    window.source,
    window.calendar,
  );
  const expected = (all: readonly Arrives[], now: number): unknown =>
    aggregateOf(
      aggregate,
      eventsOf(all).filter(({ t }) => window.holds(t, now)),
    );
  const observed = arrivals.chain((all) =>
    fc.tuple(
      fc.constant(all),
      laterThan(clockOf(all), { times: eventsOf(all).map(({ t }) => t), edges: window.edges }),
    ),
  );

  test('is at every instant what all events come to', () => {
    fc.assert(
      fc.property(observed, ([all, now]) => {
        const state = foldAll(measure, all);
        expect(measure.valueAt(state, now)).toEqual(expected(all, now));
        expect(measure.isApproximate(state, now)).toBe(false);
        expect(JSON.parse(JSON.stringify([state ?? null]))).toEqual([state ?? null]);
      }),
      cases,
    );
  });

  test('is the same in whatever order events arrive', () => {
    fc.assert(
      fc.property(reordered(observed), ([all, again, now]) => {
        expect(measure.valueAt(foldAll(measure, again), now)).toEqual(expected(all, now));
      }),
      cases,
    );
  });

  test('of two merged states is that of all their events', () => {
    fc.assert(
      fc.property(parted(observed), ([all, now, mine, theirs]) => {
        const states = [foldAll(measure, mine), foldAll(measure, theirs)] as const;
        for (const merged of mergedStates(measure, states, clockOf(all))) {
          expect(measure.valueAt(merged, now)).toEqual(expected(all, now));
        }
      }),
      cases,
    );
  });

  test('changes at no instant before its next change', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(observed, share, ([all, now], part) => {
        const change = measure.nextChange?.(foldAll(measure, all), now) ?? Infinity;
        expect(change).toBeGreaterThan(now);
        const values = instantsBefore(change, now, part).map((at) => expected(all, at));
        expect(values).toEqual([expected(all, now), expected(all, now)]);
      }),
      cases,
    );
  });

  test('flips at its next flip and at no instant before', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(observed, share, fc.nat(200 * hour), ([all, now], part, span) => {
        const state = foldAll(measure, all);
        const flipBy = (until: number): number =>
          measure.nextFlip?.(state, { after: now, until }, inBounds) ?? Infinity;
        const truth = (at: number): boolean => inBounds(expected(all, at));
        const flip = flipBy(Infinity);
        const [at, last] = instantsBefore(flip, now, part);
        expect(flip).toBeGreaterThan(now);
        expect([truth(at), truth(last)]).toEqual([truth(now), truth(now)]);
        expect(truth(last + 1)).toBe(flip === Infinity ? truth(now) : !truth(now));
        expect(flipBy(flip)).toBe(flip);
        const until = now + span;
        expect(flipBy(until) <= until ? flipBy(until) : 'later').toBe(flip <= until ? flip : 'later');
      }),
      cases,
    );
  });
});
