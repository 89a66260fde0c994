import { describe, expect, test } from 'vitest';
import { bandOf, bandOperators, daysLimits, daysOperators, numberLimits } from '#lib/core/insight/items/bands.ts';
import { itemWordsIn } from '#lib/core/insight/items/item-words.ts';
import { roundNumberIn } from '#lib/core/insight/items/round-number.ts';

const times = (count: number, value: number): readonly number[] => Array.from({ length: count }, () => value);

const upTo = (count: number, valueOf: (index: number) => number): readonly number[] =>
  Array.from({ length: count }, (_, index) => valueOf(index));

describe('roundNumberIn()', () => {
  test.each([
    [[17, 24], 20],
    [[1180, 1270], 1200],
    [[0.27, 0.34], 0.3],
    [[3, 3], 3],
    [[-4, 9], 0],
    [[-260, -240], -250],
    [[123_456, 123_457], 123_456],
  ] as const)('of %j is %d', (range, number) => {
    expect(roundNumberIn(range)).toBe(number);
  });
});

describe('numberLimits()', () => {
  test.each<readonly [string, readonly number[], readonly unknown[]]>([
    [
      'fifths at round numbers',
      upTo(1000, (index) => index * 3.7),
      [{ at: 800 }, { at: 1500 }, { at: 2200 }, { at: 3000 }],
    ],
    ['counts of which most are 1', [...times(970, 1), ...upTo(30, (index) => index + 2)], [{ at: 1, isAbove: true }]],
    [
      'amounts of which most are 0',
      [...times(600, 0), ...upTo(400, (index) => index + 1.5)],
      [{ at: 0, isAbove: true }, { at: 200 }],
    ],
    ['a few numbers, each a band', [...times(50, 1), ...times(30, 2), ...times(20, 3)], [{ at: 2 }, { at: 3 }]],
    ['none, half and all', [...times(5, 0), ...times(5, 0.5), ...times(5, 1)], [{ at: 0, isAbove: true }, { at: 1 }]],
    ['one number', times(10, 4), []],
    ['nothing', [], []],
  ])('of %s', (_what, numbers, limits) => {
    expect(numberLimits(numbers)).toEqual(limits);
  });

  test('divide people into bands whose operators say who is in them', () => {
    const limits = [{ at: 0, isAbove: true as const }, { at: 10 }];
    expect([-1, 0, 0.1, 9.9, 10].map((number) => bandOf(limits, number))).toEqual([0, 0, 1, 1, 2]);
    expect([0, 1, 2].map((band) => bandOperators(limits, band))).toEqual([{ lte: 0 }, { gt: 0, lt: 10 }, { gte: 10 }]);
  });
});

test('daysLimits() are lengths of time that people say', () => {
  const limits = daysLimits(upTo(1000, (index) => index / 2));
  expect(limits).toEqual([{ at: 90 }, { at: 180 }, { at: 270 }, { at: 365 }]);
  expect(daysOperators(limits, 0)).toEqual({ newerThan: 'P90D' });
  expect(daysOperators(limits, 2)).toEqual({ olderThan: 'P180D', newerThan: 'P270D' });
});

describe('itemWordsIn()', () => {
  const words = itemWordsIn({ currency: 'GBP', segments: [] });

  test.each([
    ['orders.count', { gte: 2, lt: 3 }, 'number of orders: 2'],
    ['orders.count', { gt: 1 }, 'number of orders: 2 or more'],
    ['orders.count', { lt: 2 }, 'number of orders: 1 or fewer'],
    ['orders.count', { lt: 1 }, 'number of orders: none'],
    ['demographic.age', { gte: 30, lt: 45 }, 'age: 30 to 44'],
    ['orders.average', { gte: 50_00, lt: 75_00 }, 'average order: 50.00 GBP to 75.00 GBP'],
    ['orders.average', { lt: 50_00 }, 'average order: below 50.00 GBP'],
    ['orders.discountShare', { gt: 0 }, 'share of orders with a discount: some'],
    ['orders.discountShare', { lte: 0 }, 'share of orders with a discount: none'],
    ['orders.discountShare', { gt: 0, lt: 0.5 }, 'share of orders with a discount: more than 0%, below 50%'],
    ['orders.lastAt', { newerThan: 'P30D' }, 'last order: within the last 30 days'],
    ['orders.lastAt', { olderThan: 'P30D', newerThan: 'P60D' }, 'last order: 30 to 60 days ago'],
    ['orders.lastAt', { olderThan: 'P365D' }, 'last order: more than 365 days ago'],
    ['demographic.income.amount', { gte: 30_000_00 }, 'income: 30,000.00 GBP or more'],
    ['custom.favourite colour', 'blue', 'favourite colour: blue'],
    ['consent.marketing', true, 'consent to marketing: yes'],
  ])('says %s %j', (trait, value, said) => {
    expect(words(trait, value)).toBe(said);
  });
});
