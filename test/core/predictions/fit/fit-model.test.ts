import { describe, expect, test } from 'vitest';
import type { Buyer } from '#lib/core/predictions/fit/buyer.ts';
import { fitModel, type FitRequest } from '#lib/core/predictions/fit/fit-model.ts';
import { PredictedOrders } from '#lib/core/predictions/predicted-orders.ts';
import { utcCalendar } from '#lib/core/time/calendar.ts';
import { day } from '#lib/core/time/duration.ts';
import { simulateShop, type SimulatedPurchase, type SimulatedShop } from '../simulate-shop.ts';
import { buyerWith } from './buyers.ts';

const usualShop: SimulatedShop = {
  orders: { k: 1, r: 0.8, alpha: 5, a: 0.7, b: 2.5 },
  spend: { p: 4, q: 3.5, v: 2500 },
  people: 2000,
  days: 400,
  seed: 11,
};

const buyersOf = (shop: Partial<SimulatedShop>): readonly Buyer[] =>
  simulateShop({ ...usualShop, ...shop }).map(buyerWith);

/** Fits as of the last noon of some days. */
const fitted = (buyers: Iterable<Buyer>, { days = 400, ...request }: Partial<FitRequest> & { days?: number } = {}) =>
  fitModel(buyers, { asOf: (days - 1 / 2) * day, calendar: utcCalendar, regularities: [1, 2, 3, 4], ...request });

const everyDay = (people: number, days: number): readonly Buyer[] =>
  Array.from({ length: people }, (_, person) =>
    buyerWith(Array.from({ length: days }, (__, on): SimulatedPurchase => [on, 1000 + person])),
  );

describe('fitModel()', () => {
  test.each([1, 2, 3, 4])('finds the regularity of a shop whose gaps are Erlang-%i', (k) => {
    const { orders, spend, fit } = fitted(buyersOf({ orders: { ...usualShop.orders, k, alpha: 5 / k } }));
    expect(orders.k).toBe(k);
    expect(fit.alternatives.map((one) => one.k)).toEqual([1, 2, 3, 4]);
    expect(fit.alternatives.find((one) => one.k === k)?.logLikelihood).toBe(fit.logLikelihood);
    expect(Math.abs(orders.r / usualShop.orders.r - 1)).toBeLessThan(0.25);
    expect(Math.abs(spend.p / usualShop.spend.p - 1)).toBeLessThan(0.15);
  });

  test('gives the same file whatever the order of people', () => {
    const buyers = buyersOf({});
    const shuffled = buyers.toSorted((one, other) => other.lastAt - one.lastAt || other.revenue - one.revenue);
    expect(JSON.stringify(fitted(shuffled))).toBe(JSON.stringify(fitted(buyers)));
  });

  test('keeps percentiles by nearest rank, and tiers by those of what people will be worth', () => {
    const buyers = buyersOf({});
    const model = fitted(buyers);
    const asOf = Date.parse(model.asOf);
    const worth = buyers
      .map((buyer) => new PredictedOrders(model, { ...buyer, discounted: 0, gross: buyer.revenue, refunded: 0 }))
      .map((predicted) => predicted.valueAt('value365d', asOf) as number)
      .sort((one, other) => one - other);
    for (const [path, values] of Object.entries(model.quantiles)) {
      expect([path, values.length]).toEqual([path, 99]);
      expect(values).toEqual(values.toSorted((one, other) => one - other));
    }
    // Of 2,000 the smallest that 90 % do not exceed is the 1,800th.
    expect(model.quantiles['predicted.value365d']?.[89]).toBe(worth[1799]);
    expect(model.tiers).toEqual({ high: worth[1799], medium: worth[1199] });
    const revenues = buyers.map(({ revenue }) => revenue).sort((one, other) => one - other);
    expect(model.quantiles['orders.revenue']?.[0]).toBe(revenues[19]);
    expect(model.quantiles['orders.revenue']?.[98]).toBe(revenues[1979]);
  });

  test('foretells the last quarter of a shop that does what the model says', () => {
    const { quality, warnings } = fitted(buyersOf({ people: 6000 }));
    expect(quality.holdout).toBe('P99D');
    expect(quality.totalRatio).toBeGreaterThan(0.9);
    expect(quality.totalRatio).toBeLessThan(1.1);
    expect(quality.brier).toBeLessThan(quality.brierOfBaseRate);
    expect(quality.auc).toBeGreaterThan(0.7);
    for (const { expected, seen } of quality.calibration) expect(Math.abs(expected - seen)).toBeLessThan(0.07);
    for (const baseline of Object.values(quality.baselines)) expect(quality.rmse).toBeLessThan(baseline.rmse);
    expect(warnings).toEqual([expect.stringMatching(/^The model knows no season: .*shorter than two years/)]);
  });

  test('holds out as much as it is told, which changes the quality alone', () => {
    const buyers = buyersOf({});
    const { quality, warnings, ...usual } = fitted(buyers);
    const { quality: shorter, warnings: others, ...same } = fitted(buyers, { holdoutDays: 30 });
    expect(same).toEqual(usual);
    expect(shorter.holdout).toBe('P30D');
    expect(shorter.mae).toBeLessThan(quality.mae);
    expect(others.length).toBeGreaterThanOrEqual(warnings.length - 1);
  });

  describe('refuses', () => {
    test('fewer than 100 buyers, and takes 100', () => {
      const buyers = buyersOf({ people: 300 });
      expect(() => fitted(buyers.slice(0, 99))).toThrow(
        'Cannot fit a model to fewer than 100 buyers: current value is 99',
      );
      expect(fitted(buyersOf({ people: 300 }), { regularities: [1] }).fit.customers).toBe(300);
    });

    test('fewer than 30 repeat buyers', () => {
      const repeat = [1, 2].map((on): SimulatedPurchase => [on * 90, 500]);
      const buyers = Array.from({ length: 200 }, (_, person) => buyerWith(person < 29 ? repeat : repeat.slice(0, 1)));
      expect(() => fitted(buyers)).toThrow(
        /fewer than 30 people who bought on another day again: current value is 29$/,
      );
    });

    test('a history of less than 60 days', () => {
      const buyers = buyersOf({ days: 59, orders: { ...usualShop.orders, alpha: 1 } });
      expect(() => fitted(buyers, { days: 60 })).toThrow(/history of fewer than 60 days: current value is 59 days$/);
    });

    test('a shop where nobody ever returns', () => {
      const buyers = Array.from({ length: 500 }, (_, person) => buyerWith([[person % 300, 900 + person]]));
      expect(() => fitted(buyers)).toThrow(/bought on another day again: current value is 0$/);
    });

    test('a shop where everyone orders each day', () => {
      expect(() => fitted(everyDay(150, 100), { days: 100 })).toThrow(
        /^Cannot fit a model of orders, since .* no maximum within bounds: /,
      );
    });

    test('a shop where all was on one day', () => {
      const buyers = Array.from({ length: 500 }, (_, person) => buyerWith([[0, 900 + person]]));
      expect(() => fitted(buyers, { days: 1 })).toThrow(/current value is 0$/);
    });

    test('a shop where everything costs the same', () => {
      const buyers = simulateShop(usualShop).map((purchases) => buyerWith(purchases.map(([on]) => [on, 1999])));
      expect(() => fitted(buyers)).toThrow(
        /^Cannot fit a model of spend, since .* no maximum within bounds: p runs to infinity/,
      );
    });

    test('a shop where nobody has paid', () => {
      const buyers = simulateShop(usualShop).map((purchases) => buyerWith(purchases.map(([on]) => [on, 0])));
      expect(() => fitted(buyers)).toThrow(
        'Cannot fit a model of spend to customers whose revenue is above 0: current value is 0 of them',
      );
    });

    test('spend without a mean', () => {
      const buyers = buyersOf({ spend: { p: 4, q: 0.6, v: 100 } });
      expect(() => fitted(buyers)).toThrow(/for which q must be above 1: current value is 0\.\d+$/);
    });

    test('a model that foretells no better than the base rate', () => {
      // Whoever ordered of late never does again, and a fifth of those who seemed gone come back.
      const buyers = simulateShop({ ...usualShop, days: 300 }).map((purchases, person) => {
        const [last = 0] = purchases.at(-1) ?? [];
        return buyerWith(
          last < 200 && person % 5 === 0 ? [...purchases, [301 + (person % 99), 2000 + person]] : purchases,
        );
      });
      expect(() => fitted(buyers)).toThrow(/no better than the base rate who orders again within P99D/);
    });
  });
});
