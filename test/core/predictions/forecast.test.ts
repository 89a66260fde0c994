import { describe, expect, test } from 'vitest';
import { Forecast } from '#lib/core/predictions/forecast.ts';
import type { OrderModel } from '#lib/core/predictions/order-model.ts';
import { simulateOrders } from './simulate-orders.ts';

const model: OrderModel = { k: 2, r: 0.9427, alpha: 4.9369, a: 0.1634, b: 1.9921 };
const history = { repeats: 3, recency: 20 };

describe('Forecast', () => {
  test('is silent with certainty at the last order, and never again', () => {
    const forecast = new Forecast(model, history);
    expect(forecast.silence(20)).toBe(1);
    expect(forecast.silence(21)).toBeLessThan(1);
    expect(forecast.silence(1e9)).toBeLessThan(1e-12);
  });

  test('says of gaps as irregular as can be what their closed form says', () => {
    const irregular = { ...model, k: 1 };
    const forecast = new Forecast(irregular, history);
    const [size, leaving] = [0.9427 + 3, 0.1634 / (1.9921 + 3)];
    // alive falls to q at T = (α + t_x) ((1/q - 1)/g)^(1/R) - α.
    const half = (4.9369 + 20) * (1 / leaving) ** (1 / size) - 4.9369;
    expect(forecast.alive(half)).toBeCloseTo(0.5, 12);
  });

  test('adds up to what a crowd with the same past goes on to do', () => {
    const forecast = new Forecast(model, history);
    const ages = [22, 30] as const;
    for (const age of ages) {
      const crowd = simulateOrders(model, history, { age, time: 8, people: 150_000, seed: 7 });
      expect(forecast.alive(age)).toBeCloseTo(crowd.alive, 2);
      expect(forecast.buysWithin(age, 8)).toBeCloseTo(crowd.buying, 2);
      expect(forecast.ordersWithin(age, 8)).toBeCloseTo(crowd.orders, 1);
    }
  });

  test('expects no more than it did where there is less time, and a finite number of somebody of a thousand days', () => {
    const busy = new Forecast({ k: 4, r: 2, alpha: 3, a: 0.1, b: 2 }, { repeats: 1500, recency: 260 });
    const [month, whole] = [busy.ordersWithin(260.5, 30 / 7), busy.ordersWithin(260.5, 365 / 7)];
    expect(month).toBeLessThan(whole);
    // Five or six purchase days a week, as before, less the chance to leave.
    expect(whole).toBeGreaterThan(250);
    expect(whole).toBeLessThan(301);
  });
});
