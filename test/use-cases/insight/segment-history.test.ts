import { describe, expect, test } from 'vitest';
import { personOf, type PersonIds } from '#lib/core/profile/person.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import type { CustomerStore } from '#lib/ports/store/customer-store.ts';
import { openEmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { everybody } from '#lib/use-cases/insight/everybody.ts';
import { segmentHistory } from '#lib/use-cases/insight/segment-history.ts';
import { updateCustomer } from '#lib/use-cases/update/update-customer.ts';
import { arrivalOf, dayMs, embedded, erasure, inMemory, linking, noon, purchase, visit, type Entry } from '../given.ts';

const buyers = { key: 'buyers', when: { performed: 'PurchaseMade', within: 'P30D' } };
const visitors = { key: 'visitors', when: { performed: 'VisitMade' } };

/** `spenders` comes with the second deployment, and its first members are not announced. */
const spenders = { key: 'spenders', when: { trait: 'orders.revenue', is: { gte: 1500 } }, backfill: 'quiet' };

const catalogues = [
  compile({ currency: 'GBP', segments: [buyers, visitors] }, 1),
  compile({ currency: 'GBP', segments: [buyers, visitors, spenders] }, 2),
] as const;

const shop = (store: CustomerStore) => {
  let events = 0;
  const deployments = catalogues.map((catalogue) => embedded({ store, catalogue }).deps);
  return {
    /** Lets an entry happen and arrive so many days after the first, under a deployment. */
    take: async (deployment: 1 | 2, days: number, { ids, entry }: { ids: PersonIds; entry: Entry }) => {
      events += 1;
      const at = noon + days * dayMs;
      const detail = { ...entry.detail, ...ids, eventId: `e-${events}`, occurredAt: new Date(at).toISOString() };
      const deps = deployments[deployment - 1];
      if (deps === undefined) throw new Error('no such deployment');
      await updateCustomer(deps, personOf(ids), [arrivalOf({ ...entry, detail }, at)]);
    },
  };
};

const [ann, bob, cleo] = ['ann', 'bob', 'cleo'].map((customerId) => ({ customerId })) as [
  PersonIds,
  PersonIds,
  PersonIds,
];
const refund = (amount: number): Entry => ({
  ...purchase(),
  'detail-type': 'PurchaseRefunded',
  detail: { orderId: 'o-1', currency: 'GBP', amount },
});

const phone = { anonymousId: 'phone' };

/** Ann, whose phone is linked on day 3, Bob, who buys again under the second deployment, and Cleo, who is erased. */
const fill = async (store: CustomerStore): Promise<void> => {
  const { take } = shop(store);
  await take(1, 0, { ids: ann, entry: purchase() });
  await take(1, 0, { ids: bob, entry: purchase() });
  await take(1, 1, { ids: cleo, entry: purchase() });
  await take(1, 2, { ids: phone, entry: visit() });
  await take(1, 3, { ids: { ...ann, ...phone }, entry: linking('ann', 'phone') });
  await take(1, 4, { ids: cleo, entry: erasure() });
  await take(2, 8, { ids: bob, entry: purchase({ total: 500 }) });
};

const historyIn = (store: CustomerStore, minimum = 1) =>
  segmentHistory({ store, catalogue: catalogues[1], minimum, everybody: () => everybody(store) }, 'P7D');

describe.each([
  ['an embedded store', () => openEmbeddedStore()],
  ['a table', inMemory],
])('segmentHistory() of %s', (_name, open) => {
  test('tells of everybody but the erased, of visitors until they were linked, and of changes that were not published', async () => {
    const store = open();
    await fill(store);
    const { periods } = await historyIn(store);
    expect(periods.map(({ segment, size, adds, drops, revenue }) => [segment, size, adds, drops, revenue])).toEqual([
      // The first of two weeks ends on day 1, a millisecond after noon.
      ['buyers', 2, 2, 0, 2 * 1999],
      ['buyers', 2, 0, 0, 500],
      ['visitors', 0, 0, 0, { below: 1 }],
      ['visitors', 1, 2, 1, 0],
      ['spenders', 0, 0, 0, { below: 1 }],
      ['spenders', 1, 1, 0, 500],
    ]);
  });

  test('tells who went where, a visitor and the customer that they are being one', async () => {
    const store = open();
    await fill(store);
    const { flows } = await historyIn(store);
    expect(flows.map((period) => period.flows)).toEqual([
      [{ from: null, to: 'buyers', people: 2 }],
      [
        { from: null, to: 'visitors', people: 1 },
        { from: null, to: 'spenders', people: 1 },
      ],
    ]);
  });

  test('orders changes of one instant as they were made, also those that were not published', async () => {
    const store = open();
    const { take } = shop(store);
    await take(1, 0, { ids: ann, entry: purchase() });
    // The first touch of the new deployment lets ann in, and the refund that touches lets her out again.
    await take(2, 1, { ids: ann, entry: refund(1000) });
    const { periods } = await historyIn(store);
    expect(periods.map(({ segment, size, adds, drops }) => [segment, size, adds, drops])).toEqual([
      ['buyers', 1, 1, 0],
      ['visitors', 0, 0, 0],
      ['spenders', 0, 1, 1],
    ]);
  });

  test('tells nothing where nobody is left', async () => {
    const store = open();
    const { take } = shop(store);
    await take(1, 0, { ids: cleo, entry: purchase() });
    await take(1, 1, { ids: cleo, entry: erasure() });
    expect(await historyIn(store)).toEqual({ periods: [], flows: [] });
  });
});
