import { describe, expect, test } from 'vitest';
import { accuracyOf, brierOf } from '#lib/core/predictions/fit/quality/accuracy.ts';
import { baselinesOf } from '#lib/core/predictions/fit/quality/baselines.ts';
import { calibrationOf } from '#lib/core/predictions/fit/quality/calibration.ts';
import { Holdout } from '#lib/core/predictions/fit/quality/holdout.ts';
import { quantilesOf } from '#lib/core/predictions/fit/quantiles.ts';

const cases = [
  { customers: 4, expected: 0.5, probability: 0.4, ordered: 0 },
  { customers: 1, expected: 0.5, probability: 0.4, ordered: 1 },
  { customers: 2, expected: 2, probability: 0.8, ordered: 3 },
  { customers: 3, expected: 1, probability: 0.6, ordered: 0 },
];

describe('accuracyOf()', () => {
  test('counts errors a customer, and all that was expected over all that came', () => {
    const { mae, rmse, totalRatio } = accuracyOf(cases);
    expect(mae).toBeCloseTo((4 * 0.5 + 0.5 + 2 * 1 + 3 * 1) / 10, 12);
    expect(rmse).toBeCloseTo(Math.sqrt((4 * 0.25 + 0.25 + 2 + 3) / 10), 12);
    expect(totalRatio).toBeCloseTo((2.5 + 4 + 3) / 7, 12);
  });

  test('rates of two customers the one who ordered again higher, equal ones by half', () => {
    // Three ordered again, seven did not: of the 21 pairs, two times seven are right, and four are equal.
    expect(accuracyOf(cases).auc).toBeCloseTo((2 * 7 + 4 / 2) / 21, 12);
  });

  test('has no area where nobody ordered again', () => {
    expect(accuracyOf([{ customers: 4, expected: 0.5, probability: 0.4, ordered: 0 }]).auc).toBeNaN();
  });
});

test('brierOf() is the mean squared error of the probability to order again, however often', () => {
  expect(brierOf(cases)).toBeCloseTo((4 * 0.16 + 0.36 + 2 * 0.04 + 3 * 0.36) / 10, 12);
});

describe('calibrationOf()', () => {
  test('spreads equal customers over tenths by their share', () => {
    const tenths = calibrationOf(cases);
    const rounded = tenths.map(({ expected, seen }) => [expected, seen].map((each) => Number(each.toFixed(12))));
    expect(rounded).toEqual([
      ...Array.from({ length: 5 }, () => [0.4, 0.2]),
      ...Array.from({ length: 3 }, () => [0.6, 0]),
      ...Array.from({ length: 2 }, () => [0.8, 1]),
    ]);
  });

  test('comes to the same total as the customers, also where tenths are no whole customers', () => {
    const odd = cases.map((one, index) => ({ ...one, customers: 3 + index * 4 }));
    const customers = odd.reduce((sum, one) => sum + one.customers, 0);
    const tenths = calibrationOf(odd);
    const total = (of: 'expected' | 'seen') => tenths.reduce((sum, tenth) => sum + tenth[of], 0) / 10;
    expect(total('expected')).toBeCloseTo(
      odd.reduce((sum, one) => sum + one.customers * one.probability, 0) / customers,
      12,
    );
    expect(total('seen')).toBeCloseTo(
      odd.reduce((sum, one) => sum + one.customers * Math.sign(one.ordered), 0) / customers,
      12,
    );
  });
});

describe('Holdout', () => {
  const holdout = new Holdout(30, 100);
  // The last day that a fit sees is 70, the period before begins after 40.
  holdout.add([10, 40, 41, 70, 71, 100]);
  holdout.add([10, 30]);
  holdout.add([70]);
  holdout.add([71, 80]);

  test('keeps the days after the cutoff from the fit, and people who came after it', () => {
    expect(holdout.seen).toMatchObject({ buyers: 3, repeatBuyers: 2, firstDay: 10 });
    expect(holdout.cases.sorted()).toEqual([
      { repeats: 0, recency: 0, age: 0, lastPeriod: 1, ordered: 0, customers: 1 },
      { repeats: 1, recency: 20, age: 60, lastPeriod: 0, ordered: 0, customers: 1 },
      { repeats: 3, recency: 60, age: 60, lastPeriod: 2, ordered: 2, customers: 1 },
    ]);
  });

  test('is guessed by the own rate, by the period before, and by what equals did a period earlier', () => {
    const { rate, lastPeriod, recencyFrequency } = baselinesOf(holdout, holdout.cases.sorted());
    // 0, 1 / 60 * 30 and 3 / 60 * 30 were expected of those who ordered on 0, 0 and 2 days.
    expect(rate.mae).toBeCloseTo((0 + 0.5 + 0.5) / 3, 12);
    expect(lastPeriod.mae).toBeCloseTo(1 / 3, 12);
    // A period earlier there were two others: one ordered on two days and one on none. So it is of everybody here.
    expect(recencyFrequency).toMatchObject({ totalRatio: 1.5, brier: 0.25 });
    expect(new Holdout(60, 100).before.customers).toBe(0);
  });

  test('is guessed by two baselines alone where nobody had ordered a period earlier', () => {
    const short = new Holdout(30, 59);
    short.add([0, 35]);
    expect(Object.keys(baselinesOf(short, short.cases.sorted()))).toEqual(['rate', 'lastPeriod']);
  });
});

describe('quantilesOf()', () => {
  test('takes the smallest value that at least so many per cent do not exceed', () => {
    const ten = quantilesOf(Float64Array.of(10, 9, 8, 7, 6, 5, 4, 3, 2, 1));
    expect([ten[0], ten[9], ten[10], ten[49], ten[50], ten[89], ten[98]]).toEqual([1, 1, 2, 5, 6, 9, 10]);
  });

  test('is every value once where there are 99 or 100 of them', () => {
    const hundred = Float64Array.from({ length: 100 }, (_, index) => index + 1);
    expect(quantilesOf(hundred)).toEqual(Array.from({ length: 99 }, (_, index) => index + 1));
  });
});
