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
  [
    'events between now and a length of time ago',
    { performed: 'VisitMade', between: ['P30D', 'PT0S'] },
    'who have a visit within the last 30 days',
  ],
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
    'who have a purchase within the last 30 days, since 1 November 2026, 00:00 +01:00 and before 1 December 2026',
  ],
  [
    'net spend',
    { value: { minus: [spend, refunded] }, is: { gte: 100_00 } },
    'whose (sum of order total over purchases within the last 90 days minus sum of refunded amount over refunds within the last 90 days) is at least 100.00 GBP',
  ],
  [
    'twice the average order',
    {
      value: { minus: [{ performed: 'PurchaseMade', max: 'total' }, { times: [2, { trait: 'orders.average' }] }] },
      is: { gt: 0 },
    },
    'whose (highest order total of purchases minus (2 times average order)) is above 0.00 GBP',
  ],
  [
    'a share of visits',
    { value: { dividedBy: [{ performed: 'PurchaseMade' }, { trait: 'visits.count' }] }, is: { exists: true } },
    'whose (number of purchases divided by number of visits) is known',
  ],
  ['a draw', { trait: 'bucket.spring', is: { lt: 10 } }, 'who are in the first 10% of the draw "spring"'],
  [
    'orders without gift cards',
    { performed: 'PurchaseMade', where: { items: { none: { category: { eq: 'gift-card' } } } } },
    'who have a purchase where category of no item is "gift-card"',
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
    'who have a purchase where (channel is "web" or coupon code is not known) and for some item (category is "shoes" and quantity is at least 2)',
  ],
  [
    'all of one kind',
    { performed: 'PurchaseMade', where: { items: { every: { category: { eq: 'shoes' } } } } },
    'who have a purchase where category of every item is "shoes"',
  ],
  [
    'local times',
    { performed: 'VisitMade', where: { 'local.weekday': { in: ['saturday', 'sunday'] }, 'local.hour': { gte: 22 } } },
    'who have a visit where local weekday is "saturday" or "sunday" and local hour is at least 22',
  ],
  [
    'distinct days',
    { performed: 'VisitMade', uniqueCount: 'local.date', within: 'P30D', is: { gte: 5 } },
    'whose number of different values of local date among visits within the last 30 days is at least 5',
  ],
  [
    'looked at, not bought',
    {
      ...looked,
      notFollowedBy: { performed: 'PurchaseMade' },
      same: ['sku', 'items.sku'],
      for: 'PT2H',
      within: 'P7D',
    },
    'who have a product view within the last 7 days that is the latest of its product, at least 2 hours ago, with no purchase of the same product since',
  ],
  [
    'looked at, then bought, in one session',
    {
      ...looked,
      followedBy: { performed: 'VisitMade', where: { action: { eq: 'checkout' } } },
      same: 'sessionId',
      within: 'P7D',
    },
    'who have a product view followed by a checkout visit with the same session id, both within the last 7 days',
  ],
  [
    'a birthday to come',
    { trait: 'demographic.birthDate', is: { anniversaryIn: 'P7D' } },
    'who have a birthday within the next 7 days',
  ],
  [
    'a birthday of today',
    { trait: 'demographic.birthDate', is: { anniversaryIn: 'P0D' } },
    'who have a birthday today',
  ],
  [
    'an anniversary of the first order',
    { trait: 'orders.firstAt', is: { anniversaryIn: 'P7D' } },
    'whose first order has an anniversary within the next 7 days',
  ],
  [
    'a date that comes up',
    { trait: 'custom.renewsOn', is: { comingWithin: 'P30D' } },
    'whose custom trait "renewsOn" is within the next 30 days',
  ],
  [
    'silent for twice their own gap',
    { trait: 'orders.lastAt', is: { olderThan: { times: 2, days: 'orders.averageGapDays' } } },
    'whose last order was at least 2 times the average number of days between orders ago',
  ],
  [
    'a text without letter case and accents',
    { trait: 'geographic.city', is: { endsWith: 'köln', fold: true } },
    'whose city ends with "köln" (letter case and accents aside)',
  ],
  [
    'another value in a list on the way',
    { performed: 'PurchaseMade', where: { 'items.category': { ne: 'shoes' } } },
    'who have a purchase where category of some item is other than "shoes"',
  ],
  [
    'no value in a list on the way',
    { performed: 'PurchaseMade', where: { 'items.category': { exists: false } } },
    'who have a purchase where category of no item is known',
  ],
  [
    'another value in a list',
    { performed: 'FeedbackGiven', where: { topics: { ne: 'delivery' }, not: { topics: { in: ['price'] } } } },
    'who have a piece of feedback where one of the topics is other than "delivery" and none of the topics is "price"',
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
