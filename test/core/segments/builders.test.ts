import { describe, expect, expectTypeOf, test } from 'vitest';
import {
  all,
  any,
  avg,
  catalogue,
  dividedBy,
  first,
  inSegment,
  last,
  latest,
  list,
  max,
  min,
  minus,
  mostFrequent,
  not,
  percentile,
  performed,
  plus,
  segment,
  sum,
  times,
  trait,
  uniqueCount,
  value,
} from '#lib/core/segments/builders/builders.ts';
import type { TraitPath } from '#lib/core/segments/builders/trait-values.ts';
import { catalogueFaults } from '#lib/core/segments/check/check-catalogue.ts';
import { computedTraits } from '#lib/core/profile/computed-traits.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { predictionModel } from '#test/support/prediction-model.ts';
import type { CatalogueSource, ConditionSource, Segment } from '#lib/core/segments/language/language.ts';

const cart = performed('VisitMade').where({ action: { eq: 'cart' } });

const conditions: readonly (readonly [name: string, built: unknown, json: ConditionSource])[] = [
  ['trait', trait('orders.count').is({ gte: 3, lt: 10 }), { trait: 'orders.count', is: { gte: 3, lt: 10 } }],
  [
    'trait of an instant',
    trait('orders.lastAt').is({ olderThan: 'P60D' }),
    { trait: 'orders.lastAt', is: { olderThan: 'P60D' } },
  ],
  [
    'given, custom and consent traits',
    all(
      trait('psychographic.interests').is({ contains: 'cycling' }),
      trait('custom.tier').is({ eq: 'gold' }),
      trait('consent.marketing').is({ eq: true }),
      trait('orders.otherCurrencies.EUR.revenue').is({ gt: 0 }),
    ),
    {
      all: [
        { trait: 'psychographic.interests', is: { contains: 'cycling' } },
        { trait: 'custom.tier', is: { eq: 'gold' } },
        { trait: 'consent.marketing', is: { eq: true } },
        { trait: 'orders.otherCurrencies.EUR.revenue', is: { gt: 0 } },
      ],
    },
  ],
  ['performed alone', performed('PurchaseMade'), { performed: 'PurchaseMade' }],
  [
    'performed with every step',
    performed('PurchaseMade')
      .where({ channel: { in: ['web', 'app'] } })
      .each('items')
      .within('P60D')
      .times({ gte: 1 }),
    {
      performed: 'PurchaseMade',
      where: { channel: { in: ['web', 'app'] } },
      each: 'items',
      within: 'P60D',
      times: { gte: 1 },
    },
  ],
  [
    'fields of elements after each',
    performed('PurchaseMade')
      .each('items')
      .where({ category: { eq: 'shoes' }, total: { gte: 10_00 } }),
    { performed: 'PurchaseMade', each: 'items', where: { category: { eq: 'shoes' }, total: { gte: 10_00 } } },
  ],
  [
    'sum',
    sum('PurchaseMade', 'total').within('P365D').is({ gte: 100_00 }),
    { performed: 'PurchaseMade', sum: 'total', within: 'P365D', is: { gte: 100_00 } },
  ],
  [
    'avg over elements',
    avg('PurchaseMade', 'unitPrice').each('items').is({ lt: 20_00 }),
    { performed: 'PurchaseMade', avg: 'unitPrice', each: 'items', is: { lt: 20_00 } },
  ],
  [
    'min',
    min('VisitMade', 'durationSeconds')
      .where({ action: { eq: 'product' } })
      .is({ gte: 1.5 }),
    { performed: 'VisitMade', min: 'durationSeconds', where: { action: { eq: 'product' } }, is: { gte: 1.5 } },
  ],
  ['max', max('FeedbackGiven', 'score').is({ lte: 6 }), { performed: 'FeedbackGiven', max: 'score', is: { lte: 6 } }],
  [
    'first',
    first('VisitMade', 'campaign.source').is({ eq: 'mail' }),
    { performed: 'VisitMade', first: 'campaign.source', is: { eq: 'mail' } },
  ],
  [
    'last',
    last('PurchaseMade', 'channel').within('P30D').is({ ne: 'web' }),
    { performed: 'PurchaseMade', last: 'channel', within: 'P30D', is: { ne: 'web' } },
  ],
  [
    'uniqueCount',
    uniqueCount('VisitMade', 'device').is({ gte: 2 }),
    { performed: 'VisitMade', uniqueCount: 'device', is: { gte: 2 } },
  ],
  [
    'followedBy some events',
    cart.followedBy(performed('PurchaseMade').where({ total: { gte: 50_00 } })).within('P1DT12H'),
    {
      performed: 'VisitMade',
      where: { action: { eq: 'cart' } },
      followedBy: { performed: 'PurchaseMade', where: { total: { gte: 50_00 } } },
      within: 'P1DT12H',
    },
  ],
  [
    'notFollowedBy a type',
    cart.notFollowedBy('PurchaseMade').for('PT2H').within('P7D'),
    {
      performed: 'VisitMade',
      where: { action: { eq: 'cart' } },
      notFollowedBy: { performed: 'PurchaseMade' },
      for: 'PT2H',
      within: 'P7D',
    },
  ],
  [
    'all, any, not and a reference',
    all(any(performed('VisitMade').within('P7D'), inSegment('big')), not(performed('PurchaseMade').times({ gte: 2 }))),
    {
      all: [
        { any: [{ performed: 'VisitMade', within: 'P7D' }, { segment: 'big' }] },
        { not: { performed: 'PurchaseMade', times: { gte: 2 } } },
      ],
    },
  ],
  [
    'events between two lengths of time ago',
    performed('VisitMade').between('P90D', 'P30D').times({ gte: 2 }),
    { performed: 'VisitMade', between: ['P90D', 'P30D'], times: { gte: 2 } },
  ],
  [
    'events of periods, from one point in time to another',
    performed('VisitMade')
      .during({ unit: 'month', from: -1, to: -1 })
      .since('2026-11-02')
      .until('2026-11-29T09:12:00+01:00'),
    {
      performed: 'VisitMade',
      during: { unit: 'month', from: -1, to: -1 },
      since: '2026-11-02',
      until: '2026-11-29T09:12:00+01:00',
    },
  ],
  [
    'an aggregate since a date',
    sum('PurchaseMade', 'total').since('2027-01-01').is({ gte: 1 }),
    { performed: 'PurchaseMade', sum: 'total', since: '2027-01-01', is: { gte: 1 } },
  ],
  [
    'distinct days at night',
    uniqueCount('VisitMade', 'local.date')
      .where({ 'local.hour': { gte: 22 }, 'local.weekday': { in: ['saturday', 'sunday'] } })
      .is({ gte: 2 }),
    {
      performed: 'VisitMade',
      uniqueCount: 'local.date',
      where: { 'local.hour': { gte: 22 }, 'local.weekday': { in: ['saturday', 'sunday'] } },
      is: { gte: 2 },
    },
  ],
  [
    'a tree of fields',
    performed('PurchaseMade').where({
      any: [{ channel: { eq: 'web' } }, { not: { all: [{ total: { lt: 5_00 } }, { couponCode: { exists: true } }] } }],
      items: {
        some: { category: { eq: 'SHOES', fold: true }, any: [{ quantity: { gte: 2 } }, { total: { gte: 1 } }] },
      },
    }),
    {
      performed: 'PurchaseMade',
      where: {
        any: [
          { channel: { eq: 'web' } },
          { not: { all: [{ total: { lt: 5_00 } }, { couponCode: { exists: true } }] } },
        ],
        items: {
          some: { category: { eq: 'SHOES', fold: true }, any: [{ quantity: { gte: 2 } }, { total: { gte: 1 } }] },
        },
      },
    },
  ],
  [
    'none and every of the elements',
    all(
      performed('PurchaseMade').where({ items: { none: { category: { eq: 'gift-card' } } } }),
      performed('PurchaseMade').where({ items: { every: { not: { name: { endsWith: '-old' } } } } }),
    ),
    {
      all: [
        { performed: 'PurchaseMade', where: { items: { none: { category: { eq: 'gift-card' } } } } },
        { performed: 'PurchaseMade', where: { items: { every: { not: { name: { endsWith: '-old' } } } } } },
      ],
    },
  ],
  [
    'followedBy in the same session',
    cart
      .followedBy(performed('VisitMade').where({ action: { eq: 'checkout' } }))
      .same('sessionId')
      .within('P7D'),
    {
      performed: 'VisitMade',
      where: { action: { eq: 'cart' } },
      followedBy: { performed: 'VisitMade', where: { action: { eq: 'checkout' } } },
      same: 'sessionId',
      within: 'P7D',
    },
  ],
  [
    'notFollowedBy the same product',
    cart.notFollowedBy('PurchaseMade').same('sku', 'items.sku').for('PT2H').within('P7D'),
    {
      performed: 'VisitMade',
      where: { action: { eq: 'cart' } },
      notFollowedBy: { performed: 'PurchaseMade' },
      same: ['sku', 'items.sku'],
      for: 'PT2H',
      within: 'P7D',
    },
  ],
  [
    'net spend',
    value(
      minus(sum('PurchaseMade', 'total').within('P90D'), sum('PurchaseRefunded', 'amount').between('P90D', 'PT0S')),
    ).is({ gte: 100_00 }),
    {
      value: {
        minus: [
          { performed: 'PurchaseMade', sum: 'total', within: 'P90D' },
          { performed: 'PurchaseRefunded', sum: 'amount', between: ['P90D', 'PT0S'] },
        ],
      },
      is: { gte: 100_00 },
    },
  ],
  [
    'every arithmetic',
    value(
      plus(1, times(2, trait('orders.average'), 3), dividedBy(performed('VisitMade').within('P30D'), cart), {
        trait: 'orders.count',
      }),
    ).is({ notIn: [1, 2], exists: true }),
    {
      value: {
        plus: [
          1,
          { times: [2, { trait: 'orders.average' }, 3] },
          {
            dividedBy: [
              { performed: 'VisitMade', within: 'P30D' },
              { performed: 'VisitMade', where: { action: { eq: 'cart' } } },
            ],
          },
          { trait: 'orders.count' },
        ],
      },
      is: { notIn: [1, 2], exists: true },
    },
  ],
  [
    'a draw, a birthday, a date that comes up and twice their own gap',
    all(
      trait('bucket.spring').is({ lt: 10 }),
      trait('demographic.birthDate').is({ anniversaryIn: 'P7D' }),
      trait('custom.renewsOn').is({ comingWithin: 'P30D' }),
      trait('orders.lastAt').is({ olderThan: { times: 2, days: 'orders.averageGapDays' } }),
    ),
    {
      all: [
        { trait: 'bucket.spring', is: { lt: 10 } },
        { trait: 'demographic.birthDate', is: { anniversaryIn: 'P7D' } },
        { trait: 'custom.renewsOn', is: { comingWithin: 'P30D' } },
        { trait: 'orders.lastAt', is: { olderThan: { times: 2, days: 'orders.averageGapDays' } } },
      ],
    },
  ],
  ['all and any of nothing', not(all(all(), any())), { not: { all: [{ all: [] }, { any: [] }] } }],
];

const big: Segment = { key: 'big', when: { trait: 'orders.revenue', is: { gte: 1 } } };

describe('builders', () => {
  test('make conditions on predictions and percentiles that fit where there is a model', () => {
    const when = all(
      trait('predicted.alive').is({ gt: 0.1, lt: 0.3 }),
      trait('predicted.tier').is({ in: ['high', 'medium'] }),
      trait('predicted.overdue').is({ eq: true }),
      trait('predicted.nextOrderAt').is({ comingWithin: 'P7D', gte: '2026-12-01' }),
      trait('predicted.value365d').is({ gte: percentile(90), lt: 1_000_00 }),
      trait('orders.count').is({ lte: percentile(25) }),
    );
    expect(when).toEqual({
      all: [
        { trait: 'predicted.alive', is: { gt: 0.1, lt: 0.3 } },
        { trait: 'predicted.tier', is: { in: ['high', 'medium'] } },
        { trait: 'predicted.overdue', is: { eq: true } },
        { trait: 'predicted.nextOrderAt', is: { comingWithin: 'P7D', gte: '2026-12-01' } },
        { trait: 'predicted.value365d', is: { gte: { percentile: 90 }, lt: 1_000_00 } },
        { trait: 'orders.count', is: { lte: { percentile: 25 } } },
      ],
    });
    const segments = [segment({ key: 'a', when, publish: { traits: ['predicted.tier'] } })];
    expect(catalogueFaults(catalogue({ currency: 'GBP', predict: predictionModel, segments }))).toEqual([]);
  });

  test.each(conditions)('make the JSON of %s', (_, built, json) => {
    expect(built).toStrictEqual(json);
    expect(JSON.parse(JSON.stringify(built))).toStrictEqual(json);
    expect(structuredClone(built)).toStrictEqual(json);
  });

  test.each(conditions)('make a definition of %s that compiles to the same hash as its JSON', (_, built, json) => {
    const made = segment({ key: 'made', when: built as ConditionSource });
    const fromJson = compile({ currency: 'GBP', segments: [{ key: 'made', when: json }, big] });
    const fromBuilders = compile(catalogue({ currency: 'GBP', segments: [made, big] }));
    const printed = compile(JSON.parse(JSON.stringify(fromBuilders.source)));
    expect(fromBuilders.hash).toBe(fromJson.hash);
    expect(printed.hash).toBe(fromJson.hash);
  });

  test('keep a started condition as it is when it goes two ways', () => {
    const purchases = performed('PurchaseMade');
    expect([purchases.within('P30D'), purchases.times({ gte: 2 }), purchases]).toStrictEqual([
      { performed: 'PurchaseMade', within: 'P30D' },
      { performed: 'PurchaseMade', times: { gte: 2 } },
      { performed: 'PurchaseMade' },
    ]);
  });
});

describe('catalogue()', () => {
  const spend = sum('PurchaseMade', 'total').within('P90D');
  const made = catalogue({
    currency: 'EUR',
    timeZone: 'Europe/Berlin',
    requires: { consent: 'marketing' },
    traits: {
      spend,
      visits: performed('VisitMade').during({ unit: 'year', from: 0, to: 0 }),
      topCategory: mostFrequent('PurchaseMade', 'category').each('items').between('P90D', 'P1D'),
      looked: list('VisitMade', 'sku').since('2026-01-01').until('2027-01-01').atMost(20),
      cart: latest('VisitMade', 'sku', 'path')
        .where({ action: { eq: 'cart' } })
        .within('P7D')
        .atMost(3),
      twice: value(times(trait('computed.spend'), 2)),
      plain: { performed: 'VisitMade' },
    },
    segments: [
      segment({
        key: 'a',
        requires: null,
        when: trait('computed.twice').is({ gte: 1, newerThan: 'P1D' }),
        publish: { traits: ['computed.cart', 'bucket.a'] },
      }),
    ],
  });

  test('makes the JSON of a catalogue with computed traits', () => {
    expect(made).toStrictEqual({
      currency: 'EUR',
      timeZone: 'Europe/Berlin',
      requires: { consent: 'marketing' },
      traits: {
        spend: { performed: 'PurchaseMade', sum: 'total', within: 'P90D' },
        visits: { performed: 'VisitMade', during: { unit: 'year', from: 0, to: 0 } },
        topCategory: {
          performed: 'PurchaseMade',
          mostFrequent: 'category',
          each: 'items',
          between: ['P90D', 'P1D'],
        },
        looked: { performed: 'VisitMade', list: 'sku', since: '2026-01-01', until: '2027-01-01', atMost: 20 },
        cart: {
          performed: 'VisitMade',
          latest: ['sku', 'path'],
          where: { action: { eq: 'cart' } },
          within: 'P7D',
          atMost: 3,
        },
        twice: { value: { times: [{ trait: 'computed.spend' }, 2] } },
        plain: { performed: 'VisitMade' },
      },
      segments: [
        {
          key: 'a',
          requires: null,
          when: { trait: 'computed.twice', is: { gte: 1, newerThan: 'P1D' } },
          publish: { traits: ['computed.cart', 'bucket.a'] },
        },
      ],
    });
    expect(catalogueFaults(made)).toEqual([]);
  });

  test('leaves no steps in it', () => {
    expect(Object.getOwnPropertyNames(made.traits?.['spend'])).toEqual(['performed', 'sum', 'within']);
    expect(catalogue({ currency: 'EUR', segments: [] })).toStrictEqual({ currency: 'EUR', segments: [] });
  });
});

describe('segment()', () => {
  test('makes the JSON of a segment with all its parts', () => {
    const lapsing = segment({
      key: 'lapsing-regular',
      name: 'Lapsing regulars',
      description: 'Three or more orders ever, none for 60 days.',
      when: all(trait('orders.count').is({ gte: 3 }), not(performed('PurchaseMade').within('P60D'))),
      requires: { consent: 'marketing' },
      publish: { traits: ['orders.count', 'orders.lastAt'] },
    });
    expect(lapsing).toStrictEqual({
      key: 'lapsing-regular',
      name: 'Lapsing regulars',
      description: 'Three or more orders ever, none for 60 days.',
      when: {
        all: [{ trait: 'orders.count', is: { gte: 3 } }, { not: { performed: 'PurchaseMade', within: 'P60D' } }],
      },
      requires: { consent: 'marketing' },
      publish: { traits: ['orders.count', 'orders.lastAt'] },
    });
  });

  test('leaves no steps in its condition', () => {
    const { when } = segment({ key: 'a', when: performed('PurchaseMade') });
    expect(Object.getOwnPropertyNames(when)).toEqual(['performed']);
  });

  test('gives the types of the language', () => {
    const made = segment({ key: 'a', when: performed('PurchaseMade') });
    expectTypeOf(made).toEqualTypeOf<Segment>();
    expectTypeOf(catalogue({ currency: 'GBP', segments: [made] })).toEqualTypeOf<CatalogueSource>();
    expectTypeOf(sum('PurchaseMade', 'total').is({ gte: 1 })).toExtend<ConditionSource>();
    expectTypeOf(cart.followedBy('PurchaseMade').within('P1D')).toExtend<ConditionSource>();
    expectTypeOf(trait('orders.count').is({ gte: 1 })).toExtend<ConditionSource>();
  });
});

describe('trait()', () => {
  const computed = [
    'orders.count',
    'orders.days',
    'orders.revenue',
    'orders.average',
    'orders.refunded',
    'orders.refundRate',
    'orders.discountShare',
    'orders.firstAt',
    'orders.lastAt',
    'orders.averageGapDays',
    'visits.count',
    'visits.sessions',
    'visits.firstAt',
    'visits.lastAt',
    'categories.top',
    'categories.counts',
    'channels.top',
    'channels.counts',
    'devices.top',
    'devices.counts',
    'searches.top',
    'searches.counts',
    'feedback.count',
    'feedback.satisfaction',
    'feedback.nps',
    'feedback.topics',
    'feedback.topicCounts',
    'firstSeenAt',
    'lastSeenAt',
    'demographic.age',
    'rfm.recency',
    'rfm.frequency',
    'rfm.monetary',
  ] as const satisfies readonly TraitPath[];

  test('knows every computed trait', () => {
    expect(computed.toSorted()).toEqual(Object.keys(computedTraits).sort());
    expectTypeOf<'geographic.city' | 'custom.tier'>().toExtend<TraitPath>();
    expectTypeOf<string>().not.toExtend<TraitPath>();
  });
});

/** Each line is refused by the type checker, so that `npm run check` fails where one of them is no fault any more. */
export const refusedByTypes = (): unknown[] => [
  // @ts-expect-error no such event
  performed('PurchaseMad'),
  // @ts-expect-error a withdrawal says nothing of its own
  performed('EventWithdrawn'),
  // @ts-expect-error no such field of the event
  performed('PurchaseMade').where({ totl: { gte: 1 } }),
  // @ts-expect-error no such action
  performed('VisitMade').where({ action: { eq: 'carts' } }),
  // @ts-expect-error a text is no number
  performed('PurchaseMade').where({ total: { gte: '7' } }),
  // @ts-expect-error a field of the elements, before `each`
  performed('PurchaseMade').where({ category: { eq: 'shoes' } }),
  // @ts-expect-error visits have no items
  performed('VisitMade').each('items'),
  // @ts-expect-error a month has no fixed length
  performed('PurchaseMade').within('P1M'),
  // @ts-expect-error a year has no fixed length
  performed('PurchaseMade').within('P1Y'),
  // @ts-expect-error no operators
  performed('PurchaseMade').times({}),
  // @ts-expect-error the window is given already
  performed('PurchaseMade').within('P30D').within('P60D'),
  // @ts-expect-error what is counted is not followed
  performed('PurchaseMade').within('P30D').followedBy('VisitMade'),
  // @ts-expect-error what follows is not counted
  performed('PurchaseMade').followedBy(performed('VisitMade').within('P1D')),
  // @ts-expect-error a sequence without its window is no condition
  all(performed('PurchaseMade').followedBy('VisitMade')),
  // @ts-expect-error a wait without its window is no condition
  not(performed('PurchaseMade').notFollowedBy('VisitMade').for('PT1H')),
  // @ts-expect-error an aggregate that is compared with nothing is no condition
  all(sum('PurchaseMade', 'total')),
  // @ts-expect-error texts have no sum
  sum('PurchaseMade', 'channel'),
  // @ts-expect-error a field of the elements, before `each`
  sum('PurchaseMade', 'unitPrice').is({ gte: 1 }),
  // @ts-expect-error a sum is a number
  sum('PurchaseMade', 'total').is({ startsWith: '1' }),
  // @ts-expect-error an aggregate has no times
  sum('PurchaseMade', 'total').times({ gte: 1 }),
  // @ts-expect-error a moving number equals another at no instant
  trait('predicted.alive').is({ eq: 0.5 }),
  // @ts-expect-error a probability is not so long ago
  trait('predicted.buys30d').is({ olderThan: 'P3D' }),
  // @ts-expect-error no such tier
  trait('predicted.tier').is({ eq: 'best' }),
  // @ts-expect-error tiers have no order
  trait('predicted.tier').is({ gte: 'medium' }),
  // @ts-expect-error an expected order has no anniversary
  trait('predicted.nextOrderAt').is({ anniversaryIn: 'P3D' }),
  // @ts-expect-error no length is made of what moves
  trait('orders.lastAt').is({ olderThan: { times: 2, days: 'predicted.orders30d' } }),
  // @ts-expect-error no model has percentiles of visits
  trait('visits.count').is({ gte: percentile(90) }),
  // @ts-expect-error a percentile is equal to nothing
  trait('orders.revenue').is({ eq: percentile(90) }),
  // @ts-expect-error no such trait
  trait('orders.counts').is({ gte: 1 }),
  // @ts-expect-error a group is no trait
  trait('demographic').is({ exists: true }),
  // @ts-expect-error a number is no text
  trait('orders.count').is({ gte: '3' }),
  // @ts-expect-error a number of orders is not so long ago
  trait('orders.count').is({ olderThan: 'P3D' }),
  // @ts-expect-error no operators
  trait('orders.count').is({}),
  // @ts-expect-error a trait that is compared with nothing is no condition
  any(trait('orders.count')),
  // @ts-expect-error no such trait to publish
  segment({ key: 'a', when: all(), publish: { traits: ['orders.counts'] } }),
  // @ts-expect-error no condition
  segment({ key: 'a' }),
  // @ts-expect-error one window that ends with now
  performed('PurchaseMade').within('P30D').between('P60D', 'P30D'),
  // @ts-expect-error no such unit
  performed('PurchaseMade').during({ unit: 'moth', from: 0, to: 0 }),
  // @ts-expect-error no date
  performed('PurchaseMade').since('yesterday'),
  // @ts-expect-error what is counted in a window is not followed
  performed('PurchaseMade').since('2027-01-01').followedBy('VisitMade'),
  // @ts-expect-error when it happened is said by windows
  performed('PurchaseMade').where({ occurredAt: { gte: '2027-01-01' } }),
  // @ts-expect-error no such field deep in a tree
  performed('PurchaseMade').where({ any: [{ not: { totl: { gte: 1 } } }] }),
  // @ts-expect-error no such day
  performed('PurchaseMade').where({ 'local.weekday': { eq: 'Monday' } }),
  // @ts-expect-error no such field of an element
  performed('PurchaseMade').where({ items: { some: { categry: { eq: 'shoes' } } } }),
  // @ts-expect-error visits have no items
  performed('VisitMade').where({ items: { some: {} } }),
  // @ts-expect-error a number is compared as it is
  performed('PurchaseMade').where({ total: { eq: 1, fold: true } }),
  // @ts-expect-error nothing is folded alone
  performed('PurchaseMade').where({ channel: { fold: true } }),
  // @ts-expect-error purchases have no sku of their own
  performed('VisitMade').followedBy('PurchaseMade').same('sku').within('P1D'),
  // @ts-expect-error no such field of the second
  performed('VisitMade').followedBy('PurchaseMade').same('sku', 'items.skus').within('P1D'),
  // @ts-expect-error local times are not the same
  performed('VisitMade').followedBy('VisitMade').same('local.date').within('P1D'),
  // @ts-expect-error what is the same needs a window as well
  all(performed('VisitMade').followedBy('VisitMade').same('sku')),
  // @ts-expect-error a value that is compared with nothing is no condition
  all(value(1)),
  // @ts-expect-error a value is a number
  value(1).is({ eq: '1' }),
  // @ts-expect-error no text
  value(1).is({ startsWith: '1' }),
  // @ts-expect-error a sum of one
  plus(1),
  // @ts-expect-error a difference of three
  minus(1, 2, 3),
  // @ts-expect-error what is compared already is no part of a value
  plus(1, performed('VisitMade').times({ gte: 1 })),
  // @ts-expect-error what is compared already is no part of a value
  plus(1, sum('PurchaseMade', 'total').is({ gte: 1 })),
  // @ts-expect-error a list is no number
  plus(1, list('VisitMade', 'sku')),
  // @ts-expect-error a field of the elements, before `each`
  plus(1, sum('PurchaseMade', 'unitPrice')),
  // @ts-expect-error a field of the elements, before `each`
  catalogue({ currency: 'GBP', segments: [], traits: { a: list('PurchaseMade', 'category') } }),
  // @ts-expect-error each of the newest events has its id anyway
  latest('VisitMade', 'eventId'),
  // @ts-expect-error the newest events, but nothing of them
  latest('VisitMade'),
  // @ts-expect-error one value has no length
  mostFrequent('VisitMade', 'sku').atMost(3),
  // @ts-expect-error an instant is compared
  trait('bucket.a').is({ olderThan: 'P1D' }),
  // @ts-expect-error no such trait
  trait('orders.lastAt').is({ olderThan: { times: 2, days: 'orders.gap' } }),
  // @ts-expect-error no lead of a month
  trait('demographic.birthDate').is({ anniversaryIn: 'P1M' }),
];
