import { describe, expect, test } from 'vitest';
import {
  all,
  any,
  avg,
  first,
  inSegment,
  last,
  max,
  min,
  not,
  percentile,
  performed,
  segment,
  sum,
  trait,
  uniqueCount,
} from '#lib/core/segments/builders/builders.ts';
import { describeCondition, describeSegment, describeTraits } from '#lib/core/segments/describe/describe.ts';
import { defaultCatalogue } from '#lib/core/segments/default/default-catalogue.ts';
import type { CatalogueSource, ConditionSource, During, Segment } from '#lib/core/segments/language/language.ts';
import type { TraitOperators } from '#lib/core/segments/language/operators.ts';
import { predictionModel } from '#test/support/prediction-model.ts';
import { conditionExamples } from './language-examples.ts';

const big: Segment = { key: 'big', name: 'Big spenders', when: trait('orders.revenue').is({ gte: 500_00 }) };
const source: CatalogueSource = { currency: 'GBP', segments: [big] };
const said = (when: Parameters<typeof not>[0]): string => describeCondition({ all: [not(not(when))] }, source);

const purchases = performed('PurchaseMade');
const cart = performed('VisitMade').where({ action: { eq: 'cart' } });

describe('describeCondition()', () => {
  test.each([
    [trait('orders.count').is({ gte: 3 }), 'whose number of orders is at least 3'],
    [trait('orders.count').is({ gt: 3, lte: 1_000 }), 'whose number of orders is above 3 and at most 1,000'],
    [not(trait('orders.count').is({ gte: 3, lt: 5 })), 'whose number of orders is not at least 3 or is not below 5'],
    [trait('orders.average').is({ lt: 1_250_00 }), 'whose average order is below 1,250.00 GBP'],
    [trait('orders.otherCurrencies.JPY.revenue').is({ gte: 5_000 }), 'whose revenue in JPY is at least 5,000 JPY'],
    [trait('orders.otherCurrencies.EUR.count').is({ gte: 2 }), 'whose number of orders in EUR is at least 2'],
    [trait('orders.refundRate').is({ gte: 0.25 }), 'whose refunded share of revenue is at least 25%'],
    [trait('orders.lastAt').is({ olderThan: 'P60D' }), 'whose last order was at least 60 days ago'],
    [not(trait('firstSeenAt').is({ newerThan: 'PT12H' })), 'whose first event was not less than 12 hours ago'],
    [trait('geographic.city').is({ in: ['Leeds', 'York'] }), 'whose city is "Leeds" or "York"'],
    [trait('geographic.city').is({ notIn: ['Leeds'] }), 'whose city is other than "Leeds"'],
    [trait('geographic.postalCode').is({ startsWith: 'LS' }), 'whose postal code starts with "LS"'],
    [trait('geographic.region').is({ contains: 'shire' }), 'whose region contains "shire"'],
    [trait('geographic.country').is({ ne: 'GB' }), 'whose country is other than "GB"'],
    [trait('psychographic.interests').is({ contains: 'chess' }), 'whose interests include "chess"'],
    [not(trait('psychographic.values').is({ contains: 'thrift' })), 'whose values do not include "thrift"'],
    [trait('preferences.channels').is({ exists: true }), 'whose preferred channels are known'],
    [trait('custom.tier').is({ exists: false }), 'whose custom trait "tier" is unknown'],
    [trait('custom.vip').is({ eq: true }), 'whose custom trait "vip" is true'],
    [trait('consent.marketing').is({ eq: true }), 'who have agreed to marketing'],
    [not(trait('consent.marketing').is({ eq: true })), 'who have not agreed to marketing'],
  ])('says of traits: %j', (condition, words) => {
    expect(said(condition)).toBe(words);
  });

  test.each([
    [purchases, 'who have a purchase'],
    [not(purchases.within('P60D')), 'who have no purchase within the last 60 days'],
    [purchases.within('P1D'), 'who have a purchase within the last day'],
    [purchases.within('P1DT12H'), 'who have a purchase within the last 1 day and 12 hours'],
    [purchases.within('P2W').times({ gte: 3 }), 'who have at least 3 purchases within the last 2 weeks'],
    [not(purchases.times({ gte: 3 })), 'who have fewer than 3 purchases'],
    [purchases.times({ gte: 2, lt: 5 }), 'who have at least 2 and fewer than 5 purchases'],
    [not(purchases.times({ gte: 2, lt: 5 })), 'who have fewer than 2 or at least 5 purchases'],
    [purchases.times({ lte: 1 }), 'who have at most 1 purchase'],
    [purchases.times({ eq: 1 }), 'who have exactly 1 purchase'],
    [purchases.times({ eq: 0 }), 'who have no purchase'],
    [not(purchases.times({ lt: 1 })), 'who have a purchase'],
    [purchases.times({ ne: 2 }), 'who have any number but 2 purchases'],
    [purchases.times({ in: [2, 3] }), 'who have exactly 2 or 3 purchases'],
    [not(purchases.times({ in: [2, 3] })), 'who have any number but 2 or 3 purchases'],
    [purchases.times({ exists: true }), 'whose number of purchases is known'],
    [performed('VisitMade').where({ action: { eq: 'search' } }), 'who have a search'],
    [performed('VisitMade').where({ action: { ne: 'page' } }), 'who have a visit where action is other than "page"'],
    [
      performed('FeedbackGiven').where({ kind: { eq: 'nps' }, score: { lte: 6 } }),
      'who have an NPS answer where score is at most 6',
    ],
    [
      purchases.where({ total: { gte: 50_00 }, couponCode: { exists: true } }).within('PT90M'),
      'who have a purchase where order total is at least 50.00 GBP and coupon code is known within the last 90 minutes',
    ],
    [
      purchases.where({ currency: { eq: 'EUR' }, total: { gte: 50_00 } }),
      'who have a purchase where currency is "EUR" and order total is at least 50.00 EUR',
    ],
    [
      purchases
        .each('items')
        .where({ category: { eq: 'shoes' } })
        .times({ gte: 2 }),
      'who have at least 2 purchased items where category is "shoes"',
    ],
  ])('says of numbers of events: %j', (condition, words) => {
    expect(said(condition)).toBe(words);
  });

  test.each([
    [
      sum('PurchaseMade', 'total').within('P365D').is({ gte: 100_00 }),
      'whose order total, summed over purchases within the last 365 days, is at least 100.00 GBP',
    ],
    [
      avg('PurchaseMade', 'unitPrice').each('items').is({ lt: 9_99 }),
      'whose average unit price of purchased items is below 9.99 GBP',
    ],
    [min('FeedbackGiven', 'score').is({ gte: 3 }), 'whose lowest score of pieces of feedback is at least 3'],
    [
      not(max('PurchaseRefunded', 'amount').is({ gt: 1 })),
      'whose highest refunded amount of refunds is not above 0.01 GBP',
    ],
    [first('VisitMade', 'campaign.source').is({ eq: 'mail' }), 'whose first campaign source among visits is "mail"'],
    [last('PurchaseMade', 'channel').is({ exists: true }), 'whose latest channel among purchases is known'],
    [
      uniqueCount('PurchaseMade', 'total').is({ gte: 2 }),
      'whose number of different values of order total among purchases is at least 2',
    ],
    [
      cart.followedBy('PurchaseMade').within('P7D'),
      'who have a cart visit followed by a purchase, both within the last 7 days',
    ],
    [
      not(cart.followedBy('PurchaseMade').within('P7D')),
      'who have no cart visit followed by a purchase, both within the last 7 days',
    ],
    [
      cart.notFollowedBy('PurchaseMade').for('PT2H').within('P7D'),
      'whose latest cart visit within the last 7 days was at least 2 hours ago, with no purchase since',
    ],
    [
      not(cart.notFollowedBy('PurchaseMade').for('PT2H').within('P7D')),
      'who have no cart visit within the last 7 days, or the latest less than 2 hours ago, or a purchase since',
    ],
    [inSegment('big'), 'who are in "Big spenders"'],
    [not(inSegment('big')), 'who are not in "Big spenders"'],
  ])('says of aggregates, sequences and references: %j', (condition, words) => {
    expect(said(condition)).toBe(words);
  });

  test('joins what belongs together, with brackets where it must be told apart', () => {
    const condition = all(
      purchases,
      any(inSegment('big'), all(performed('VisitMade'), performed('PurchaseRefunded'))),
      all(trait('orders.count').is({ eq: 1 })),
    );
    expect(said(condition)).toBe(
      'who have a purchase, (who are in "Big spenders" or (who have a visit and who have a refund)) and whose number of orders is 1',
    );
  });

  test('carries a not down to what it denies', () => {
    expect(said(not(all(purchases, not(any(performed('VisitMade'), inSegment('big'))))))).toBe(
      'who have no purchase, who have a visit or who are in "Big spenders"',
    );
  });

  test('brackets a contrary that is a choice of its own', () => {
    const condition = all(purchases, not(cart.notFollowedBy('PurchaseMade').for('PT2H').within('P7D')));
    expect(said(condition)).toMatch(/^who have a purchase and \(who have no cart visit .* since\)$/);
  });

  test.each<readonly [ConditionSource, string]>([
    [all(), 'whoever they are'],
    [any(), 'of whom there are none'],
    [not(all()), 'of whom there are none'],
  ])('says of no conditions: %j', (condition, words) => {
    expect(describeCondition(condition, source)).toBe(words);
  });
});

describe('describeSegment()', () => {
  test('says who is in it, and with which consent only', () => {
    const newsletter = segment({ key: 'n', when: purchases, requires: { consent: 'marketing' } });
    expect(describeSegment(newsletter, source)).toBe('Customers who have a purchase. Only with consent to marketing.');
    expect(describeSegment(big, source)).toBe('Customers whose revenue after refunds is at least 500.00 GBP.');
  });

  test('says that a change of its definition is quiet', () => {
    expect(describeSegment({ key: 'quiet', when: { performed: 'PurchaseMade' }, backfill: 'quiet' }, source)).toBe(
      'Customers who have a purchase. Members that a change of this definition brings are not published.',
    );
  });

  test('shows amounts in the currency of the catalogue', () => {
    const yen = { ...source, currency: 'JPY' };
    expect(describeSegment(big, yen)).toBe('Customers whose revenue after refunds is at least 50,000 JPY.');
  });

  test.each(defaultCatalogue.segments)('says something of $key of the default catalogue in words alone', (one) => {
    expect(describeSegment(one, defaultCatalogue)).toMatch(/^Customers who[^{}_]+\.$/);
  });
});

describe('describeCondition() of what shops say', () => {
  test.each(conditionExamples)('says of %s', (_name, condition, words) => {
    expect(said(condition as ConditionSource)).toBe(words);
  });

  test.each([
    [trait('predicted.alive').is({ lt: 0.3 }), 'whose probability of being a customer still is below 30%'],
    [
      not(trait('predicted.buys30d').is({ gte: 0.5 })),
      'whose probability of an order within the next 30 days is not at least 50%',
    ],
    [trait('predicted.buys90d').is({ gt: 0.05 }), 'whose probability of an order within the next 90 days is above 5%'],
    [
      trait('predicted.orders30d').is({ gte: 1.5 }),
      'whose expected number of purchase days in the next 30 days is at least 1.5',
    ],
    [
      trait('predicted.orders365d').is({ lte: 12 }),
      'whose expected number of purchase days in the next 365 days is at most 12',
    ],
    [
      trait('predicted.value365d').is({ gte: 500_00 }),
      'whose expected revenue of the next 365 days is at least 500.00 GBP',
    ],
    [trait('predicted.nextOrderAt').is({ comingWithin: 'P7D' }), 'whose expected next order is within the next 7 days'],
    [trait('predicted.nextOrderAt').is({ olderThan: 'P14D' }), 'whose expected next order was at least 14 days ago'],
    [trait('predicted.overdue').is({ eq: true }), 'who are overdue with their next order'],
    [not(trait('predicted.overdue').is({ eq: true })), 'who are not overdue with their next order'],
    [trait('predicted.overdue').is({ exists: true }), 'whose next order being overdue is known'],
    [trait('predicted.tier').is({ in: ['high', 'medium'] }), 'whose tier of expected revenue is "high" or "medium"'],
    [
      trait('orders.revenue').is({ gte: percentile(90) }),
      'who are in the top 10% by revenue after refunds (900.00 GBP or more)',
    ],
    [
      not(trait('orders.count').is({ gte: percentile(99) })),
      'who are not in the top 1% by number of orders (25 or more)',
    ],
    [
      trait('orders.average').is({ lte: percentile(50) }),
      'who are in the bottom 50% by average order (50.25 GBP or less)',
    ],
    [
      trait('orders.revenue').is({ gt: percentile(21), lt: percentile(93) }),
      'whose revenue after refunds is above the 21st percentile of those who had ordered (210.00 GBP) and below the 93rd percentile of those who had ordered (930.00 GBP)',
    ],
    [
      trait('predicted.value365d').is({ lt: percentile(11) }),
      'whose expected revenue of the next 365 days is below the 11th percentile of those who had ordered (55.00 GBP)',
    ],
  ])('says of predictions: %j', (condition, words) => {
    expect(describeCondition({ all: [not(not(condition))] }, { ...source, predict: predictionModel })).toBe(words);
  });

  test('says percentiles without a model', () => {
    expect(said(trait('orders.revenue').is({ gte: percentile(90) }))).toBe(
      'who are in the top 10% by revenue after refunds',
    );
    expect(said(trait('orders.revenue').is({ gt: percentile(2) }))).toBe(
      'whose revenue after refunds is above the 2nd percentile of those who had ordered',
    );
  });

  test.each<readonly [during: During, words: string]>([
    [{ unit: 'day', from: 0, to: 0 }, 'today'],
    [{ unit: 'day', from: -1, to: -1 }, 'yesterday'],
    [{ unit: 'day', from: -1, to: 0 }, 'today or yesterday'],
    [{ unit: 'day', from: -6, to: 0 }, 'today or in the 6 days before'],
    [{ unit: 'day', from: -7, to: -1 }, 'in the last 7 days before today'],
    [{ unit: 'day', from: -2, to: -2 }, 'on the 2nd day before today'],
    [{ unit: 'day', from: -21, to: -3 }, 'from the 3rd to the 21st day before today'],
    [{ unit: 'week', from: 0, to: 0 }, 'in this calendar week'],
    [{ unit: 'month', from: -1, to: -1 }, 'in the last calendar month'],
    [{ unit: 'quarter', from: -1, to: 0 }, 'in this calendar quarter or the one before'],
    [{ unit: 'month', from: -2, to: 0 }, 'in this calendar month or the 2 before'],
    [{ unit: 'month', from: -3, to: -1 }, 'in the last 3 complete calendar months'],
    [{ unit: 'year', from: -2, to: -2 }, 'in the 2nd calendar year before this one'],
    [{ unit: 'month', from: -13, to: -12 }, 'from the 12th to the 13th calendar month before this one'],
  ])('says of periods: %j', (during, words) => {
    expect(said({ performed: 'VisitMade', during })).toBe(`who have a visit ${words}`);
  });

  test.each<readonly [readonly [string, string], string]>([
    [['P90D', 'P30D'], 'between 90 and 30 days ago'],
    [['P30D', 'P1D'], 'between 30 days and 1 day ago'],
    [['P1DT12H', 'PT12H'], 'from 1 day and 12 hours to 12 hours ago'],
    [['P30D', 'P0D'], 'within the last 30 days'],
  ])('says of two lengths: %j', (between, words) => {
    expect(said({ performed: 'VisitMade', between })).toBe(`who have a visit ${words}`);
  });

  test.each<readonly [object, string]>([
    [{ not: { items: { every: { category: { eq: 'a' } } } } }, 'category of some item is not "a"'],
    [{ not: { items: { none: { category: { eq: 'a' } } } } }, 'category of some item is "a"'],
    [{ not: { items: { some: { category: { eq: 'a' } } } } }, 'category of no item is "a"'],
    [{ not: { 'items.category': { exists: false } } }, 'category of some item is known'],
    [
      { not: { all: [{ channel: { eq: 'web' } }, { total: { gte: 100 } }] } },
      '(channel is not "web" or order total is not at least 1.00 GBP)',
    ],
    [{ items: { some: { total: { gte: 100 } } } }, 'for some item order total is at least 1.00 GBP'],
    [{ any: [] }, 'nothing is the case'],
    [{ all: [] }, 'anything is the case'],
  ])('says of fields: %j', (where, words) => {
    expect(said({ performed: 'PurchaseMade', where } as ConditionSource)).toBe(`who have a purchase where ${words}`);
  });

  test('leaves out what is the case for everyone, and says so where nothing remains', () => {
    const visit: ConditionSource = { performed: 'VisitMade' };
    expect(said({ all: [visit, { all: [] }, { not: { any: [] } }] })).toBe('who have a visit');
    expect(said({ any: [visit, { any: [] }] })).toBe('who have a visit');
    const everyone: Segment = { key: 'all', when: { any: [visit, { all: [] }] } };
    expect(describeSegment(everyone, source)).toBe('Customers, whoever they are.');
    expect(describeSegment({ key: 'none', when: { all: [visit, { any: [] }] } }, source)).toBe(
      'Customers of whom there are none.',
    );
  });

  test('names computed traits, and says what they are in their own unit', () => {
    const own: CatalogueSource = {
      currency: 'EUR',
      requires: { consent: 'marketing' },
      traits: {
        spend90: { performed: 'PurchaseMade', sum: 'total', within: 'P90D' },
        twice: { value: { times: [{ trait: 'computed.spend90' }, 2] } },
        days: { value: { dividedBy: [{ trait: 'computed.spend90' }, { trait: 'orders.revenue' }] } },
        perEuro: { value: { dividedBy: [1, { trait: 'computed.spend90' }] } },
        searched: { performed: 'VisitMade', list: 'searchTerm' },
        cart: { performed: 'VisitMade', latest: ['sku', 'path'] },
        top: { performed: 'PurchaseMade', each: 'items', mostFrequent: 'category' },
      },
      segments: [],
    };
    expect([...describeTraits(own).values()]).toEqual([
      'sum of order total over purchases within the last 90 days',
      '(computed trait "spend90" times 2)',
      '(computed trait "spend90" divided by revenue after refunds)',
      '(1 divided by computed trait "spend90")',
      'up to 5 different values of search term among visits, newest first',
      'product and path of the newest of visits',
      'most frequent category among purchased items',
    ]);
    const segmentOf = (name: string, is: TraitOperators, more: object = {}): string =>
      describeSegment({ key: 'a', when: { trait: `computed.${name}`, is }, ...more }, own);
    expect(segmentOf('twice', { gte: 100_00 })).toBe(
      'Customers whose computed trait "twice" is at least 100.00 EUR. Only with consent to marketing.',
    );
    expect(segmentOf('days', { gte: 100 }, { requires: null })).toBe(
      'Customers whose computed trait "days" is at least 100.',
    );
    expect(segmentOf('perEuro', { gte: 100 }, { requires: null })).toBe(
      'Customers whose computed trait "perEuro" is at least 100.',
    );
    expect(segmentOf('searched', { contains: 'tea' }, { requires: { consent: 'email' } })).toBe(
      'Customers whose computed trait "searched" contains "tea". Only with consent to email.',
    );
  });
});
