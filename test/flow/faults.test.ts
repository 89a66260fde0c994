import { describe, expect, test } from 'vitest';
import type { Segment } from '#lib/core/segments/language/language.ts';
import { changesIn, replayed } from './replayed.ts';
import { erasure, linked, purchase, visit } from './said.ts';

const buyers: Segment = { key: 'buyers', when: { performed: 'PurchaseMade' } };
const recent: Segment = { key: 'recent', when: { performed: 'PurchaseMade', within: 'P30D' } };
const spenders: Segment = { key: 'spenders', when: { performed: 'PurchaseMade', sum: 'total', is: { gte: 30_00 } } };
const segments = [buyers, recent, spenders];

const refund = ({ amount, ...said }: { at: string; amount: number; currency?: string }) => {
  const { detail, ...envelope } = purchase(said);
  return { ...envelope, 'detail-type': 'PurchaseRefunded', detail: { ...detail, amount } };
};

const ordersIn = ({ profiles }: Awaited<ReturnType<typeof replayed>>, index = 0) =>
  (profiles[index] as { traits: { orders: Record<string, unknown> } }).traits.orders;

describe('replay() of what producers do', () => {
  const at = '2026-03-01T10:00:00Z';

  test('takes one fact for one, in whatever envelope it comes', async () => {
    const one = purchase({ at, eventId: 'one' });
    const events = [one, { ...one, id: 'another', source: 'shop.retry' }, { ...one, time: '2026-03-09T10:00:00Z' }];
    const { summary } = await replayed({ segments, events });
    expect(summary).toMatchObject({ applied: 1, duplicates: 2 });
  });

  test('takes a known id that happened at another time for a conflict', async () => {
    const events = [
      purchase({ at, eventId: 'one' }),
      purchase({ at, eventId: 'one', occurredAt: '2026-03-01T09:59:59Z' }),
    ];
    const { summary, quarantine } = await replayed({ segments, events });
    expect(summary).toMatchObject({ applied: 1, quarantined: 1 });
    expect(quarantine).toMatchObject([{ line: 2, reason: 'conflict' }]);
  });

  test('adds up no two currencies', async () => {
    const events = [
      purchase({ at }),
      purchase({ at, currency: 'EUR', total: 25_00 }),
      refund({ at, amount: 5_00, currency: 'EUR' }),
    ];
    const result = await replayed({ segments, events });
    expect(ordersIn(result)).toMatchObject({
      count: 2,
      revenue: 10_00,
      otherCurrencies: { EUR: { count: 1, revenue: 20_00 } },
    });
    expect(changesIn(result).some((change) => change.includes('spenders'))).toBe(false);
  });

  test('takes a refund before its purchase, and one of more than was paid', async () => {
    const events = [refund({ at, amount: 40_00 }), purchase({ at: '2026-03-02T10:00:00Z', total: 30_00 })];
    const result = await replayed({ segments, events });
    expect(ordersIn(result)).toMatchObject({ count: 1, revenue: -10_00, refunded: 40_00, refundRate: 40 / 30 });
    const [first, second] = events;
    expect(ordersIn(await replayed({ segments, events: [second ?? '', first ?? ''] }))).toEqual(ordersIn(result));
  });

  test('keeps fields that later producers add, and refuses types that it does not know', async () => {
    const later = purchase({ at, schemaVersion: 9, loyalty: { points: 3 } });
    const { summary, quarantine } = await replayed({
      segments,
      events: [later, { ...later, 'detail-type': 'PurchaseMade.v2' }],
    });
    expect(summary).toMatchObject({ applied: 1, quarantined: 1 });
    expect(quarantine).toMatchObject([{ reason: 'unknown-type' }]);
  });

  test('says which fields and currencies it did not understand, once a fact', async () => {
    const later = purchase({ at, discunt: 5, currency: 'BRL' });
    const { summary } = await replayed({ segments, events: [later, later, purchase({ at, total: 'x', discunt: 5 })] });
    expect(summary).toMatchObject({
      unknownFields: { 'PurchaseMade.discunt': { events: 1, nearest: 'discount' } },
      otherCurrencies: { BRL: 1 },
      linksToCustomers: 0,
    });
  });

  test('counts links of a visitor who has the id of a customer', async () => {
    const events = [
      purchase({ at, customerId: 'guest-1' }),
      linked({ at, anonymousId: 'guest-1', customerId: 'acct-1' }),
      linked({ at, anonymousId: 'visitor-2', customerId: 'acct-1' }),
    ];
    expect((await replayed({ segments, events })).summary).toMatchObject({ linksToCustomers: 1, unknownFields: {} });
  });
});

describe('replay() of what comes again', () => {
  const past = [
    purchase({ at: '2026-01-01T10:00:00Z' }),
    visit({ at: '2026-01-02T10:00:00Z', anonymousId: 'visitor-1' }),
    linked({ at: '2026-01-03T10:00:00Z' }),
    purchase({ at: '2026-02-20T10:00:00Z', total: 25_00 }),
    erasure({ at: '2026-02-21T10:00:00Z', customerId: 'cust-2' }),
  ];
  const archived = (time: string) => past.map((event) => ({ ...event, time, 'replay-name': 'again' }));

  test('changes nothing when the whole archive is replayed', async () => {
    const first = await replayed({ segments, events: past, until: '2026-03-02T00:00:00Z' });
    const repeated = await replayed({
      segments,
      events: [...past, ...archived('2026-03-01T10:00:00Z')],
      until: '2026-03-02T00:00:00Z',
    });
    expect(repeated.summary).toMatchObject({ applied: 5, duplicates: 5, quarantined: 0 });
    expect(repeated.changes).toEqual(first.changes);
    expect(repeated.profiles).toEqual(first.profiles);
  });

  test('changes nothing when it is replayed between new events', async () => {
    const fresh = [purchase({ at: '2026-03-01T09:00:00Z' }), purchase({ at: '2026-03-01T11:00:00Z' })];
    const until = '2026-03-02T00:00:00Z';
    const mixed = [fresh[0] ?? '', ...archived('2026-03-01T10:00:00Z'), fresh[1] ?? ''];
    const [without, within] = [
      await replayed({ segments, events: [...past, ...fresh], until }),
      await replayed({ segments, events: [...past, ...mixed], until }),
    ];
    expect(within.changes).toEqual(without.changes);
    expect(within.profiles).toEqual(without.profiles);
  });

  test('decides what was stuck for weeks when it arrives, and counts it from when it happened', async () => {
    const stuck = purchase({ at: '2026-03-20T10:00:00Z', occurredAt: '2026-03-01T10:00:00Z' });
    const events = [purchase({ at: '2026-01-01T10:00:00Z' }), stuck];
    expect(changesIn(await replayed({ segments: [recent], events, until: '2026-04-30T00:00:00Z' }))).toEqual([
      'cust-1 1 +recent 2026-01-01T10:00:00.000Z live',
      'cust-1 2 -recent 2026-01-31T10:00:00.000Z timer',
      'cust-1 3 +recent 2026-03-20T10:00:00.000Z live',
      'cust-1 4 -recent 2026-03-31T10:00:00.000Z timer',
    ]);
  });

  test('of an erased person stays refused, however late', async () => {
    const events = [...past, erasure({ at: '2026-03-01T10:00:00Z' }), ...archived('2027-01-01T10:00:00Z')];
    const { summary, profiles } = await replayed({ segments, events });
    expect(profiles).toEqual([]);
    expect(summary).toMatchObject({ applied: 6, duplicates: 1, quarantined: 4 });
  });
});

const link = (customerId: string, anonymousId: string, at: string) => linked({ at, customerId, anonymousId });

describe('replay() of links that contradict one another', () => {
  test('makes no circle and merges no two customers', async () => {
    const events = [
      link('a', 'b', '2026-03-01T10:00:00Z'),
      // The same names as a customer and as a visitor are two people.
      link('b', 'a', '2026-03-01T11:00:00Z'),
      link('b', 'b', '2026-03-01T12:00:00Z'),
      purchase({ at: '2026-03-02T10:00:00Z', customerId: 'a' }),
      visit({ at: '2026-03-02T11:00:00Z', anonymousId: 'a' }),
    ];
    const { summary, profiles } = await replayed({ segments: [buyers], events });
    expect(summary).toMatchObject({ applied: 5, identityConflicts: 1, customers: 2, visitors: 0 });
    expect(profiles).toMatchObject([
      { customerId: 'a', traits: { orders: { count: 1 }, visits: { count: 0 } } },
      { customerId: 'b', traits: { orders: { count: 0 }, visits: { count: 1 } } },
    ]);
  });
});
