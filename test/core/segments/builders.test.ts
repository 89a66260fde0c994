import { describe, expect, expectTypeOf, test } from 'vitest';
import {
  all,
  any,
  avg,
  catalogue,
  first,
  inSegment,
  last,
  max,
  min,
  not,
  performed,
  segment,
  sum,
  trait,
  uniqueCount,
} from '#lib/core/segments/builders/builders.ts';
import type { TraitPath } from '#lib/core/segments/builders/trait-values.ts';
import { computedTraits } from '#lib/core/profile/computed-traits.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
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
  ['all and any of nothing', not(all(all(), any())), { not: { all: [{ all: [] }, { any: [] }] } }],
];

const big: Segment = { key: 'big', when: { trait: 'orders.revenue', is: { gte: 1 } } };

describe('builders', () => {
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
];
