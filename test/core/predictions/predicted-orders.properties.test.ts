import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { firstTurned } from '#lib/core/predictions/crossing.ts';
import { PredictedOrders, type MovingName } from '#lib/core/predictions/predicted-orders.ts';
import { day } from '#lib/core/time/duration.ts';
import { lastInstant } from '#lib/core/time/instant.ts';
import { predictionModel } from '#test/support/prediction-model.ts';
import { runs } from '#test/support/runs.ts';
import { ordersEvery } from './orders-every.ts';

const names: readonly MovingName[] = ['alive', 'buys30d', 'buys90d', 'orders30d', 'orders365d', 'value365d'];

const modelOf = (k: number) => ({ ...predictionModel, orders: { ...predictionModel.orders, k } });

const anyPrediction = fc
  .record({
    name: fc.constantFrom(...names),
    k: fc.integer({ min: 1, max: 4 }),
    times: fc.integer({ min: 1, max: 40 }),
    every: fc.integer({ min: 1, max: 60 }),
  })
  .map(({ name, k, times, every }) => {
    const orders = ordersEvery(every, times);
    const predicted = new PredictedOrders(modelOf(k), orders);
    return { name, predicted, orders, valueAt: (now: number): number => predicted.valueAt(name, now) as number };
  });

const daysLater = fc.double({ min: 0.01, max: 900, noNaN: true });

describe('PredictedOrders', () => {
  test('says nearly when a trait meets a level, however far away that is', () => {
    const property = fc.property(anyPrediction, daysLater, ({ name, predicted, orders, valueAt }, days) => {
      const from = predicted.topAfter(name, orders.lastAt) ?? orders.lastAt;
      const crossedAt = from + days * day;
      const level = valueAt(crossedAt);
      const guess = predicted.timeAt(name, level, { from, to: lastInstant });
      // Near its turn a trait hardly moves for a while.
      const isSame = Math.abs(valueAt(guess) - level) < 1e-9 * level;
      expect(isSame || Math.abs(guess - crossedAt) < 2).toBe(true);
    });
    fc.assert(property, runs(600));
  });

  test('has one turn after the last order at most, and only falls from then on', () => {
    const property = fc.property(
      anyPrediction,
      daysLater,
      daysLater,
      ({ name, predicted, orders, valueAt }, ...days) => {
        const [earlier = 0, later = 0] = days.toSorted((one, other) => one - other);
        const top = predicted.topAfter(name, orders.lastAt) ?? orders.lastAt;
        expect(valueAt(top + later * day)).toBeLessThanOrEqual(valueAt(top + earlier * day));
        const rise = (share: number): number => orders.lastAt + share * (top - orders.lastAt);
        expect(valueAt(rise(earlier / 900))).toBeLessThanOrEqual(valueAt(rise(later / 900)) * (1 + 1e-12));
      },
    );
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
