import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Segment } from '#lib/core/segments/language/language.ts';
import { lacksRealData, onlineRetailEvents, realData } from '#test/support/real-data.ts';
import { replayed, type Replayed } from './replayed.ts';

const horizon = '2011-12-10T00:00:00.000Z';
const windows = ['30', '60', '90'] as const;

interface Transitions {
  readonly lapse_transitions: number;
  readonly return_transitions: number;
  readonly lapse_by_month: Readonly<Record<string, number>>;
  readonly return_by_month: Readonly<Record<string, number>>;
  readonly lapsed_at_horizon: number;
  readonly examples: Readonly<Record<string, readonly (readonly [string, string])[]>>;
}

interface Truth {
  readonly purchases: {
    readonly orders: number;
    readonly customers: number;
    readonly purchase_lines: number;
    readonly revenue_exact: string;
  };
  readonly lapse_transitions: { readonly by_N: Readonly<Record<(typeof windows)[number], Transitions>> };
  readonly activity_by_date: { readonly rows: readonly Readonly<Record<string, number | string>>[] };
}

interface Orders {
  readonly traits: { readonly orders: { readonly count: number; readonly revenue: number; readonly refunded: number } };
}

const segments = windows.flatMap((days): readonly Segment[] => [
  { key: `active-${days}`, when: { performed: 'PurchaseMade', within: `P${days}D` } },
  { key: `lapsed-${days}`, when: { trait: 'orders.lastAt', is: { olderThan: `P${days}D` } } },
]);

let truth: Truth;
let shop: Replayed;

beforeAll(async () => {
  if (lacksRealData) return;
  truth = JSON.parse(readFileSync(realData('online-retail', 'truth-even.json'), 'utf8'));
  shop = await replayed({ segments, events: await onlineRetailEvents(), until: horizon });
});

const changesOf = (key: string, status: string) =>
  shop.changes.map(({ detail }) => detail).filter((detail) => detail.segment.key === key && detail.status === status);

const byMonth = (instants: readonly string[]): Readonly<Record<string, number>> =>
  Object.fromEntries([...Map.groupBy(instants, (at) => at.slice(0, 7))].map(([month, all]) => [month, all.length]));

const effective = (key: string, status: string) => changesOf(key, status).map(({ effectiveAt }) => effectiveAt);

const total = (pick: (orders: Orders['traits']['orders']) => number): number =>
  (shop.profiles as readonly Orders[]).reduce((sum, { traits }) => sum + pick(traits.orders), 0);

describe.skipIf(lacksRealData)('a real shop of a year, imported and replayed', () => {
  test('has the orders, the customers and the revenue of the recomputed truth', () => {
    const { purchases } = truth;
    expect(total(({ count }) => count)).toBe(purchases.orders);
    expect((shop.profiles as readonly Orders[]).filter(({ traits }) => traits.orders.count > 0)).toHaveLength(
      purchases.customers,
    );
    const gross = total(({ revenue, refunded }) => revenue + refunded) / 100;
    expect(Math.abs(gross - Number(purchases.revenue_exact))).toBeLessThan(purchases.purchase_lines * 0.005);
    expect(shop.quarantine).toEqual([]);
  });

  test.each(windows)('lapses and returns after %s days when the truth does', (days) => {
    const expected = truth.lapse_transitions.by_N[days];
    expect(effective(`lapsed-${days}`, 'entered')).toHaveLength(expected.lapse_transitions);
    expect(effective(`lapsed-${days}`, 'exited')).toHaveLength(expected.return_transitions);
    expect(byMonth(effective(`lapsed-${days}`, 'entered'))).toEqual(expected.lapse_by_month);
    expect(byMonth(effective(`lapsed-${days}`, 'exited'))).toEqual(expected.return_by_month);
    expect(shop.summary.segments[`lapsed-${days}`]?.members).toBe(expected.lapsed_at_horizon);
    expect(effective(`active-${days}`, 'exited').sort()).toEqual(effective(`lapsed-${days}`, 'entered').sort());
  });

  test.each(windows)('gives the truth’s examples for %s days to the second', (days) => {
    for (const [customer, transitions] of Object.entries(truth.lapse_transitions.by_N[days].examples)) {
      const seen = shop.changes
        .map(({ detail }) => detail)
        .filter(({ customerId, segment }) => customerId === customer && segment.key === `lapsed-${days}`)
        .map(({ status, effectiveAt }) => [status === 'entered' ? 'lapse' : 'return', effectiveAt]);
      expect(seen).toEqual(transitions.map(([what, at]) => [what, `${at.replace(' ', 'T')}.000Z`]));
    }
  });

  test.each(windows)('has as many active and lapsed after %s days at each date as the truth', (days) => {
    for (const row of truth.activity_by_date.rows) {
      const before = (at: string): boolean => Date.parse(at) <= Date.parse(String(row['instant']));
      const sizeOf = (key: string): number =>
        effective(key, 'entered').filter(before).length - effective(key, 'exited').filter(before).length;
      expect([row['instant'], sizeOf(`active-${days}`), sizeOf(`lapsed-${days}`)]).toEqual([
        row['instant'],
        row[`active_${days}`],
        row[`lapsed_${days}`],
      ]);
    }
  });
});
