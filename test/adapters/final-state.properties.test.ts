import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { adapters, type AdaptedEvent, type AdapterName } from '#lib/core/adapters/adapters.ts';
import { customerKey, type PersonKey } from '#lib/core/profile/person.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import type { LocalShop } from '#lib/tools/local-shop/local-shop.ts';
import { profileLineOf } from '#lib/use-cases/export/profile-line.ts';
import { runs } from '#test/support/runs.ts';
import { openedShop } from '#test/tools/local-shop/opened-shop.ts';
import { samplesOf } from './payloads.ts';

const now = Date.UTC(2026, 5, 1);

const eventsOf = (adapter: AdapterName, names: readonly string[]): readonly AdaptedEvent[] => {
  const samples = new Map(samplesOf(adapter).map((sample) => [sample.name, sample]));
  return names.flatMap((name) => {
    const adapted = adapters[adapter](samples.get(name)?.payload, samples.get(name)?.headers ?? {});
    if ('unusable' in adapted) throw new Error(`Cannot use ${name} as events: ${adapted.unusable}`);
    return adapted.events;
  });
};

/** A person's traits; undefined where there is no profile. */
const traitsIn = async (shop: LocalShop, person: PersonKey): Promise<Record<string, unknown> | undefined> => {
  const { record } = await shop.store.load(person, []);
  if (record?.kind !== 'profile') return undefined;
  return profileLineOf(shop.catalogue, { person, state: record.state }, shop.now).traits;
};

const ordersIn = (traits: Awaited<ReturnType<typeof traitsIn>>): unknown => {
  const orders = traits?.['orders'] as Readonly<Record<string, unknown>> | undefined;
  return { count: orders?.['count'], revenue: orders?.['revenue'], refunded: orders?.['refunded'] };
};

/** What happens to facts of one person, by the names of the samples that tell it. */
interface Story {
  readonly adapter: AdapterName;
  readonly says: string;
  readonly told: readonly string[];
  readonly person: PersonKey;
  readonly orders: unknown;
}

/** Tells a shop in memory events, in this order, and gives the person's traits. */
const traitsAfter = async (events: readonly AdaptedEvent[], { adapter, person }: Pick<Story, 'adapter' | 'person'>) => {
  const catalogue = compile({ currency: adapter === 'segment' ? 'USD' : 'EUR', segments: [] });
  const { shop } = await openedShop(catalogue, now);
  try {
    for (const event of events) {
      const { outcome } = await shop.take(JSON.stringify(event));
      expect(['applied', 'duplicate']).toContain(outcome.kind);
    }
    return await traitsIn(shop, person);
  } finally {
    await shop.close();
  }
};

const shopifys = { adapter: 'shopify', person: customerKey('6940095564') } as const;
const woos = { adapter: 'wooCommerce', person: customerKey('26') } as const;
const segments = { adapter: 'segment', person: customerKey('cust-42') } as const;
const stripes = { adapter: 'stripe', person: customerKey('cust-42') } as const;

const none = { count: 0, revenue: 0, refunded: 0 };
const twice = ['order-paid', 'order-refunded-in-part', 'order-refunded-twice'];
const charged = [
  'charge-refunded-in-part',
  'charge-refunded-again',
  'charge-refunded-told-twice',
  'charge-refunded-whole',
];

const stories: readonly Story[] = [
  {
    ...shopifys,
    says: 'an order is made and paid within a second',
    told: ['order-created-unpaid', 'order-paid'],
    orders: { count: 1, revenue: 5497, refunded: 0 },
  },
  {
    ...shopifys,
    says: 'an order is edited, and what was added is paid later',
    told: ['order-created-unpaid', 'order-paid', 'order-fulfilled', 'order-partially-paid', 'order-edited'],
    orders: { count: 1, revenue: 7497, refunded: 0 },
  },
  {
    ...shopifys,
    says: 'an order is refunded in two parts',
    told: twice,
    orders: { count: 1, revenue: 5497 - 749 - 1250, refunded: 749 + 1250 },
  },
  { ...shopifys, says: 'a refunded order is cancelled', told: [...twice, 'order-cancelled'], orders: none },
  {
    ...shopifys,
    says: 'a refund fails',
    told: ['order-paid', 'order-refund-pending', 'order-refund-failed'],
    orders: { count: 1, revenue: 5497, refunded: 0 },
  },
  {
    ...shopifys,
    says: 'a guest turns out to be a customer',
    told: ['order-of-a-visitor', 'order-of-a-known-visitor'],
    orders: { count: 1, revenue: 5497, refunded: 0 },
  },
  {
    ...woos,
    says: 'an order is made and paid within a second, and sent',
    told: ['order-pending', 'order-processing', 'order-completed'],
    orders: { count: 1, revenue: 5987, refunded: 0 },
  },
  {
    ...woos,
    says: 'an order is refunded in two parts',
    told: ['order-processing', 'order-refunded-in-part', 'order-refunded-twice'],
    orders: { count: 1, revenue: 5987 - 749 - 490, refunded: 749 + 490 },
  },
  {
    ...woos,
    says: 'a refunded order is cancelled',
    told: ['order-processing', 'order-refunded-in-part', 'order-cancelled'],
    orders: none,
  },
  {
    ...woos,
    says: 'an order is thrown away and taken back',
    told: ['order-processing', 'order-trashed', 'order-restored'],
    orders: { count: 1, revenue: 5987, refunded: 0 },
  },
  {
    ...woos,
    says: 'a guest opens an account',
    told: ['order-of-a-visitor', 'order-of-a-known-visitor'],
    orders: { count: 1, revenue: 5987, refunded: 0 },
  },
  {
    ...segments,
    says: 'an order of a visitor is updated by a customer',
    told: ['order-of-a-visitor', 'order-updated'],
    orders: { count: 1, revenue: 3300, refunded: 0 },
  },
  {
    ...segments,
    says: 'a page tells the order of a visitor, and is loaded again by the customer that they are',
    told: ['order-of-a-visitor', 'order-completed'],
    orders: { count: 1, revenue: 3000, refunded: 0 },
  },
  {
    ...segments,
    says: 'an order is cancelled',
    told: ['order-completed', 'order-updated', 'order-cancelled'],
    orders: none,
  },
  {
    ...segments,
    says: 'an order is refunded in three parts',
    told: ['order-completed', 'order-refunded-in-part', 'order-refunded-by-products', 'order-refunded-by-id'],
    orders: { count: 1, revenue: 3000 - 950 - 600 - 400, refunded: 950 + 600 + 400 },
  },
  {
    ...stripes,
    says: 'a checkout and its refunds are told twice',
    told: ['session-completed', 'session-told-twice', ...charged],
    orders: { count: 1, revenue: 0, refunded: 5987 },
  },
  {
    ...stripes,
    says: 'a transfer comes after days',
    told: ['session-unpaid', 'session-paid-later'],
    orders: { count: 1, revenue: 5987, refunded: 0 },
  },
  {
    ...stripes,
    says: 'a charge is refunded to a customer whom Stripe alone knows',
    told: ['session-of-stripes-customer', 'charge-refunded-in-part'],
    person: customerKey('cus_SbGYl34MpG4nv5'),
    orders: { count: 1, revenue: 5987 - 749, refunded: 749 },
  },
];

describe('in whatever order, and however often it is told', () => {
  test.each(stories)('$adapter: $says', async (story) => {
    const events = eventsOf(story.adapter, story.told);
    expect(ordersIn(await traitsAfter(events, story))).toEqual(story.orders);
    const anyOrder = fc.shuffledSubarray([...events, ...events], { minLength: 2 * events.length });
    await fc.assert(
      fc.asyncProperty(anyOrder, async (shuffled) => {
        expect(ordersIn(await traitsAfter(shuffled, story))).toEqual(story.orders);
      }),
      runs(60),
    );
  });
});

test.each([
  { ...shopifys, told: ['customer-updated', 'customer-unsubscribed'], consent: { marketing: false, sms: false } },
  {
    ...segments,
    told: ['unsubscribed', 'consent'],
    consent: { advertising: false, analytics: true, marketing: false },
  },
])('what a customer of $adapter allows is what they said last', async ({ told, consent, ...whose }) => {
  const events = eventsOf(whose.adapter, told);
  for (const order of [events, events.toReversed()]) expect(await traitsAfter(order, whose)).toMatchObject({ consent });
});

test('a tag that was taken off is known no more, whichever telling comes first', async () => {
  const events = eventsOf('shopify', ['customer-updated', 'customer-unsubscribed']);
  expect(await traitsAfter(events.slice(0, 1), shopifys)).toMatchObject({ custom: { tags: 'VIP, wholesale' } });
  for (const order of [events, events.toReversed()]) {
    expect(await traitsAfter(order, shopifys)).not.toHaveProperty('custom.tags');
  }
});

test('each tag of today’s Shopify is there until it is taken off, whichever telling comes first', async () => {
  const events = eventsOf('shopify', ['customer-of-a-new-version', 'customer-tagged', 'customer-untagged']);
  expect(await traitsAfter(events.slice(0, 2), shopifys)).toMatchObject({
    custom: { 'tag:VIP': true, 'tag:☕️ club': true },
  });
  for (const order of [events, events.toReversed()])
    expect((await traitsAfter(order, shopifys))?.['custom']).toEqual({ 'tag:☕️ club': true });
});

test('a tag that a customer was told with is taken off by the topic of its own', async () => {
  const events = eventsOf('shopify', ['customer-updated', 'customer-untagged']);
  for (const order of [events, events.toReversed()])
    expect((await traitsAfter(order, shopifys))?.['custom']).toEqual({
      tags: 'VIP, wholesale',
      'tag:wholesale': true,
    });
});

test('who is deleted in Stripe is erased by whichever id they were linked with', async () => {
  const events = eventsOf('stripe', ['session-completed', 'customer-deleted']);
  expect(await traitsAfter(events, stripes)).toBeUndefined();
  expect(await traitsAfter(events.slice(0, 1), stripes)).toBeDefined();
});

const numberOf = ({ detail }: AdaptedEvent): number => (detail['revision'] as { readonly number: number }).number;

test.each([
  ['shopify', ['order-created-unpaid', 'order-authorized', 'order-paid']],
  ['wooCommerce', ['order-pending', 'order-failed', 'order-on-hold', 'order-processing']],
] as const)('tellings of %s of one second are in the order in which an order passes through them', (adapter, names) => {
  const numbers = eventsOf(adapter, names).map(numberOf);
  expect(numbers).toEqual(numbers.toSorted((one, other) => one - other));
  expect(new Set(numbers).size).toBe(names.length);
});

test('a refund in WooCommerce has the time of its first telling, whichever comes first', () => {
  const events = eventsOf('wooCommerce', ['order-refunded-twice', 'order-refunded-in-part']);
  const told = events.filter(({ detail }) => (detail['revision'] as { of: string }).of === 'woocommerce.refund:731');
  const newest = told.toSorted((one, other) => numberOf(other) - numberOf(one));
  expect(newest[0]?.detail['occurredAt']).toBe('2026-03-09T10:00:00.000Z');
});
