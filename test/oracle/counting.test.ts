import { describe, expect, test } from 'vitest';
import {
  agreeWithReplay,
  catalogue,
  changesOf,
  described,
  erasure,
  evaluate,
  line,
  link,
  purchase,
  segment,
  visitOf1,
} from './examples.ts';

const buyer = segment('buyer', { performed: 'PurchaseMade' });
const big = segment('big', { performed: 'PurchaseMade', sum: 'total', is: { gte: 3000 } });
const shop = catalogue(buyer, big);

const withdrawn = line('EventWithdrawn', { customerId: 'ann' });
const minute = (n: number): string => `2027-03-01T10:${String(n).padStart(2, '0')}:00Z`;
const telling = (number: number) => ({ of: 'order-1', number });

const revenueOf = (lines: readonly string[]): unknown => {
  const { profiles } = evaluate({ catalogue: shop, lines });
  return Object(profiles[0]?.traits['orders'])['revenue'];
};

describe('evaluate() where events put others right', () => {
  test('takes back what is named, at the arrival, and lets the changes of the past stand', () => {
    const lines = [
      purchase({ eventId: 'e1', at: minute(1), total: 5000 }),
      withdrawn({ eventId: 'w1', at: minute(2), replaces: 'e1' }),
    ];
    const result = evaluate({ catalogue: shop, lines });
    expect(changesOf(result)).toEqual([
      'ann 1 +buyer 2027-03-01T10:01:00.000Z live',
      'ann 2 +big 2027-03-01T10:01:00.000Z live',
      'ann 3 -buyer 2027-03-01T10:02:00.000Z live',
      'ann 4 -big 2027-03-01T10:02:00.000Z live',
    ]);
    expect(result.summary).toMatchObject({ applied: 2, replaced: 1, unmetReplacements: 0 });
    expect(result.profiles[0]?.traits).not.toHaveProperty('firstSeenAt');
  });

  test('takes of a fact the largest number alone, in whatever order they come', () => {
    const [first, second, third] = [9, 10, 100].map((number, index) =>
      purchase({ eventId: `e${index}`, at: minute(index + 1), total: number * 10, revision: telling(number) }),
    ) as [string, string, string];
    for (const lines of [
      [first, second, third],
      [third, first, second],
      [second, third, first],
    ])
      expect(revenueOf(lines)).toBe(1000);
    expect(revenueOf([first, second])).toBe(100);
  });

  test('takes the larger eventId of two with one number', () => {
    const lines = ['e9', 'e10'].map((eventId, index) =>
      purchase({ eventId, at: minute(index), total: 100 + index, revision: telling(1) }),
    );
    expect(revenueOf(lines)).toBe(100);
  });

  test('brings no older telling back where the newest is taken back by name', () => {
    const lines = [
      purchase({ eventId: 'e1', at: minute(1), revision: telling(1) }),
      purchase({ eventId: 'e2', at: minute(2), revision: telling(2) }),
      withdrawn({ eventId: 'w1', at: minute(3), replaces: 'e2' }),
    ];
    const result = evaluate({ catalogue: shop, lines });
    expect(result.profiles[0]?.segments).toEqual([]);
    expect(result.summary).toMatchObject({ replaced: 2 });
  });

  test('keeps named what an event names that counts no longer itself', () => {
    const lines = [
      purchase({ eventId: 'e1', at: minute(1), total: 100 }),
      purchase({ eventId: 'e2', at: minute(2), total: 200, replaces: 'e1' }),
      purchase({ eventId: 'e3', at: minute(3), total: 300, replaces: 'e2' }),
    ];
    expect(revenueOf(lines)).toBe(300);
  });

  test('takes what was named before it came without what it says, and has it link nobody', () => {
    const lines = [
      visitOf1({ eventId: 'v', at: minute(1) }),
      withdrawn({ eventId: 'w1', at: minute(2), replaces: 'l1' }),
      withdrawn({ eventId: 'w2', at: minute(3), replaces: 'l1' }),
      link({ eventId: 'l1', at: minute(4) }),
      withdrawn({ eventId: 'w3', at: minute(5), replaces: 'never' }),
    ];
    const { summary } = evaluate({ catalogue: shop, lines });
    expect(summary).toMatchObject({ customers: 1, visitors: 1, replaced: 1, unmetReplacements: 1 });
  });

  test('lets a link stand that is taken back', () => {
    const lines = [
      link({ eventId: 'l1', at: minute(1) }),
      withdrawn({ eventId: 'w1', at: minute(2), replaces: 'l1' }),
      visitOf1({ eventId: 'v', at: minute(3) }),
    ];
    expect(evaluate({ catalogue: shop, lines }).summary).toMatchObject({ customers: 1, visitors: 0, replaced: 1 });
  });

  test('puts right the events of one own id alone, also after a link', () => {
    const ofVisitor = line('PurchaseMade', { anonymousId: 'v1', orderId: 'o-1', currency: 'GBP', total: 700 });
    const back = line('EventWithdrawn', { anonymousId: 'v1', replaces: 'g1' });
    const lines = [
      ofVisitor({ eventId: 'g1', at: minute(1) }),
      link({ eventId: 'l1', at: minute(2) }),
      withdrawn({ eventId: 'w1', at: minute(3), replaces: 'g1' }),
    ];
    expect(revenueOf(lines)).toBe(700);
    expect(revenueOf([...lines, back({ eventId: 'w2', at: minute(4) })])).not.toBe(700);
  });

  test('decides once, as a merge, where a correction links', () => {
    const lines = [
      purchase({ eventId: 'e1', at: minute(1), total: 5000 }),
      visitOf1({ eventId: 'v', at: minute(2) }),
      purchase({ eventId: 'e2', at: minute(3), total: 100, anonymousId: 'v1', replaces: 'e1' }),
    ];
    expect(changesOf(evaluate({ catalogue: shop, lines })).slice(2)).toEqual([
      'ann 3 -big 2027-03-01T10:03:00.000Z merge',
    ]);
  });

  test('forgets what an event told that is taken back, and counts nothing of the erased', () => {
    const lines = [
      described({ eventId: 'd1', at: minute(1), traits: { demographic: { gender: 'female' } } }),
      withdrawn({ eventId: 'w1', at: minute(2), replaces: 'd1' }),
    ];
    expect(evaluate({ catalogue: shop, lines }).profiles[0]?.traits).not.toHaveProperty('demographic');
    const end = erasure({ eventId: 'x', customerId: 'ann', at: minute(3) });
    const { summary } = evaluate({ catalogue: shop, lines: [...lines, end] });
    expect(summary).toMatchObject({ replaced: 0, unmetReplacements: 0 });
  });

  agreeWithReplay();
});
