import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { firstCrossing } from '#lib/core/predictions/crossing.ts';
import { PredictedOrders, type MovingName } from '#lib/core/predictions/predicted-orders.ts';
import type { PredictionModel } from '#lib/core/predictions/prediction-model.ts';
import { day } from '#lib/core/time/duration.ts';
import { runs } from '#test/support/runs.ts';

const start = Date.UTC(2026, 0, 1, 10);

const modelOf = (k: number): PredictionModel => ({
  modelId: 'm',
  asOf: '2026-11-01T00:00:00.000Z',
  timeUnit: 'P7D',
  orders: { k, r: 0.9427, alpha: 4.9369, a: 0.1634, b: 1.9921 },
  spend: { p: 3.1, q: 3.9, v: 15_432.1 },
  tiers: { high: 500_00, medium: 100_00 },
});

/** Somebody with an order every so many days. */
const ordering = (every: number, times: number) => ({
  count: times,
  discounted: 0,
  gross: times * 100_00,
  refunded: 0,
  firstAt: start,
  lastAt: start + (times - 1) * every * day,
  days: [Math.floor(start / day), ...Array.from({ length: times - 1 }, () => every)],
});

const names: readonly MovingName[] = ['alive', 'buys30d', 'buys90d', 'orders30d', 'orders365d', 'value365d'];

describe('firstCrossing()', () => {
  test('is the first millisecond with another truth, whatever is predicted', () => {
    const property = fc.property(
      fc.constantFrom(...names),
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 2, max: 60 }),
      fc.double({ min: 0.5, max: 900, noNaN: true }),
      fc.double({ min: 0, max: 300, noNaN: true }),
      (...drawn) => {
        const [name, k, times, every, limitDays, afterDays] = drawn;
        const orders = ordering(every, times);
        const predicted = new PredictedOrders(modelOf(k), orders);
        const valueAt = (now: number): number => predicted.valueAt(name, now) as number;
        const limit = valueAt(orders.lastAt + limitDays * day);
        const after = Math.floor(orders.lastAt + afterDays * day);
        const holds = (now: number): boolean => valueAt(now) >= limit;
        const hill = k > 1 ? { heightAt: valueAt, top: () => predicted.turnOf(name) } : undefined;
        const at = firstCrossing({ difference: (now) => valueAt(now) - limit, holds, hill }, after);
        const seen = Number.isFinite(at) ? [holds(at - 1), holds(at)] : undefined;
        // Every tenth of a day until then, and for ten years where there is none, it is as it was.
        const until = Math.min(at, after + 3_650 * day);
        const steps = Array.from({ length: 400 }, (_, step) => after + Math.floor((step / 400) * (until - after)));
        expect(steps.filter((now) => holds(now) !== holds(after) && Math.abs(valueAt(now) - limit) > 1e-9)).toEqual([]);
        expect(seen === undefined || (seen[0] === holds(after) && seen[1] !== seen[0])).toBe(true);
      },
    );
    fc.assert(property, runs(300));
  });

  test('foretells the median gap after the last order', () => {
    const orders = ordering(20, 4);
    const { nextOrderAt } = new PredictedOrders(modelOf(2), orders);
    expect(nextOrderAt).toBeGreaterThan(orders.lastAt + 10 * day);
    expect(nextOrderAt).toBeLessThan(orders.lastAt + 40 * day);
  });

  test('finds nothing where nothing is crossed any more', () => {
    const predicted = new PredictedOrders(modelOf(1), ordering(20, 4));
    const valueAt = (now: number): number => predicted.valueAt('alive', now) as number;
    const never = { difference: (now: number) => valueAt(now) - 2, holds: (now: number) => valueAt(now) >= 2 };
    expect(firstCrossing(never, start + 100 * day)).toBe(Infinity);
  });
});
