import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '#test/support/runs.ts';
import { alive, buysWithin, ordersWithin, silence, type History, type OrdersModel } from './customer-base.ts';

const simple: OrdersModel = { k: 1, r: 1, alpha: 1, a: 1, b: 1 };
const first: History = { repeats: 0, active: 0, silent: 0 };

describe('the model of orders', () => {
  test('has a customer of one order, of whom nothing else is known, leave at once as often as stay', () => {
    expect(silence(simple, first)).toBe(1);
    expect(alive(simple, first)).toBe(1 / 2);
    // Of those who stay, half order in as long as the rate was learnt in.
    expect(buysWithin(simple, first, 1)).toBeCloseTo(1 / 4, 15);
    expect(buysWithin(simple, first, 3)).toBeCloseTo(3 / 8, 15);
    // Half of the sum of 2 / (m + 1) / 2^m.
    expect(ordersWithin(simple, first, 1)).toBeCloseTo(2 * Math.log(2) - 1, 15);
  });

  test('waits for two steps of an order where k is 2', () => {
    const history = { ...first, silent: 1 };
    // One half of the rates makes no step in that time, and a quarter just one.
    expect(silence({ ...simple, k: 2 }, history)).toBeCloseTo(3 / 4, 15);
    expect(alive({ ...simple, k: 2 }, history)).toBeCloseTo(3 / 7, 15);
    // S(1) - S(3) over S(1) + 1, where S(3) = 1/4 · (1 + 3/4).
    expect(buysWithin({ ...simple, k: 2 }, history, 2)).toBeCloseTo((3 / 4 - 7 / 16) / (7 / 4), 15);
  });

  test('learns from repeated orders', () => {
    const model = { k: 2, r: 1, alpha: 1, a: 1, b: 2 };
    const history = { repeats: 1, active: 1, silent: 2 };
    // Shape 3 after 2 of 4 units of time: 1/8 · (1 + 3 · 1/2), and a third as many leave after an order as stay.
    expect(silence(model, history)).toBeCloseTo(5 / 16, 15);
    expect(alive(model, history)).toBeCloseTo(5 / 16 / (5 / 16 + 1 / 3), 15);
  });

  test('has nobody who was silent for ages be a customer still', () => {
    const ages = { ...first, silent: 1e300 };
    const busy = { ...simple, r: 50, k: 4 };
    expect([alive(busy, ages), buysWithin(busy, ages, 1), ordersWithin(busy, ages, 1)]).toEqual([0, 0, 0]);
  });
});

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
const upTo = (count: number, of: (index: number) => number): number =>
  sum(Array.from({ length: count }, (_, i) => of(i)));

/** Integrates over an interval by Simpson's rule. */
const integral = (of: (x: number) => number, from: number, to: number): number => {
  const parts = 200;
  const width = (to - from) / parts;
  const weight = (index: number): number => (index === 0 || index === parts ? 1 : 2 + 2 * (index % 2));
  return upTo(parts + 1, (index) => (weight(index) * width * of(from + index * width)) / 3);
};

const poisson = (mean: number, n: number): number =>
  Array.from({ length: n }, (_, index) => mean / (index + 1)).reduce((chance, each) => chance * each, Math.exp(-mean));
const fewerThan = (mean: number, n: number): number => {
  let [chance, all] = [Math.exp(-mean), 0];
  for (let count = 0; count < n; count += 1) {
    all += chance;
    chance *= mean / (count + 1);
  }
  return all;
};

/** Of people who make so many steps in a unit of time, by how often they leave after an order, how often something is seen. */
type Story = (rate: number) => (leaves: number) => number;

/** How often something is seen of all people. */
const seenOf = ({ r, alpha, a, b }: OrdersModel, story: Story): number =>
  // In logarithms, for rates near 0 matter.
  integral(
    (log) => {
      const rate = Math.exp(log);
      const seen = story(rate);
      const likely = rate ** r * Math.exp(-alpha * rate);
      return likely * integral((p) => p ** (a - 1) * (1 - p) ** (b - 1) * seen(p), 0, 1);
    },
    -12,
    3.5,
  );

/** Of people who leave after an order as often as this, how many do so after none of three. */
const stays = (leaves: number): number => (1 - leaves) ** 3;

describe('the formulas', () => {
  test.each([1, 2, 3, 4])('are what the story of rates and coins tells where k is %i', (k) => {
    const model = { k, r: 1.5, alpha: 2, a: 2, b: 3 };
    const history = { repeats: 2, active: 1.5, silent: 2.5 };
    const time = 1.25;
    const bought = (rate: number): number => rate ** (k * 2) * Math.exp(-rate * history.active);
    /** What somebody who stays does after so many steps towards the next order. */
    const then =
      (rate: number) =>
      (of: (steps: number) => number): number =>
        bought(rate) * upTo(k, (steps) => poisson(rate * history.silent, steps) * of(steps));
    const all = seenOf(model, (rate) => {
      const silent = then(rate)(() => 1);
      return (p) => silent * stays(p) + bought(rate) * (1 - p) ** 2 * p;
    });
    const share = (story: Story): number => seenOf(model, story) / all;

    const silent = share((rate) => {
      const seen = then(rate)(() => 1);
      return (p) => seen * stays(p);
    });
    expect(alive(model, history)).toBeCloseTo(silent, 7);
    const buys = share((rate) => {
      const seen = then(rate)((steps) => 1 - fewerThan(rate * time, k - steps));
      return (p) => seen * stays(p);
    });
    expect(buysWithin(model, history, time)).toBeCloseTo(buys, 7);
    const orders = share((rate) => {
      const seen = Array.from({ length: 40 }, (_, more) =>
        then(rate)((steps) => 1 - fewerThan(rate * time, k * (more + 1) - steps)),
      );
      return (p) => stays(p) * upTo(40, (more) => (seen[more] ?? 0) * (1 - p) ** more);
    });
    expect(ordersWithin(model, history, time)).toBeCloseTo(orders, 7);
  });

  test('are those that predictions are written down with, on any model and history', () => {
    const positive = fc.double({ min: 0.05, max: 20, noNaN: true });
    const arbitraryModel = fc.record({
      k: fc.integer({ min: 1, max: 4 }),
      r: positive,
      alpha: positive,
      a: positive,
      b: positive,
    });
    const arbitraryHistory = fc
      .record({ repeats: fc.nat({ max: 8 }), active: positive, silent: fc.double({ min: 0, max: 60, noNaN: true }) })
      .map((history) => ({ ...history, active: history.repeats === 0 ? 0 : history.active }));
    fc.assert(
      fc.property(arbitraryModel, arbitraryHistory, positive, (model, history, time) => {
        const S = (silent: number): number => {
          const [R, until] = [model.r + model.k * history.repeats, model.alpha + history.active + silent];
          const terms = [1, R, (R * (R + 1)) / 2, (R * (R + 1) * (R + 2)) / 6].slice(0, model.k);
          const steps = sum(terms.map((term, index) => term * (silent / until) ** index));
          return ((model.alpha + history.active) / until) ** R * steps;
        };
        const g = model.a / (model.b + history.repeats);
        expect(silence(model, history)).toBeCloseTo(S(history.silent), 12);
        expect(alive(model, history)).toBeCloseTo(S(history.silent) / (S(history.silent) + g), 12);
        const buys = (S(history.silent) - S(history.silent + time)) / (S(history.silent) + g);
        expect(buysWithin(model, history, time)).toBeCloseTo(buys, 12);
        // The first order to come is the first of a sum of which nothing is negative.
        expect(ordersWithin(model, history, time)).toBeGreaterThan(buys - 1e-12);
      }),
      runs(600),
    );
  });
});
