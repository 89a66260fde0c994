import { describe, expect, test } from 'vitest';
import { associate, wilson } from '#lib/core/insight/statistics/association.ts';
import { falseDiscoveryRates } from '#lib/core/insight/statistics/false-discovery.ts';
import { twoSided } from '#lib/core/insight/statistics/normal-tail.ts';

describe('twoSided()', () => {
  // math.erfc(z / sqrt(2)) of Python.
  test.each([
    [0, 1],
    [1, 0.31731050786291415],
    [1.959963984540054, 0.05],
    [3.5, 0.0004652581580710501],
    [3.6, 0.000318217180315068],
    [6, 1.973175290075396e-9],
    [20, 5.507248237212663e-89],
    [-6, 1.973175290075396e-9],
  ])('of %d is %d', (z, p) => {
    expect(twoSided(z) / p).toBeCloseTo(1, 9);
  });
});

test('falseDiscoveryRates() are those of Benjamini and Hochberg, in the order of the tests', () => {
  // p.adjust(c(0.01, 0.04, 0.03, 0.005, 0.5), "BH") of R.
  const rates = falseDiscoveryRates([0.01, 0.04, 0.03, 0.005, 0.5]);
  expect(rates.map((rate) => Number(rate.toFixed(10)))).toEqual([0.025, 0.05, 0.05, 0.025, 0.5]);
  expect(falseDiscoveryRates([])).toEqual([]);
});

describe('wilson()', () => {
  test.each([
    [{ having: 0, known: 20 }, [0, 0.1611]],
    [{ having: 20, known: 20 }, [0.8389, 1]],
    [{ having: 10, known: 20 }, [0.2993, 0.7007]],
    [{ having: 0, known: 0 }, [0, 1]],
  ])('of %j is %j', (side, range) => {
    expect(wilson(side).map((end) => Number(end.toFixed(4)))).toEqual(range);
  });
});

test('associate() finds nothing where everybody is alike', () => {
  const all = associate({ having: 50, known: 50 }, { having: 80, known: 80 });
  expect(all).toMatchObject({ effect: 0, p: 1, lift: 1, weight: 0 });
});
