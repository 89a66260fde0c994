import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Condition, Operators, Where } from './catalogue.ts';
import {
  agreeWithReplay,
  catalogue,
  described,
  evaluate,
  held,
  line,
  link,
  purchase,
  segment,
  turns,
  visit,
  visitOf1,
} from './examples.ts';

const at = '2027-03-01T00:00:00Z';
const refund = line('PurchaseRefunded', { customerId: 'ann', currency: 'GBP', amount: 5 });

/** The names of those that an event fits. */
const fitting = (event: string, wheres: Record<string, Where>, timeZone = 'UTC'): string[] => {
  const { 'detail-type': performed }: { 'detail-type': string } = JSON.parse(event);
  const conditions = Object.entries(wheres).map(([name, where]) => [name, { performed, where }] as const);
  return held([event], Object.fromEntries(conditions), { timeZone });
};

describe('local fields', () => {
  // Sunday in Berlin, Saturday in UTC.
  const event = visit({ at: '2026-11-28T23:30:00Z', eventId: 'e1' });

  test('say when an event happened by the clock and the calendar of the zone', () => {
    const wheres: Record<string, Where> = {
      sunday: { 'local.weekday': { eq: 'sunday' } },
      date: { 'local.date': { eq: '2026-11-29' } },
      month: { 'local.month': { eq: '2026-11' } },
      midnight: { 'local.hour': { eq: 0 } },
      'half-past-eleven': { 'local.hour': { eq: 23 } },
      saturday: { 'local.weekday': { eq: 'saturday' } },
    };
    expect(fitting(event, wheres, 'Europe/Berlin')).toEqual(['sunday', 'date', 'month', 'midnight']);
    expect(fitting(event, wheres)).toEqual(['month', 'half-past-eleven', 'saturday']);
  });

  test('are of the event time, not of what the producer’s clock said', () => {
    const early = visit({ at: '2026-11-28T23:59:00Z', occurredAt: '2026-11-29T00:02:00Z', eventId: 'e1' });
    expect(fitting(early, { before: { 'local.date': { eq: '2026-11-28' } } })).toEqual(['before']);
  });

  test('are fields of aggregates, and of elements by their event', () => {
    const lines = [
      purchase({ at: '2026-11-28T23:30:00Z', eventId: 'e1', items: [{ sku: 'a', quantity: 1, unitPrice: 1 }] }),
      purchase({ at: '2026-11-29T22:30:00Z', eventId: 'e2' }),
      purchase({ at: '2026-11-29T23:30:00Z', eventId: 'e3' }),
    ];
    const bought = { performed: 'PurchaseMade' };
    const conditions: Record<string, Condition> = {
      'two-days': { ...bought, uniqueCount: 'local.date', is: { eq: 2 } },
      last: { ...bought, last: 'local.date', is: { eq: '2026-11-30' } },
      'at-latest': { ...bought, max: 'local.hour', is: { eq: 23 } },
      elements: { ...bought, each: 'items', where: { 'local.hour': { eq: 0 } }, times: { eq: 1 } },
    };
    expect(held(lines, conditions, { timeZone: 'Europe/Berlin' })).toEqual(Object.keys(conditions));
  });
});

const dated = visit({ at, eventId: 'e1', custom: { until: '2027-03-01T01:00:00+01:00' } });

const chat = line('FeedbackGiven', { customerId: 'ann', kind: 'chat' });

describe('where', () => {
  const shoes = { sku: 's1', category: 'shoes', quantity: 2, unitPrice: 500 };
  const card = { sku: 's2', category: 'gift-card', quantity: 1, unitPrice: 100 };
  const both = purchase({ at, eventId: 'e1', items: [shoes, card], channel: 'web' });

  test('holds all, any and not beside fields', () => {
    const web = { channel: { eq: 'web' } };
    const shop = { channel: { eq: 'shop' } };
    expect(
      fitting(both, {
        all: { all: [web, { total: { eq: 1000 } }] },
        'not-all': { all: [web, shop] },
        'all-of-none': { all: [] },
        any: { any: [shop, web] },
        'any-of-none': { any: [] },
        not: { not: shop },
        'not-not': { not: web },
        beside: { total: { eq: 1000 }, any: [web], not: shop },
        'beside-another': { total: { eq: 1 }, any: [web], not: shop },
        deep: { not: { any: [shop, { all: [web, { not: { total: { gt: 5 } } }] }] } },
      }),
    ).toEqual(['all', 'all-of-none', 'any', 'not', 'beside', 'deep']);
  });

  test('asks some, none or every element to meet all in one', () => {
    expect(
      fitting(both, {
        some: { items: { some: { category: { eq: 'shoes' }, quantity: { eq: 2 } } } },
        'some-in-two': { items: { some: { category: { eq: 'shoes' }, quantity: { eq: 1 } } } },
        none: { items: { none: { category: { eq: 'hats' } } } },
        'none-but-one': { items: { none: { category: { eq: 'gift-card' } } } },
        every: { items: { every: { unitPrice: { gte: 100 } } } },
        'every-but-one': { items: { every: { unitPrice: { gt: 100 } } } },
        tree: { items: { some: { any: [{ sku: { eq: 's9' } }, { not: { sku: { eq: 's1' } } }] } } },
        'in-event': { items: { every: { channel: { eq: 'web' }, total: { eq: 1000 } } } },
      }),
    ).toEqual(['some', 'none', 'every', 'tree', 'in-event']);
  });

  test('lets none and every hold of an empty and of an absent list', () => {
    const wheres: Record<string, Where> = {
      some: { items: { some: { sku: { exists: true } } } },
      none: { items: { none: { sku: { exists: true } } } },
      every: { items: { every: { sku: { exists: false } } } },
    };
    expect(fitting(purchase({ at, eventId: 'e1', items: [] }), wheres)).toEqual(['none', 'every']);
    expect(fitting(purchase({ at, eventId: 'e1' }), wheres)).toEqual(['none', 'every']);
  });

  test('takes an empty list for none', () => {
    const wheres: Record<string, Where> = {
      there: { topics: { exists: true } },
      absent: { topics: { exists: false } },
    };
    expect(fitting(chat({ at, eventId: 'e1', topics: [] }), wheres)).toEqual(['absent']);
    expect(fitting(chat({ at, eventId: 'e1', topics: ['a'] }), wheres)).toEqual(['there']);
  });

  test('compares instants as they are written', () => {
    expect(fitting(dated, { same: { 'custom.until': { eq: at } } })).toEqual([]);
    expect(fitting(dated, { later: { 'custom.until': { gt: at } } })).toEqual(['later']);
  });
});

const items = (...skus: string[]) => skus.map((sku) => ({ sku, quantity: 1, unitPrice: 5 }));

const gift = (hour: string, value: unknown): string =>
  visit({ at: `2027-03-01T${hour}:00:00Z`, eventId: hour, custom: { gift: value } });

const seen = (hour: string, sku?: string): string =>
  visit({ at: `2027-03-01T${hour}:00:00Z`, eventId: `v${hour}`, sku });

const bought = (hour: string, ...skus: string[]): string =>
  purchase({ at: `2027-03-01T${hour}:00:00Z`, eventId: `p${hour}`, items: items(...skus) });

describe('same', () => {
  const looked = { performed: 'VisitMade', within: 'P1D', same: ['sku', 'items.sku'] } as const;
  const followedBy = { performed: 'PurchaseMade' };
  const until = '2027-03-05T00:00:00Z';

  test('lets a second event follow that has a value of the first, one of a list', () => {
    const followed = { ...looked, followedBy };
    expect(turns(followed, { lines: [seen('00', 'a'), bought('01', 'b', 'c')], until })).toEqual([]);
    expect(turns(followed, { lines: [seen('00', 'a'), bought('01', 'b', 'a')], until })).toEqual([
      '+ 2027-03-01T01:00:00.000Z',
      '- 2027-03-02T00:00:00.000Z',
    ]);
    expect(turns(followed, { lines: [seen('00'), bought('01', 'b')], until })).toEqual([]);
    expect(turns(followed, { lines: [bought('00', 'a'), seen('01', 'a')], until })).toEqual([]);
  });

  test('lets none follow for one value while another was followed', () => {
    const abandoned = { ...looked, notFollowedBy: followedBy, for: 'PT1H' };
    const lines = [seen('00', 'a'), seen('01', 'b'), bought('02', 'b')];
    // Nothing followed a: from an hour later until it leaves the window.
    expect(turns(abandoned, { lines, until })).toEqual(['+ 2027-03-01T01:00:00.000Z', '- 2027-03-02T00:00:00.000Z']);
    expect(turns(abandoned, { lines: [...lines, bought('03', 'a')], until })).toEqual([
      '+ 2027-03-01T01:00:00.000Z',
      '- 2027-03-01T03:00:00.000Z',
    ]);
    // Without the field there is nothing that it could be about.
    expect(turns(abandoned, { lines: [seen('00')], until })).toEqual([]);
  });

  test('takes the newest of each value', () => {
    const abandoned = { ...looked, notFollowedBy: followedBy, for: 'PT2H' };
    const lines = [seen('00', 'a'), seen('01', 'b'), seen('02', 'a')];
    expect(turns(abandoned, { lines, until })).toEqual(['+ 2027-03-01T03:00:00.000Z', '- 2027-03-02T02:00:00.000Z']);
  });

  test('compares by value and type, and one field of both', () => {
    const followed = {
      performed: 'VisitMade',
      followedBy: { performed: 'VisitMade' },
      same: 'custom.gift',
      within: 'P1D',
    };
    expect(turns(followed, { lines: [gift('00', 7), gift('01', '7')], until })).toEqual([]);
    expect(turns(followed, { lines: [gift('00', 7), gift('01', 7)], until })).toHaveLength(2);
  });

  test('goes by the order that is taken back', () => {
    const kept = {
      performed: 'PurchaseMade',
      notFollowedBy: { performed: 'PurchaseRefunded' },
      same: 'orderId',
      for: 'PT1H',
      within: 'P1D',
    };
    const back = refund({ at: '2027-03-01T00:30:00Z', eventId: 'r', orderId: 'o-1' });
    const other = refund({ at: '2027-03-01T00:30:00Z', eventId: 'r', orderId: 'o-2' });
    const order = purchase({ at, eventId: 'e1' });
    expect(turns(kept, { lines: [order, back], until })).toEqual([]);
    expect(turns(kept, { lines: [order, other], until })).toHaveLength(2);
  });
});

const interests = (is: Operators): Condition => ({ trait: 'psychographic.interests', is });

const said = (value: unknown) => described({ at, eventId: 'e1', traits: { custom: { word: value } } });

/** The operators that the value meets, as a trait. */
const wordMeets = (value: unknown, ...asked: Operators[]): Operators[] => {
  const conditions = asked.map((is, index) => [`${index}`, { trait: 'custom.word', is }] as const);
  return held([said(value)], Object.fromEntries(conditions)).flatMap((key) => asked[Number(key)] ?? []);
};

describe('texts', () => {
  test('end with a part', () => {
    expect(wordMeets('red shoes', { endsWith: 'shoes' }, { endsWith: 'red' }, { endsWith: 'Shoes' })).toEqual([
      { endsWith: 'shoes' },
    ]);
  });

  test('are compared without letter case and accents where they are folded', () => {
    const fold = true;
    const met: Operators[] = [
      { eq: 'ZURICH', fold },
      { ne: 'Bern', fold },
      { in: ['bern', 'zu\u0308rich'], fold },
      { notIn: ['bern'], fold },
      { contains: 'URI', fold },
      { startsWith: 'ZÜ', fold },
      { endsWith: 'RICH', fold },
    ];
    const unmet: Operators[] = [
      { ne: 'zurich', fold },
      { notIn: ['ZÜRICH'], fold },
      { eq: 'ZURICH' },
      { contains: 'URI' },
    ];
    expect(wordMeets('Zürich', ...met, ...unmet)).toEqual(met);
  });

  test('fold wide letters, ligatures, final sigma and dotted capitals', () => {
    expect(wordMeets('ＡＢＣ', { eq: 'abc', fold: true })).toHaveLength(1);
    expect(wordMeets('ﬁne', { eq: 'FINE', fold: true })).toHaveLength(1);
    expect(wordMeets('ΝΊΚΟΣ', { eq: 'νικος', fold: true })).toHaveLength(1);
    expect(wordMeets('νίκοσ', { eq: 'νίκος', fold: true })).toHaveLength(1);
    expect(wordMeets('İstanbul', { eq: 'istanbul', fold: true })).toHaveLength(1);
    expect(wordMeets('straße', { eq: 'strasse', fold: true })).toEqual([]);
  });

  test('leave values that are none as they are', () => {
    expect(wordMeets(7, { eq: 7, fold: true }, { eq: '7', fold: true })).toEqual([{ eq: 7, fold: true }]);
    expect(wordMeets(true, { in: [true, 'TRUE'], fold: true })).toHaveLength(1);
  });

  test('fold in where and of the elements of a list', () => {
    const visited = visit({ at, eventId: 'e1', category: 'Schuhe' });
    expect(fitting(visited, { folded: { category: { eq: 'SCHUHE', fold: true } } })).toEqual(['folded']);
    const lines = [described({ at, eventId: 'e1', traits: { psychographic: { interests: ['Café', 'Chess'] } } })];
    expect(
      held(lines, {
        folded: interests({ contains: 'CAFE', fold: true }),
        part: interests({ contains: 'caf', fold: true }),
      }),
    ).toEqual(['folded']);
  });
});

const renewal = (value: unknown, when = at) =>
  described({ at: when, eventId: 'e1', traits: { custom: { renewal: value } } });

const renewalIs = (is: Operators): Condition => ({ trait: 'custom.renewal', is });

const silent = (name: 'olderThan' | 'newerThan', times: number): Condition => ({
  trait: 'orders.lastAt',
  is: { [name]: { times, days: 'orders.averageGapDays' } },
});

const size = (when: string, eventId: string, householdSize: number) =>
  described({ at: when, eventId, traits: { demographic: { householdSize } } });

describe('instants', () => {
  const timeZone = 'Europe/Berlin';
  const meets = (value: unknown, ...operators: Operators[]): Operators[] => {
    const conditions = operators.map((is, index) => [`${index}`, renewalIs(is)] as const);
    return held([renewal(value)], Object.fromEntries(conditions), { timeZone }).flatMap(
      (key) => operators[Number(key)] ?? [],
    );
  };

  test('are compared as instants where both sides are one, a date being its first local instant', () => {
    const met: Operators[] = [
      { eq: '2027-03-27T23:00:00Z' },
      { eq: '2027-03-28T00:00:00+01:00' },
      { eq: '2027-03-28' },
      { ne: '2027-03-28T00:00:00Z' },
      { lt: '2027-03-28T00:00:00Z' },
      { lte: '2027-03-27T23:00:00.000Z' },
      { gt: '2027-03-27T22:59:59.999Z' },
      { gte: '2027-03-28' },
    ];
    const unmet: Operators[] = [{ ne: '2027-03-27T23:00:00Z' }, { gt: '2027-03-27T23:00:00Z' }];
    expect(meets('2027-03-28', ...met, ...unmet)).toEqual(met);
  });

  test('are compared as they are written otherwise, and by in and notIn', () => {
    expect(meets('2027-03-28', { in: ['2027-03-27T23:00:00Z'] })).toEqual([]);
    expect(meets('2027-03-28', { notIn: ['2027-03-27T23:00:00Z'] })).toHaveLength(1);
    // No real date, and so a text.
    expect(meets('2027-02-29', { gt: '2027-02-28T23:00:00Z' }, { eq: '2027-03-01' })).toEqual([
      { gt: '2027-02-28T23:00:00Z' },
    ]);
    expect(meets('2027-03-28', { lt: 'soon' })).toHaveLength(1);
  });

  test('of a trait of the shop’s own grow older, to the local day where they are a date', () => {
    const until = '2027-05-01T00:00:00Z';
    const lines = [renewal('2027-03-28')];
    expect(turns(renewalIs({ olderThan: 'P1D' }), { timeZone, lines, until })).toEqual(['+ 2027-03-28T23:00:00.000Z']);
    expect(turns(renewalIs({ newerThan: 'P1D' }), { timeZone, lines, until })).toEqual([
      '+ 2027-03-01T00:00:00.000Z',
      '- 2027-03-28T23:00:00.000Z',
    ]);
    expect(turns(renewalIs({ olderThan: 'PT0S' }), { lines: [renewal('no date')], until })).toEqual([]);
    expect(turns(renewalIs({ newerThan: 'P1D' }), { lines: [renewal('no date')], until })).toEqual([]);
  });

  test('of computed traits count as well, in conditions on traits alone', () => {
    const traits = { day: { performed: 'VisitMade', last: 'local.date' } } as const;
    const lines = [visit({ at: '2027-03-28T12:00:00Z', eventId: 'e1' })];
    const until = '2027-05-01T00:00:00Z';
    expect(turns({ trait: 'computed.day', is: { olderThan: 'P1D' } }, { timeZone, traits, lines, until })).toEqual([
      '+ 2027-03-28T23:00:00.000Z',
    ]);
    const midnight = '2027-03-27T23:00:00Z';
    expect(
      held(
        lines,
        {
          trait: { trait: 'computed.day', is: { eq: midnight } },
          aggregate: { performed: 'VisitMade', last: 'local.date', is: { eq: midnight } },
        },
        { timeZone, traits },
      ),
    ).toEqual(['trait']);
  });

  test('are as old as so many times a trait in days, to the nearest millisecond', () => {
    const lines = [purchase({ at, eventId: 'e1' }), purchase({ at: '2027-03-02T00:00:00.001Z', eventId: 'e2' })];
    const until = '2027-05-01T00:00:00Z';
    // The gap is a day and a millisecond.
    expect(turns(silent('olderThan', 2), { lines, until })).toEqual(['+ 2027-03-04T00:00:00.003Z']);
    expect(turns(silent('newerThan', 2), { lines, until })).toEqual([
      '+ 2027-03-02T00:00:00.001Z',
      '- 2027-03-04T00:00:00.003Z',
    ]);
    expect(turns(silent('olderThan', 0.3), { lines, until })).toEqual(['+ 2027-03-02T07:12:00.001Z']);
    // One order has no gap.
    expect(turns(silent('olderThan', 2), { lines: lines.slice(0, 1), until })).toEqual([]);
    expect(turns(silent('newerThan', 2), { lines: lines.slice(0, 1), until })).toEqual([]);
  });

  test('are no older than a trait that is no number', () => {
    const lines = [described({ at, eventId: 'e1', traits: { custom: { word: 'ten' } } })];
    const until = '2027-05-01T00:00:00Z';
    const than = { times: 1, days: 'custom.word' };
    expect(turns({ trait: 'lastSeenAt', is: { olderThan: than } }, { lines, until })).toEqual([]);
    expect(turns({ trait: 'lastSeenAt', is: { newerThan: than } }, { lines, until })).toEqual([]);
  });

  test('grow older than a length that changes with its trait', () => {
    const than = { times: 1, days: 'demographic.householdSize' };
    const lines = [
      visit({ at, eventId: 'e1' }),
      size('2027-03-01T12:00:00Z', 'e2', 2),
      // Longer than what has gone by, and then nothing: everything is as old.
      size('2027-03-04T00:00:00Z', 'e3', 5),
      size('2027-03-05T00:00:00Z', 'e4', 0),
    ];
    expect(
      turns({ trait: 'visits.lastAt', is: { olderThan: than } }, { lines, until: '2027-05-01T00:00:00Z' }),
    ).toEqual(['+ 2027-03-03T00:00:00.000Z', '- 2027-03-04T00:00:00.000Z', '+ 2027-03-05T00:00:00.000Z']);
  });

  test('come within a length, until they are there', () => {
    const until = '2027-05-01T00:00:00Z';
    const coming = renewalIs({ comingWithin: 'P2D' });
    expect(turns(coming, { timeZone, until, lines: [renewal('2027-03-29')] })).toEqual([
      '+ 2027-03-26T22:00:00.000Z',
      '- 2027-03-28T22:00:00.000Z',
    ]);
    expect(turns(coming, { until, lines: [renewal('2027-03-10T10:00:00+02:00')] })).toEqual([
      '+ 2027-03-08T08:00:00.000Z',
      '- 2027-03-10T08:00:00.000Z',
    ]);
    expect(turns(coming, { until, lines: [renewal('2027-02-01')] })).toEqual([]);
  });

  test('have an anniversary, from a length before its local day to the end of that day', () => {
    const until = '2029-06-01T00:00:00Z';
    const lines = [renewal('2020-03-28')];
    expect(turns(renewalIs({ anniversaryIn: 'P0D' }), { timeZone, until, lines })).toEqual([
      '+ 2027-03-27T23:00:00.000Z',
      '- 2027-03-28T22:00:00.000Z',
      '+ 2028-03-27T22:00:00.000Z',
      '- 2028-03-28T22:00:00.000Z',
      '+ 2029-03-27T22:00:00.000Z',
      '- 2029-03-28T22:00:00.000Z',
    ]);
    expect(turns(renewalIs({ anniversaryIn: 'P7D' }), { timeZone, until: '2027-06-01T00:00:00Z', lines })).toEqual([
      '+ 2027-03-20T23:00:00.000Z',
      '- 2027-03-28T22:00:00.000Z',
    ]);
    // An instant has the anniversary of its local date.
    const late = [renewal('2020-03-27T23:30:00Z')];
    expect(
      turns(renewalIs({ anniversaryIn: 'P0D' }), { timeZone, until: '2027-06-01T00:00:00Z', lines: late }),
    ).toEqual(['+ 2027-03-27T23:00:00.000Z', '- 2027-03-28T22:00:00.000Z']);
  });

  test('of 29 February have it on 1 March in common years', () => {
    const lines = [renewal('2024-02-29', '2027-01-01T00:00:00Z')];
    expect(turns(renewalIs({ anniversaryIn: 'P0D' }), { until: '2028-12-01T00:00:00Z', lines })).toEqual([
      '+ 2027-03-01T00:00:00.000Z',
      '- 2027-03-02T00:00:00.000Z',
      '+ 2028-02-29T00:00:00.000Z',
      '- 2028-03-01T00:00:00.000Z',
    ]);
  });

  test('have none on their own day', () => {
    const until = '2028-02-01T00:00:00Z';
    expect(turns(renewalIs({ anniversaryIn: 'P1D' }), { until, lines: [renewal('2027-03-05')] })).toEqual([]);
    expect(turns(renewalIs({ anniversaryIn: 'P365D' }), { until, lines: [renewal('2027-03-05')] })).toEqual([
      '+ 2027-03-06T00:00:00.000Z',
    ]);
    expect(turns(renewalIs({ anniversaryIn: 'P1D' }), { until, lines: [renewal('soon')] })).toEqual([]);
  });

  test('have an anniversary of no length on a day that the zone left out', () => {
    const until = '2012-03-01T00:00:00Z';
    const lines = [renewal('2001-12-30', '2011-12-01T00:00:00Z')];
    const of = (length: string) =>
      turns(renewalIs({ anniversaryIn: length }), { timeZone: 'Pacific/Apia', until, lines });
    expect(of('P0D')).toEqual([]);
    expect(of('P1D')).toEqual(['+ 2011-12-29T10:00:00.000Z', '- 2011-12-30T10:00:00.000Z']);
  });
});

const bucketOf = (text: string): number =>
  (Number.parseInt(createHash('sha256').update(text).digest('hex').slice(0, 8), 16) * 100) / 4_294_967_296;

const bucketed = (lines: readonly string[], name: string) => {
  const it = segment('it', { trait: `bucket.${name}`, is: { gte: 0 } }, { publish: { traits: [`bucket.${name}`] } });
  return evaluate({ catalogue: catalogue(it), lines });
};

describe('a bucket', () => {
  test('is the first four bytes of SHA-256 of name and id as a share of 100', () => {
    // printf %s spring:ann | sha256sum
    expect(bucketed([visit({ at, eventId: 'e1' })], 'spring').changes[0]?.traits).toEqual({
      'bucket.spring': bucketOf('spring:ann'),
    });
    expect(bucketed([visitOf1({ at, eventId: 'e1' })], 'hold-out_2').changes[0]?.traits).toEqual({
      'bucket.hold-out_2': bucketOf('hold-out_2:~v1'),
    });
  });

  test('is the customer’s after a link, and in no profile', () => {
    const { changes, profiles } = bucketed([visitOf1({ at, eventId: 'e1' }), link({ at, eventId: 'e2' })], 'spring');
    expect(changes.at(-1)).toMatchObject({ status: 'entered', traits: { 'bucket.spring': bucketOf('spring:ann') } });
    expect(profiles[0]?.traits).not.toHaveProperty('bucket');
  });

  test('can be compared and reckoned with', () => {
    const mine = bucketOf('spring:ann');
    expect(
      held([visit({ at, eventId: 'e1' })], {
        below: { trait: 'bucket.spring', is: { lt: mine } },
        at: { trait: 'bucket.spring', is: { lte: mine } },
        half: { value: { dividedBy: [{ trait: 'bucket.spring' }, 2] }, is: { eq: mine / 2 } },
      }),
    ).toEqual(['at', 'half']);
  });
});

agreeWithReplay();
