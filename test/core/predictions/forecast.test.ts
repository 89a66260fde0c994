import { describe, expect, test } from 'vitest';
import { Forecast } from '#lib/core/predictions/forecast.ts';
import type { OrderModel } from '#lib/core/predictions/order-model.ts';
import { simulateOrders } from './simulate-orders.ts';
import { textbook } from './textbook.ts';

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

  test.each([1, 2, 3, 4])('says what the textbook says in Γ and B, for k = %i', (k) => {
    const regular = { ...model, k };
    const histories = [{ repeats: 0, recency: 0 }, history, { repeats: 12, recency: 30 }];
    const differences = histories.flatMap((one) => {
      const [forecast, expected] = [new Forecast(regular, one), textbook(regular, one)];
      return [0.3, 4, 30].flatMap((gap) => {
        const age = one.recency + gap;
        return [
          forecast.silence(age) / expected.silence(age),
          forecast.alive(age) / expected.alive(age),
          forecast.buysWithin(age, 30 / 7) / expected.buysWithin(age, 30 / 7),
          forecast.ordersWithin(age, 30 / 7) / expected.ordersWithin(age, 30 / 7),
          forecast.ordersWithin(age, 365 / 7) / expected.ordersWithin(age, 365 / 7),
        ].map((ratio) => Math.abs(ratio - 1));
      });
    });
    expect(Math.max(...differences)).toBeLessThan(1e-11);
  });

  test.each([1, 2, 3, 4])('knows the age of any silence and of any chance, for k = %i', (k) => {
    const forecast = new Forecast({ ...model, k }, history);
    for (const level of [0.999, 0.5, 0.01, 1e-9]) {
      expect(forecast.silence(forecast.ageOfSilence(level)) / level).toBeCloseTo(1, 10);
      const chance = level * forecast.alive(history.recency);
      expect(forecast.alive(forecast.ageOfAlive(chance)) / chance).toBeCloseTo(1, 10);
    }
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
