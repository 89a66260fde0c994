import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { digamma, lnBeta, lnGamma } from '#lib/core/predictions/fit/gamma-functions.ts';
import { maximise } from '#lib/core/predictions/fit/maximum.ts';
import { gapLikelihood, orderLikelihood, type OrderCell } from '#lib/core/predictions/fit/order-likelihood.ts';
import { day } from '#lib/core/time/duration.ts';
import { lacksRealData, realData } from '#test/support/real-data.ts';

const weeks = 7;
const until = Date.UTC(1997, 8, 30) / day;

/** The purchase days of each of the 2,357 people of the CDNOW sample in its first 39 weeks. */
const purchaseDays = async (): Promise<ReadonlyMap<string, ReadonlySet<number>>> => {
  const people = new Map<string, Set<number>>();
  for (const line of (await readFile(realData('cdnow', 'CDNOW_sample.txt'), 'utf8')).trim().split('\n')) {
    const [, person = '', date = ''] = line.trim().split(/\s+/);
    const on = Date.UTC(Number(date.slice(0, 4)), Number(date.slice(4, 6)) - 1, Number(date.slice(6))) / day;
    if (on <= until) people.set(person, (people.get(person) ?? new Set()).add(on));
  }
  return people;
};

const cellsOf = (people: Iterable<ReadonlySet<number>>): readonly OrderCell[] =>
  [...people].map((days) => {
    const sorted = [...days].toSorted((one, other) => one - other);
    const [first = 0, last = first] = [sorted[0], sorted.at(-1)];
    return { repeats: days.size - 1, recency: (last - first) / weeks, age: (until - first) / weeks, customers: 1 };
  });

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
      [0, 0],
    );
    expect(top.at.map((one) => Number(one.toFixed(6)))).toEqual([3, 3]);
  });
});

describe('orderLikelihood()', () => {
  const cells: readonly OrderCell[] = [
    { repeats: 0, recency: 0, age: 30, customers: 5 },
    { repeats: 3, recency: 12.5, age: 14, customers: 2 },
    { repeats: 9, recency: 30, age: 30, customers: 1 },
  ];

  test.each([1, 2, 3, 4])('has the gradient that it has, for k = %i', (k) => {
    const likelihood = orderLikelihood(k, cells);
    const at = [0.2, 1.3, -0.4, 0.7];
    const step = 1e-6;
    const slopes = at.map((_, index) => {
      const moved = (by: number) => likelihood(at.map((one, other) => (other === index ? one + by : one))).value;
      return (moved(step) - moved(-step)) / (2 * step);
    });
    likelihood(at).gradient.forEach((slope, index) => expect(slope).toBeCloseTo(slopes[index] as number, 5));
  });

  test.skipIf(lacksRealData)('comes to the published figures of MBG/NBD on CDNOW', async () => {
    const people = await purchaseDays();
    const cellsOfSample = cellsOf(people.values());
    const starts = [
      [0, 1, 0, 1],
      [1, 2, -1, 0],
    ];
    for (const start of starts) {
      const { at, value } = maximise(orderLikelihood(1, cellsOfSample), start);
      expect(value + gapLikelihood(1, { count: 0, lnSum: 0 })).toBeCloseTo(-9582.1357, 3);
      expect(at.map((logarithm) => Number(Math.exp(logarithm).toFixed(3)))).toEqual([0.525, 6.183, 0.891, 1.614]);
    }
  });
});
