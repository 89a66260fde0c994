import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Course } from '#lib/core/predictions/course.ts';
import { firstTurned } from '#lib/core/predictions/crossing.ts';
import { PredictedOrders, type MovingName } from '#lib/core/predictions/predicted-orders.ts';
import { day } from '#lib/core/time/duration.ts';
import { lastInstant } from '#lib/core/time/instant.ts';
import { predictionModel } from '#test/support/prediction-model.ts';
import { runs } from '#test/support/runs.ts';
import { ordersEvery } from './orders-every.ts';

const names: readonly MovingName[] = ['alive', 'buys30d', 'buys90d', 'orders30d', 'orders365d', 'value365d'];

const modelOf = (k: number) => ({ ...predictionModel, orders: { ...predictionModel.orders, k } });

const anyOrders = fc
  .record({
    name: fc.constantFrom(...names),
    k: fc.integer({ min: 1, max: 4 }),
    times: fc.integer({ min: 1, max: 40 }),
    every: fc.integer({ min: 1, max: 60 }),
  })
  .map(({ name, k, times, every }) => ({
    name,
    predicted: new PredictedOrders(modelOf(k), ordersEvery(every, times)),
  }));

const anyCourse = anyOrders.map(({ name, predicted }) => {
  const course = predicted.courseOf(name) as Course;
  const { since } = course;
  return {
    course,
    since,
    top: course.topAbove(course.valueAt(since), { from: since, to: lastInstant }) ?? since,
    valueAt: (now: number) => course.valueAt(now),
  };
});

/** Nearer to its turn a trait hardly moves for a while, so that no guess is good. */
const daysLater = fc.double({ min: 2, max: 900, noNaN: true });

describe('Course', () => {
  test('says nearly when a trait meets a level, however far away that is', () => {
    const property = fc.property(anyCourse, daysLater, ({ course, top, valueAt }, days) => {
      const crossedAt = top + days * day;
      const level = valueAt(crossedAt);
      const guess = course.timeAt(level, { from: top, to: lastInstant });
      const isSame = Math.abs(valueAt(guess) - level) < 1e-9 * level;
      expect(isSame || Math.abs(guess - crossedAt) < 2).toBe(true);
    });
    fc.assert(property, runs(600));
  });

  test('says nearly when a trait meets a level while customers stay for ever', () => {
    const orders = { k: 4, r: 0.01, alpha: 1 / 7, a: 0.0001, b: 90 };
    const course = new PredictedOrders({ ...predictionModel, orders }, ordersEvery(1, 1)).courseOf(
      'orders365d',
    ) as Course;
    const crossedAt = course.since + 100 * 365 * day;
    const level = course.valueAt(crossedAt);
    const guess = course.timeAt(level, { from: course.since + 900 * day, to: lastInstant });
    expect(course.valueAt(guess) / level).toBeCloseTo(1, 9);
  });

  test('says nearly when a trait that rises meets a level on its way up', () => {
    const property = fc.property(anyCourse, fc.double({ min: 0, max: 0.99, noNaN: true }), (drawn, share) => {
      const { course, since, top, valueAt } = drawn;
      fc.pre(top > since);
      const level = valueAt(since + share * (top - since));
      const guess = course.timeAt(level, { from: since, to: top });
      expect(Math.abs(valueAt(guess) / level - 1)).toBeLessThan(1e-9);
    });
    fc.assert(property, runs(300));
  });

  test('has one turn after the last order at most, and only falls from then on', () => {
    const property = fc.property(anyCourse, daysLater, daysLater, ({ since, top, valueAt }, ...days) => {
      const [earlier = 0, later = 0] = days.toSorted((one, other) => one - other);
      expect(valueAt(top + later * day)).toBeLessThanOrEqual(valueAt(top + earlier * day) * (1 + 1e-12));
      const rise = (share: number): number => since + share * (top - since);
      expect(valueAt(rise(earlier / 900))).toBeLessThanOrEqual(valueAt(rise(later / 900)) * (1 + 1e-12));
    });
    fc.assert(property, runs(600));
  });

  test('never reaches a level that it says it does not', () => {
    const property = fc.property(anyCourse, daysLater, ({ course, since, top, valueAt }, days) => {
      const most = valueAt(top);
      expect(course.topAbove(most, { from: since, to: lastInstant }) ?? since).toBe(top);
      expect(valueAt(since + days * day)).toBeLessThanOrEqual(most * (1 + 1e-12));
    });
    fc.assert(property, runs(300));
  });
});

describe('PredictedOrders', () => {
  test('rises at no instant above what it says a trait does not rise above', () => {
    const days = fc.double({ min: 0, max: 400, noNaN: true });
    const property = fc.property(anyOrders, days, days, days, ({ name, predicted }, ...drawn) => {
      const [from, between, to] = drawn.toSorted((one, other) => one - other).map((at) => predicted.since + at * day);
      const most = predicted.valueAt(name, from as number, to) as number;
      expect(predicted.valueAt(name, between as number)).toBeLessThanOrEqual(most * (1 + 1e-12));
    });
    fc.assert(property, runs(600));
  });
});

describe('firstTurned()', () => {
  test('is the first millisecond from which something has turned, whatever was guessed', () => {
    const far = fc.integer({ min: 0, max: 2 ** 45 });
    const property = fc.property(far, far, fc.option(far, { nil: Number.NaN }), (one, other, guess) => {
      const [from, turn] = [Math.min(one, other), Math.max(one, other) + 1];
      expect(firstTurned((now) => now >= turn, { from, to: lastInstant }, guess)).toBe(turn);
      expect(firstTurned((now) => now >= turn, { from, to: turn }, guess)).toBe(turn);
    });
    fc.assert(property, runs(600));
  });

  test('asks twice where the guess is right', () => {
    for (const guess of [999.5, 1_000, 999]) {
      let asked = 0;
      const hasTurned = (now: number): boolean => {
        asked += 1;
        return now >= 1_000;
      };
      expect(firstTurned(hasTurned, { from: 0, to: lastInstant }, guess)).toBe(1_000);
      expect(asked).toBe(2);
    }
  });
});
