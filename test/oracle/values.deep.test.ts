import { describe, expect, test } from 'vitest';
import type { Operators, Value } from './catalogue.ts';
import { agreeWithReplay, described, held, line, purchase, turns, visit } from './examples.ts';

const at = '2027-03-01T00:00:00Z';
const refund = line('PurchaseRefunded', { customerId: 'ann', orderId: 'o', currency: 'GBP' });
const lines = [
  purchase({ eventId: 'e1', at, total: 1000 }),
  purchase({ eventId: 'e2', at, total: 500 }),
  refund({ eventId: 'e3', at, amount: 250 }),
  described({ eventId: 'e4', at, traits: { custom: { word: 'seven' }, demographic: { householdSize: 0 } } }),
];
const spent: Value = { performed: 'PurchaseMade', sum: 'total' };
const householdSize: Value = { trait: 'demographic.householdSize' };

/** The operators that the value meets. */
const meets = (value: Value, ...asked: Operators[]): Operators[] => {
  const conditions = Object.fromEntries(asked.map((is, index) => [`${index}`, { value, is }]));
  return held(lines, conditions).flatMap((key) => asked[Number(key)] ?? []);
};

describe('a value', () => {
  test('is a number, a trait, or what is worked out of a selection, by default the count', () => {
    expect(meets(3, { eq: 3 }, { eq: 2 })).toEqual([{ eq: 3 }]);
    expect(meets({ trait: 'orders.count' }, { eq: 2 })).toEqual([{ eq: 2 }]);
    expect(meets({ performed: 'PurchaseMade' }, { eq: 2 })).toEqual([{ eq: 2 }]);
    expect(
      meets({ performed: 'PurchaseMade', where: { total: { gt: 500 } }, avg: 'total' }, { eq: 1000 }),
    ).toHaveLength(1);
    expect(meets({ performed: 'PurchaseMade', last: 'total' }, { eq: 500 })).toHaveLength(1);
  });

  test('adds, subtracts, multiplies and divides from left to right', () => {
    const refunded: Value = { performed: 'PurchaseRefunded', sum: 'amount' };
    expect(meets({ minus: [spent, refunded] }, { eq: 1250 })).toHaveLength(1);
    expect(meets({ plus: [0.1, 0.2, 0.3] }, { eq: 0.1 + 0.2 + 0.3 }, { eq: 0.6 })).toEqual([{ eq: 0.1 + 0.2 + 0.3 }]);
    expect(meets({ times: [2, { trait: 'orders.average' }] }, { eq: 1250 })).toHaveLength(1);
    expect(meets({ dividedBy: [spent, 4] }, { eq: 375 })).toHaveLength(1);
    expect(meets({ dividedBy: [{ minus: [10, 4] }, { plus: [1, 2] }] }, { eq: 2 })).toHaveLength(1);
  });

  test('is absent where a part is absent or no number, the divisor 0 or the result not finite', () => {
    const absent: Operators = { exists: false };
    const asked: Operators[] = [absent, { ne: 1 }, { notIn: [1] }, { exists: true }];
    const values: Value[] = [
      { plus: [1, { trait: 'feedback.nps' }] },
      { minus: [{ trait: 'custom.word' }, 1] },
      { trait: 'custom.word' },
      { performed: 'PurchaseMade', first: 'orderId' },
      { performed: 'VisitMade', max: 'durationSeconds' },
      { dividedBy: [1, householdSize] },
      { dividedBy: [householdSize, householdSize] },
      { times: [1e200, 1e200] },
      { plus: [1, { dividedBy: [1, 0] }] },
    ];
    expect(values.map((value) => meets(value, ...asked))).toEqual(values.map(() => [absent]));
  });

  test('is compared by eq, ne, gt, gte, lt, lte, in, notIn and exists', () => {
    const met: Operators[] = [
      { eq: 1500 },
      { ne: 1 },
      { gt: 1499.5 },
      { gte: 1500 },
      { lt: 1501 },
      { lte: 1500 },
      { in: [1, 1500] },
      { notIn: [1] },
      { exists: true },
    ];
    const unmet: Operators[] = [{ eq: 1 }, { ne: 1500 }, { gt: 1500 }, { lt: 1500 }, { in: [1] }, { notIn: [1500] }];
    expect(meets(spent, ...met, ...unmet)).toEqual(met);
  });

  test('changes with the windows of its parts and with traits that time changes', () => {
    const share: Value = {
      dividedBy: [
        { performed: 'VisitMade', within: 'P1D' },
        { performed: 'VisitMade', within: 'P3D' },
      ],
    };
    const visits = [visit({ eventId: 'e1', at }), visit({ eventId: 'e2', at: '2027-03-02T12:00:00Z' })];
    const until = '2027-04-01T00:00:00Z';
    expect(turns({ value: share, is: { eq: 0.5 } }, { lines: visits, until })).toEqual([
      // One of two in the last day, from then on none of two, one, none.
      '+ 2027-03-02T12:00:00.000Z',
      '- 2027-03-03T12:00:00.000Z',
    ]);
    expect(turns({ value: share, is: { exists: true } }, { lines: visits, until })).toEqual([
      '+ 2027-03-01T00:00:00.000Z',
      '- 2027-03-05T12:00:00.000Z',
    ]);
    const born = [described({ eventId: 'e1', at, traits: { demographic: { birthDate: '2000-03-05' } } })];
    const twice: Value = { times: [2, { trait: 'demographic.age' }] };
    expect(turns({ value: twice, is: { gte: 54 } }, { lines: born, until })).toEqual(['+ 2027-03-05T00:00:00.000Z']);
  });
});

agreeWithReplay();
