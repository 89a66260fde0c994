import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AggregateName } from '#lib/core/segments/language/aggregates.ts';
import type { ConditionSource } from '#lib/core/segments/language/language.ts';
import { aggregateNames } from '#lib/core/segments/language/aggregates.ts';
import { clockOf, mergedStates, parted, reordered } from './arrivals.ts';
import { foldAll, measured, onwards, stateWith, type Arrives } from './measured.ts';
import { aggregateAt, followedAt, notFollowedAt, type Happened } from './naive.ts';
import { runs } from '#test/support/runs.ts';

const hour = 3_600_000;
const start = Date.UTC(2027, 0, 1);
const cases = runs(300);

interface Kind {
  readonly name: string;
  readonly condition: ConditionSource;
  /** What the contract says that it is. */
  readonly expected: (events: readonly Happened[], now: number) => unknown;
  readonly accepts: (value: unknown) => boolean;
}

const forever = Number.MAX_SAFE_INTEGER;
const windows = [
  ['P3D', 72 * hour],
  ['PT90M', 1.5 * hour],
  [undefined, forever],
] as const;

const bounds = { gte: 2, lt: 6 };
const inBounds = (value: unknown): boolean => typeof value === 'number' && value >= 2 && value < 6;

const aggregateKind = (name: AggregateName | 'count', [within, length]: (typeof windows)[number]): Kind => ({
  name: `${name} ${within ? `within ${within}` : 'ever'}`,
  condition: {
    performed: 'VisitMade',
    ...(within && { within }),
    ...(name === 'count' ? { times: bounds } : { [name]: 'custom.value', is: bounds }),
  } as unknown as ConditionSource,
  expected: (events, now) => aggregateAt(name, { events, length, now }),
  accepts: inBounds,
});

const cart = { performed: 'VisitMade', where: { action: { eq: 'cart' } } } as const;
const page = { performed: 'VisitMade', where: { action: { eq: 'page' } } } as const;

const sequences: readonly Kind[] = [
  {
    name: 'followedBy',
    condition: { ...cart, followedBy: page, within: 'P3D' },
    expected: (events, now) => followedAt({ events, length: 72 * hour, now }),
    accepts: Boolean,
  },
  ...(
    [
      ['PT12H', 12],
      ['P3D', 72],
      ['P4D', 96],
      ['PT0S', 0],
    ] as const
  ).map(([wait, hours]): Kind => ({
    name: `notFollowedBy for ${wait}`,
    condition: { ...cart, notFollowedBy: page, for: wait, within: 'P3D' },
    expected: (events, now) => notFollowedAt({ events, length: 72 * hour, now, wait: hours * hour }),
    accepts: Boolean,
  })),
];

const kinds: readonly Kind[] = [
  ...(['count', ...aggregateNames] as const).flatMap((name) => windows.map((window) => aggregateKind(name, window))),
  ...sequences,
];

/** Few instants, so that events coincide, and instants at which windows end with them. */
const happened = fc.record({
  t: fc.integer({ min: 0, max: 240 }).map((halves) => start + halves * (hour / 2)),
  prefix: fc.constantFrom('a', 'b', 'A'),
  role: fc.constantFrom('cart' as const, 'page' as const),
  value: fc.option(
    fc.integer({ min: -8, max: 16 }).map((halves) => halves / 2),
    { nil: undefined },
  ),
  delay: fc.constantFrom(0, 0, 0, hour, 50 * hour, 80 * hour),
});

/** In the order of arrival, with a clock that never goes back. */
const arrivals: fc.Arbitrary<readonly Arrives[]> = fc
  .array(happened, { minLength: 1, maxLength: 40, size: 'max' })
  .map((drawn) =>
    drawn
      .map(({ prefix, delay, t, role, value }, index) => ({
        happened: { t, eventId: `${prefix}${index}`, role, ...(value !== undefined && { value }) },
        clock: t + delay,
      }))
      .toSorted((one, other) => one.clock - other.clock),
  );

const eventsOf = (all: readonly Arrives[]): readonly Happened[] => all.map(({ happened: event }) => event);

/** Instants from the clock on: any, and those at which an event leaves a window, with their neighbours. */
const laterThan = (clock: number, all: readonly Arrives[]): fc.Arbitrary<number> =>
  fc
    .oneof(
      fc.integer({ min: 0, max: 400 * hour }).map((after) => clock + after),
      fc
        .tuple(fc.constantFrom(...all), fc.constantFrom(0, 1.5, 12, 72), fc.constantFrom(-1, 0, 1))
        .map(([{ happened: event }, hours, step]) => event.t + hours * hour + step),
    )
    .map((instant) => Math.max(clock, instant));

const observed = arrivals.chain((all) => fc.tuple(fc.constant(all), laterThan(clockOf(all), all)));

describe.each(kinds)('measure of $name', ({ condition, expected, accepts }) => {
  const { measure, leaf } = measured(condition);
  const capped = measure.id && 'performed' in condition && (condition as { times?: object }).times !== undefined;
  const isCounted = capped || 'uniqueCount' in condition;
  // Of counts no more is kept than comparisons need.
  const seen = (value: unknown): unknown => (isCounted && typeof value === 'number' && value > 6 ? 'many' : value);

  test('is at every instant what all events come to', () => {
    fc.assert(
      fc.property(observed, ([all, now]) => {
        const value = measure.valueAt(foldAll(measure, all), now);
        expect(seen(value)).toEqual(seen(expected(eventsOf(all), now)));
      }),
      cases,
    );
  });

  test('is the same in whatever order events arrive', () => {
    fc.assert(
      fc.property(reordered(observed), ([all, again, now]) => {
        const [one, other] = [foldAll(measure, all), foldAll(measure, again)];
        expect(measure.valueAt(other, now)).toEqual(measure.valueAt(one, now));
        expect(leaf.nextFlip?.(stateWith(measure, other), onwards(now))).toBe(
          leaf.nextFlip?.(stateWith(measure, one), onwards(now)),
        );
      }),
      cases,
    );
  });

  test('of two merged states is that of all their events', () => {
    fc.assert(
      fc.property(parted(observed), ([all, now, mine, theirs]) => {
        const states = [foldAll(measure, mine), foldAll(measure, theirs)] as const;
        for (const merged of mergedStates(measure, states, clockOf(all))) {
          expect(seen(measure.valueAt(merged, now))).toEqual(seen(expected(eventsOf(all), now)));
        }
      }),
      cases,
    );
  });

  test('finds the next flip in a span that reaches it, and none that is earlier in a shorter one', () => {
    fc.assert(
      fc.property(observed, fc.nat(500 * hour), ([all, now], span) => {
        const state = stateWith(measure, foldAll(measure, all));
        const flip = leaf.nextFlip?.(state, onwards(now)) ?? Infinity;
        const inSpan = (until: number) => leaf.nextFlip?.(state, { after: now, until }) ?? Infinity;
        expect(inSpan(flip)).toBe(flip);
        const until = now + span;
        expect(inSpan(until) <= until ? inSpan(until) : 'later').toBe(flip <= until ? flip : 'later');
      }),
      cases,
    );
  });

  test('flips at its next flip and at no instant before', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(observed, share, ([all, now], part) => {
        const state = stateWith(measure, foldAll(measure, all));
        const truth = (at: number): boolean => accepts(expected(eventsOf(all), at));
        const flip = leaf.nextFlip?.(state, onwards(now)) ?? Infinity;
        const end = flip === Infinity ? now + 500 * hour : flip;
        expect(flip).toBeGreaterThan(now);
        const between = now + Math.floor((end - 1 - now) * part);
        expect([truth(between), truth(end - 1)]).toEqual([truth(now), truth(now)]);
        expect(truth(end)).toBe(flip === Infinity ? truth(now) : !truth(now));
        expect([leaf.holds(state, now), leaf.holds(state, end)]).toEqual([truth(now), truth(end)]);
      }),
      cases,
    );
  });

  test('is plain JSON', () => {
    fc.assert(
      fc.property(arrivals, (all) => {
        const state = foldAll(measure, all);
        expect(JSON.parse(JSON.stringify([state ?? null]))).toEqual([state ?? null]);
      }),
      runs(50),
    );
  });
});
