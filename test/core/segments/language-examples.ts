import { withCondition } from './refused-catalogues.ts';

const looked = { performed: 'VisitMade', where: { action: { eq: 'product' } } };

const spend = { performed: 'PurchaseMade', sum: 'total', within: 'P90D' };
const refunded = { performed: 'PurchaseRefunded', sum: 'amount', within: 'P90D' };

/** Conditions in the language, each with what it is in a few words, and how it is described. */
export const conditionExamples: readonly (readonly [name: string, condition: object, words: string])[] = [
  [
    'events between two lengths of time ago',
    { performed: 'VisitMade', between: ['P90D', 'P30D'], times: { gte: 2 } },
    'who have at least 2 visits between 90 and 30 days ago',
  ],
  ['events between now and a length of time ago', { performed: 'VisitMade', between: ['P30D', 'PT0S'] }, ''],
  [
    'events of the last month',
    { performed: 'PurchaseMade', during: { unit: 'month', from: -1, to: -1 } },
    'who have a purchase in the last calendar month',
  ],
  [
    'events since a date',
    { performed: 'PurchaseMade', since: '2027-01-01' },
    'who have a purchase since 1 January 2027',
  ],
  [
    'events between two points in time within a window',
    { performed: 'PurchaseMade', within: 'P30D', since: '2026-11-01T00:00:00+01:00', until: '2026-12-01' },
    '',
  ],
  ['net spend', { value: { minus: [spend, refunded] }, is: { gte: 100_00 } }, ''],
  [
    'twice the average order',
    {
      value: { minus: [{ performed: 'PurchaseMade', max: 'total' }, { times: [2, { trait: 'orders.average' }] }] },
      is: { gt: 0 },
    },
    '',
  ],
  [
    'a share of visits',
    { value: { dividedBy: [{ performed: 'PurchaseMade' }, { trait: 'visits.count' }] }, is: { exists: true } },
    '',
  ],
  ['a draw', { trait: 'bucket.spring', is: { lt: 10 } }, 'who are in the first 10% of the draw "spring"'],
  [
    'orders without gift cards',
    { performed: 'PurchaseMade', where: { items: { none: { category: { eq: 'gift-card' } } } } },
    '',
  ],
  [
    'a tree of fields',
    {
      performed: 'PurchaseMade',
      where: {
        any: [{ channel: { eq: 'web' } }, { not: { couponCode: { exists: true } } }],
        items: { some: { all: [{ category: { eq: 'shoes' } }, { quantity: { gte: 2 } }] } },
      },
    },
    '',
  ],
  ['all of one kind', { performed: 'PurchaseMade', where: { items: { every: { category: { eq: 'shoes' } } } } }, ''],
  [
    'local times',
    { performed: 'VisitMade', where: { 'local.weekday': { in: ['saturday', 'sunday'] }, 'local.hour': { gte: 22 } } },
    '',
  ],
  ['distinct days', { performed: 'VisitMade', uniqueCount: 'local.date', within: 'P30D', is: { gte: 5 } }, ''],
  [
    'looked at, not bought',
    {
      ...looked,
      notFollowedBy: { performed: 'PurchaseMade' },
      same: ['sku', 'items.sku'],
      for: 'PT2H',
      within: 'P7D',
    },
    '',
  ],
  [
    'looked at, then bought, in one session',
    {
      ...looked,
      followedBy: { performed: 'VisitMade', where: { action: { eq: 'checkout' } } },
      same: 'sessionId',
      within: 'P7D',
    },
    '',
  ],
];

/** Catalogues in the language that fit. */
export const languageExamples: readonly { readonly name: string; readonly json: unknown }[] = [
  {
    name: 'the catalogue of the contract',
    json: {
      currency: 'EUR',
      timeZone: 'Europe/Berlin',
      requires: { consent: 'marketing' },
      traits: { spend90: spend },
      segments: [
        {
          key: 'a',
          when: { trait: 'computed.spend90', is: { gte: 100_00 } },
          publish: { traits: ['computed.spend90'] },
        },
        {
          key: 'b',
          requires: null,
          when: { trait: 'bucket.b-1', is: { lt: 50 } },
          publish: { traits: ['bucket.b-1'] },
        },
      ],
    },
  },
  {
    name: 'computed traits of every form',
    json: {
      currency: 'EUR',
      timeZone: 'US/Eastern',
      traits: {
        visits_30: { performed: 'VisitMade', within: 'P30D', 'x-note': 'for us' },
        best: {
          performed: 'PurchaseMade',
          each: 'items',
          mostFrequent: 'category',
          during: { unit: 'year', from: -1, to: 0 },
        },
        looked: { performed: 'VisitMade', list: 'sku', since: '2027-01-01', until: '2027-02-01' },
        searches: { performed: 'VisitMade', list: 'searchTerm', atMost: 20, between: ['P30D', 'P1D'] },
        cart: {
          performed: 'VisitMade',
          where: { action: { eq: 'cart' } },
          latest: ['sku', 'custom.gift', 'local.date'],
          atMost: 3,
        },
        net: { value: { minus: [spend, refunded] } },
        twice: { value: { times: [{ trait: 'computed.net' }, 2] } },
      },
      segments: [],
    },
  },
  ...conditionExamples.map(([name, condition]) => ({ name, json: withCondition(condition) })),
];
