import { describe, expect, test } from 'vitest';
import { fitOrders, learntOrders } from '#lib/core/predictions/fit/fit-orders.ts';
import { fitSpend } from '#lib/core/predictions/fit/fit-spend.ts';
import { digamma, lnBeta, lnGamma } from '#lib/core/predictions/fit/gamma-functions.ts';
import { maximise, type Differentiable } from '#lib/core/predictions/fit/maximum.ts';
import { CellCounts } from '#lib/core/predictions/fit/order-cells.ts';
import { OrderCounts } from '#lib/core/predictions/fit/order-counts.ts';
import { gapLikelihood, orderLikelihood } from '#lib/core/predictions/fit/order-likelihood.ts';
import { SpendCounts } from '#lib/core/predictions/fit/spend-counts.ts';
import { spendLikelihood } from '#lib/core/predictions/fit/spend-likelihood.ts';
import { lacksRealData } from '#test/support/real-data.ts';
import { cdnowDays, cdnowUntil } from '../cdnow.ts';
import { simulateShop } from '../simulate-shop.ts';

describe('the functions of a fit', () => {
  test.each([
    [0.5, Math.log(Math.sqrt(Math.PI)), -1.963510026021423],
    [1, 0, -0.5772156649015329],
    [10.5, 13.940625219403763, 2.3030010342976865],
  ])('know Γ and its slope at %f', (x, logarithm, slope) => {
    expect(lnGamma(x)).toBeCloseTo(logarithm, 12);
    expect(digamma(x)).toBeCloseTo(slope, 12);
  });

  test('know B', () => {
    expect(lnBeta(2, 3)).toBeCloseTo(Math.log(1 / 12), 12);
  });

  test('climb to the top of a ridge', () => {
    const top = maximise(
      ([x = 0, y = 0]) => ({
        value: -((x - 3) ** 2) - 10 * (y - x) ** 2,
        gradient: [-2 * (x - 3) + 20 * (y - x), -20 * (y - x)],
      }),
      { at: [0, 0] },
    );
    expect(top.at.map((one) => Number(one.toFixed(6)))).toEqual([3, 3]);
  });
});

/** The derivatives of a function as differences tell them. */
const slopesOf = (likelihood: Differentiable, at: readonly number[]): readonly number[] => {
  const step = 1e-6;
  return at.map((_, index) => {
    const moved = (by: number) => likelihood(at.map((one, other) => (other === index ? one + by : one))).value;
    return (moved(step) - moved(-step)) / (2 * step);
  });
};

/** The textbook's form of the likelihood of one customer, by Γ: the integral over both mixtures, of which nothing is left out. */
const textbook = (
  k: number,
  [r, alpha, a, b]: readonly [number, number, number, number],
  [x, tx, T]: readonly [number, number, number],
) => {
  const size = r + k * x;
  const common = r * Math.log(alpha) - lnGamma(r) - lnBeta(a, b);
  const active = Array.from({ length: k }, (_, j) =>
    Math.exp(j * Math.log(T - tx) - lnGamma(j + 1) + lnGamma(size + j) - (size + j) * Math.log(alpha + T)),
  ).reduce((sum, one) => sum + one);
  const stayed = Math.exp(lnBeta(a, b + x + 1)) * active;
  const left = Math.exp(lnBeta(a + 1, b + x) + lnGamma(size) - size * Math.log(alpha + tx));
  return common + Math.log(stayed + left);
};

/** 400 people as they come: r 0.4 and alpha 4, and a mean chance to leave of nearly one in four. */
const smallShop = ({ k, days, seed }: { k: number; days: number; seed: number }): OrderCounts => {
  const orders = { k, r: 0.4, alpha: 4 / k, a: 0.3, b: 1 };
  const sample = new OrderCounts(days);
  for (const purchases of simulateShop({ orders, spend: { p: 3, q: 4, v: 1000 }, people: 400, days, seed }))
    sample.add([...new Set(purchases.map(([on]) => on))]);
  return sample;
};

describe('orderLikelihood()', () => {
  const counts = new CellCounts();
  counts.add({ repeats: 0, recency: 0, age: 210 }, 5);
  counts.add({ repeats: 3, recency: 88, age: 98 }, 2);
  counts.add({ repeats: 3, recency: 80, age: 98 }, 2);
  counts.add({ repeats: 9, recency: 210, age: 210 });
  const cells = counts.inUnits(7);

  test.each([1, 2, 3, 4])('has the gradient that it has, for k = %i', (k) => {
    const likelihood = orderLikelihood(k, cells);
    const at = [0.2, 1.3, -0.4, 0.7];
    const slopes = slopesOf(likelihood, at);
    likelihood(at).gradient.forEach((slope, index) => expect(slope).toBeCloseTo(slopes[index] as number, 5));
  });

  test.each([1, 2, 3, 4])('is that of the textbook, for k = %i', (k) => {
    const parameters = [1.2, 3.4, 0.6, 2.1] as const;
    const expected =
      5 * textbook(k, parameters, [0, 0, 30]) +
      2 * textbook(k, parameters, [3, 88 / 7, 14]) +
      2 * textbook(k, parameters, [3, 80 / 7, 14]) +
      textbook(k, parameters, [9, 29.999_999_999, 30]);
    expect(orderLikelihood(k, cells)(parameters.map(Math.log)).value).toBeCloseTo(expected, 6);
  });

  test.each([1e6, 1e12, 1e16])('has a fair coin for leaving where a and b are large (%f)', (large) => {
    // With a chance of 1/4 to leave: (3/4)^(x+1) (S + 1/3) α^r Γ(R)/Γ(r) (α+t_x)^-R, here for r = 1, α = 2 and k = 1.
    const one = new CellCounts();
    one.add({ repeats: 2, recency: 14, age: 21 });
    const silence = (4 / 5) ** 3;
    const expected = 3 * Math.log(3 / 4) + Math.log(silence + 1 / 3) + Math.log(2) + Math.log(2) - 3 * Math.log(4);
    const { value } = orderLikelihood(1, one.inUnits(7))([1, 2, large, 3 * large].map(Math.log));
    expect(value).toBeCloseTo(expected, 4);
  });

  test.each([1e6, 1e12, 1e16])('has everybody order at the same rate where r and α are large (%f)', (large) => {
    // At a rate of 1/2: (1/2)^x exp(-t_x / 2), then silent with exp(-(T - t_x) / 2); 3/4 · 4/5 · 5/6 have stayed, here for k = 1.
    const one = new CellCounts();
    one.add({ repeats: 2, recency: 14, age: 21 });
    const expected = Math.log(1 / 2) + 2 * Math.log(1 / 2) - 1 + Math.log(Math.exp(-1 / 2) + 1 / 5);
    const { value, gradient } = orderLikelihood(1, one.inUnits(7))([large, 2 * large, 1, 3].map(Math.log));
    expect(value).toBeCloseTo(expected, 4);
    // Only their ratio tells: more of one is less of the other.
    expect((gradient[0] as number) + (gradient[1] as number)).toBeCloseTo(0, 4);
  });

  test.skipIf(lacksRealData)('comes to the figures of MBG/NBD on CDNOW', async () => {
    const sample = new OrderCounts(cdnowUntil);
    for (const days of await cdnowDays()) sample.add(days.map(([on]) => on));
    const { orders, logLikelihood, boundaries } = fitOrders(1, learntOrders(sample));
    expect(logLikelihood).toBeCloseTo(-9582.1357, 3);
    expect(Object.values(orders).map((value) => Number(value.toFixed(3)))).toEqual([1, 0.525, 6.183, 0.891, 1.614]);
    expect(boundaries).toEqual([]);
    expect(gapLikelihood(1, sample.gapsInUnits(7))).toBeCloseTo(0, 9);
  });

  test.each([
    { k: 1, days: 500, seed: 126, summit: [0.331, 3.858, 0.787, 6.808] },
    { k: 1, days: 200, seed: 488, summit: [0.386, 4.766, 1.061, 6.84] },
    { k: 2, days: 200, seed: 457, summit: [0.313, 1.718, 1.656, 20.053] },
    { k: 1, days: 500, seed: 606, summit: [0.268, 3.176, 0.72, 6.356] },
  ])('has the higher of two summits found, for k = $k, over $days days, in draw $seed', ({ summit, ...shop }) => {
    const { orders } = fitOrders(shop.k, learntOrders(smallShop(shop)));
    const found = [orders.r, orders.alpha, orders.a, orders.b];
    expect(found.map((value) => Number(value.toFixed(3)))).toEqual(summit);
  });

  test('is the highest where every start has climbed over coarser cells first', () => {
    const shop = { orders: { k: 2, r: 0.8, alpha: 4, a: 0.6, b: 2.5 }, spend: { p: 3, q: 4, v: 1000 }, days: 1500 };
    const sample = new OrderCounts(shop.days);
    for (const purchases of simulateShop({ ...shop, people: 40_000, seed: 3 }))
      sample.add([...new Set(purchases.map(([on]) => on))]);
    expect(sample.cells.size).toBeGreaterThan(20_000);
    const { orders } = fitOrders(2, learntOrders(sample));
    const { gradient } = orderLikelihood(2, sample.cells.inUnits(7))(Object.values(orders).slice(1).map(Math.log));
    for (const slope of gradient) expect(Math.abs(slope)).toBeLessThan(0.01);
    // Days round gaps: nearer than that the truth cannot be met.
    expect(Math.abs(orders.r / 0.8 - 1)).toBeLessThan(0.1);
  });
});

describe('fitSpend()', () => {
  test('has the gradient that it has', () => {
    const likelihood = spendLikelihood([
      { days: 1, totals: Float64Array.of(0.5, 2), customers: Float64Array.of(3, 1) },
      { days: 4, totals: Float64Array.of(3), customers: Float64Array.of(2) },
    ]);
    const at = [0.3, 1.1, -0.2];
    const slopes = slopesOf(likelihood, at);
    likelihood(at).gradient.forEach((slope, index) => expect(slope).toBeCloseTo(slopes[index] as number, 5));
  });

  test.skipIf(lacksRealData)(
    'comes to the published figures on CDNOW, where the first purchase day is left out',
    async () => {
      const counts = new SpendCounts();
      for (const days of await cdnowDays()) {
        const repeats = days.slice(1);
        counts.add({ days: repeats.length, total: repeats.reduce((sum, [, cents]) => sum + cents, 0) });
      }
      const { spend, logLikelihood, customers } = fitSpend(counts.groups());
      expect(customers).toBe(946);
      // Densities per dollar, as published, rather than per cent.
      expect(logLikelihood + customers * Math.log(100)).toBeCloseTo(-4055.9177, 3);
      expect(Object.values(spend).map(Math.round)).toEqual([6, 4, 1544]);
      expect([spend.p, spend.q].map((value) => Number(value.toFixed(2)))).toEqual([6.25, 3.74]);
    },
  );
});
