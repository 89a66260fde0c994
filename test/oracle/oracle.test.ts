import { describe, expect, test } from 'vitest';
import type { Condition } from './catalogue.ts';
import {
  agreeWithReplay,
  catalogue,
  changesOf,
  consent,
  described,
  erasure,
  evaluate,
  held,
  line,
  link,
  purchase,
  type Said,
  segment,
  visit,
  visitOf1,
} from './examples.ts';

const recent = segment('recent', { performed: 'PurchaseMade', within: 'P1D' });

describe('evaluate() when time alone changes membership', () => {
  test('lets an event leave a window at t + D exactly, at until included', () => {
    const lines = [purchase({ eventId: 'e1', at: '2027-03-01T10:00:00Z' })];
    const left = evaluate({ catalogue: catalogue(recent), lines, until: '2027-03-02T10:00:00Z' });
    const still = evaluate({ catalogue: catalogue(recent), lines, until: '2027-03-02T09:59:59.999Z' });
    expect(changesOf(left)).toEqual([
      'ann 1 +recent 2027-03-01T10:00:00.000Z live',
      'ann 2 -recent 2027-03-02T10:00:00.000Z timer',
    ]);
    expect(left.changes[1]?.enteredAt).toBe('2027-03-01T10:00:00.000Z');
    expect(changesOf(still)).toHaveLength(1);
    expect(left.profiles[0]).toMatchObject({ segments: [], sequence: 2, asOf: '2027-03-02T10:00:00.000Z' });
  });

  test('decides an event before what time alone would bring at the same instant', () => {
    const lines = [
      purchase({ eventId: 'e1', at: '2027-03-01T10:00:00Z' }),
      purchase({ eventId: 'e2', at: '2027-03-02T10:00:00Z' }),
    ];
    expect(changesOf(evaluate({ catalogue: catalogue(recent), lines }))).toEqual([
      'ann 1 +recent 2027-03-01T10:00:00.000Z live',
    ]);
  });

  test('brings what is due one millisecond before an event', () => {
    const lines = [
      purchase({ eventId: 'e1', at: '2027-03-01T10:00:00Z' }),
      purchase({ eventId: 'e2', at: '2027-03-02T10:00:00.001Z' }),
    ];
    expect(changesOf(evaluate({ catalogue: catalogue(recent), lines }))).toEqual([
      'ann 1 +recent 2027-03-01T10:00:00.000Z live',
      'ann 2 -recent 2027-03-02T10:00:00.000Z timer',
      'ann 3 +recent 2027-03-02T10:00:00.001Z live',
    ]);
  });

  test('numbers the changes of one instant in the order of the catalogue, references after what they name', () => {
    const segments = [
      segment('quiet', { not: { segment: 'recent' } }),
      recent,
      segment('lapsed', { trait: 'orders.lastAt', is: { olderThan: 'P1D' } }),
    ];
    const lines = [purchase({ eventId: 'e1', at: '2027-03-01T10:00:00Z' })];
    const result = evaluate({ catalogue: catalogue(...segments), lines, until: '2027-03-05T00:00:00Z' });
    expect(changesOf(result)).toEqual([
      'ann 1 +recent 2027-03-01T10:00:00.000Z live',
      'ann 2 +quiet 2027-03-02T10:00:00.000Z timer',
      'ann 3 -recent 2027-03-02T10:00:00.000Z timer',
      'ann 4 +lapsed 2027-03-02T10:00:00.000Z timer',
    ]);
  });

  test('enters when nothing followed for G, and leaves with the window', () => {
    const abandoned = segment('abandoned', {
      performed: 'VisitMade',
      where: { action: { eq: 'cart' } },
      notFollowedBy: { performed: 'PurchaseMade' },
      for: 'PT1H',
      within: 'P1D',
    });
    const lines = [
      visit({ eventId: 'e1', at: '2027-03-01T10:00:00Z', action: 'cart' }),
      visit({ eventId: 'e2', at: '2027-03-01T10:30:00Z', action: 'cart' }),
    ];
    const until = '2027-03-04T00:00:00Z';
    expect(changesOf(evaluate({ catalogue: catalogue(abandoned), lines, until }))).toEqual([
      'ann 1 +abandoned 2027-03-01T11:30:00.000Z timer',
      'ann 2 -abandoned 2027-03-02T10:30:00.000Z timer',
    ]);
    // At the very instant of the newest cart nothing follows it; a millisecond later it does.
    const paidAt = (at: string): string[] => [...lines, purchase({ eventId: 'e3', at })];
    expect(
      changesOf(evaluate({ catalogue: catalogue(abandoned), lines: paidAt('2027-03-01T10:30:00Z'), until })),
    ).toHaveLength(2);
    expect(
      changesOf(evaluate({ catalogue: catalogue(abandoned), lines: paidAt('2027-03-01T10:30:00.001Z'), until })),
    ).toEqual([]);
    expect(
      changesOf(evaluate({ catalogue: catalogue(abandoned), lines: paidAt('2027-03-01T12:00:00Z'), until })),
    ).toEqual(['ann 1 +abandoned 2027-03-01T11:30:00.000Z timer', 'ann 2 -abandoned 2027-03-01T12:00:00.000Z live']);
  });

  test('takes a later B for an A in the window, and none of the same instant', () => {
    const converted = segment('converted', {
      performed: 'VisitMade',
      followedBy: { performed: 'PurchaseMade' },
      within: 'P1D',
    });
    const together = ['2027-03-01T10:00:00Z', '2027-03-01T10:00:00Z'] as const;
    const apart = ['2027-03-01T10:00:00Z', '2027-03-01T10:00:00.001Z'] as const;
    const run = ([seen, bought]: readonly [string, string]): string[] =>
      changesOf(
        evaluate({
          catalogue: catalogue(converted),
          lines: [visit({ eventId: 'e1', at: seen }), purchase({ eventId: 'e2', at: bought })],
          until: '2027-03-03T00:00:00Z',
        }),
      );
    expect(run(together)).toEqual([]);
    expect(run(apart)).toEqual([
      'ann 1 +converted 2027-03-01T10:00:00.001Z live',
      'ann 2 -converted 2027-03-02T10:00:00.000Z timer',
    ]);
  });

  test('makes somebody born on 29 February older on 1 March in common years', () => {
    const adult = segment('adult', { trait: 'demographic.age', is: { gte: 35 } });
    const born = (birthDate: string, at: string): string[] =>
      changesOf(
        evaluate({
          catalogue: catalogue(adult),
          lines: [described({ eventId: 'e1', at, traits: { demographic: { birthDate } } })],
          until: '2029-01-01T00:00:00Z',
        }),
      );
    expect(born('1992-02-29', '2027-02-20T00:00:00Z')).toEqual(['ann 1 +adult 2027-03-01T00:00:00.000Z timer']);
    expect(born('1992-03-01', '2027-02-20T00:00:00Z')).toEqual(['ann 1 +adult 2027-03-01T00:00:00.000Z timer']);
    const leap = segment('adult', { trait: 'demographic.age', is: { eq: 36 } });
    const lines = [
      described({ eventId: 'e1', at: '2028-02-20T00:00:00Z', traits: { demographic: { birthDate: '1992-02-29' } } }),
    ];
    expect(changesOf(evaluate({ catalogue: catalogue(leap), lines, until: '2030-01-01T00:00:00Z' }))).toEqual([
      'ann 1 +adult 2028-02-29T00:00:00.000Z timer',
      'ann 2 -adult 2029-03-01T00:00:00.000Z timer',
    ]);
  });

  test('makes somebody of a birth year older on 1 January', () => {
    const adult = segment('adult', { trait: 'demographic.age', is: { gte: 18 } });
    const lines = [
      described({ eventId: 'e1', at: '2027-06-01T00:00:00Z', traits: { demographic: { birthYear: 2010 } } }),
    ];
    expect(changesOf(evaluate({ catalogue: catalogue(adult), lines, until: '2028-01-01T00:00:00Z' }))).toEqual([
      'ann 1 +adult 2028-01-01T00:00:00.000Z timer',
    ]);
  });

  test('lets rfm.recency fall at whole days since the last order', () => {
    const rfm = { recencyDays: [1, 2, 3, 4], frequency: [2, 3, 4, 5], monetary: [1000, 2000, 3000, 4000] };
    const four = segment('four', { trait: 'rfm.recency', is: { eq: 4 } });
    const lines = [purchase({ eventId: 'e1', at: '2027-03-01T10:00:00Z' })];
    const result = evaluate({ catalogue: { ...catalogue(four), rfm }, lines, until: '2027-03-03T10:00:00Z' });
    expect(changesOf(result)).toEqual([
      'ann 1 +four 2027-03-02T10:00:00.000Z timer',
      'ann 2 -four 2027-03-03T10:00:00.000Z timer',
    ]);
    expect(result.profiles[0]?.traits).toMatchObject({ rfm: { recency: 3, frequency: 1, monetary: 2 } });
  });
});

describe('evaluate() when events are late or the clock would go back', () => {
  test('counts a late event from when it happened, and decides it when it arrived', () => {
    const lines = [
      visit({ eventId: 'e1', at: '2027-03-02T00:00:00Z' }),
      purchase({ eventId: 'e2', at: '2027-03-02T09:00:00Z', occurredAt: '2027-03-01T10:00:00Z' }),
    ];
    expect(changesOf(evaluate({ catalogue: catalogue(recent), lines, until: '2027-03-03T00:00:00Z' }))).toEqual([
      'ann 1 +recent 2027-03-02T09:00:00.000Z live',
      'ann 2 -recent 2027-03-02T10:00:00.000Z timer',
    ]);
  });

  test('decides at the clock what arrived before it, and lets it happen no later than its own arrival', () => {
    const lines = [
      visit({ eventId: 'e1', at: '2027-03-02T00:00:00Z' }),
      purchase({ eventId: 'e2', at: '2027-03-01T12:00:00Z', occurredAt: '2027-03-01T12:04:00Z' }),
    ];
    expect(changesOf(evaluate({ catalogue: catalogue(recent), lines, until: '2027-03-03T00:00:00Z' }))).toEqual([
      'ann 1 +recent 2027-03-02T00:00:00.000Z live',
      'ann 2 -recent 2027-03-02T12:00:00.000Z timer',
    ]);
  });

  test('lets no time run for another person, nor for a duplicate or a quarantined event', () => {
    const first = purchase({ eventId: 'e1', at: '2027-03-01T10:00:00Z' });
    const again = first.replace('"time":"2027-03-01', '"time":"2027-03-05');
    const others = [
      visit({ eventId: 'e1', customerId: 'bob', at: '2027-03-05T00:00:00Z' }),
      again,
      visit({ eventId: 'e1', at: '2027-03-05T00:00:00Z' }),
    ];
    const last = purchase({ eventId: 'e2', at: '2027-03-02T00:00:00Z' });
    const result = evaluate({ catalogue: catalogue(recent), lines: [first, ...others, last] });
    expect(changesOf(result)).toEqual([
      'ann 1 +recent 2027-03-01T10:00:00.000Z live',
      'ann 2 -recent 2027-03-03T00:00:00.000Z timer',
    ]);
    expect(result.quarantine).toEqual([{ line: 4, reason: 'conflict' }]);
    expect(result.summary).toMatchObject({ events: 5, applied: 3, duplicates: 1, quarantined: 1, customers: 2 });
  });
});

describe('evaluate() when events come twice or do not fit', () => {
  test('knows the same body in another order, and takes another body for a conflict', () => {
    const lines = [
      visit({ eventId: 'e1', at: '2027-03-01T00:00:00Z', device: 'phone' }),
      '{"detail":{"device":"phone","eventId":"e1","customerId":"ann","occurredAt":"2027-03-01T00:00:00Z"},"detail-type":"VisitMade","time":"2027-03-02T00:00:00Z"}',
      visit({ eventId: 'e1', at: '2027-03-01T00:00:00Z', device: 'phone', extra: true }),
      visit({ eventId: 'e1', at: '2027-03-01T00:00:00Z', occurredAt: '2027-03-09T00:00:00Z' }),
    ];
    const result = evaluate({ catalogue: catalogue(), lines });
    expect(result.summary).toMatchObject({ applied: 1, duplicates: 1, quarantined: 2 });
    expect(result.quarantine.map(({ reason }) => reason)).toEqual(['conflict', 'conflict']);
  });

  test('gives the first reason that applies', () => {
    const at = '2027-03-01T00:00:00Z';
    const lines = [
      'not JSON',
      '[]',
      line('PurchaseDreamt')({ at: 'soon' }),
      visit({ at: 'soon', eventId: 'e1' }),
      visit({ at, eventId: null }),
      visit({ at, eventId: 'e1', device: 7 }),
      visit({ at, eventId: 'e1', total: -1 }),
      purchase({ at, eventId: 'e2', total: -1 }),
      visit({ at, eventId: 'e2', occurredAt: '2027-03-01T00:05:00Z' }),
      visit({ at, eventId: 'e3', occurredAt: '2027-03-01T00:05:00.001Z' }),
      visit({ at, eventId: 'e4', note: 'x'.repeat(350 * 1024) }),
      link({ at, eventId: 'e5', customerId: undefined }),
      erasure({ at, eventId: 'e6', customerId: 'ann', anonymousId: 'v1' }),
    ];
    expect(evaluate({ catalogue: catalogue(), lines }).quarantine).toEqual([
      { line: 1, reason: 'invalid' },
      { line: 2, reason: 'invalid' },
      { line: 3, reason: 'unknown-type' },
      { line: 4, reason: 'invalid' },
      { line: 5, reason: 'invalid' },
      { line: 6, reason: 'invalid' },
      { line: 8, reason: 'invalid' },
      { line: 10, reason: 'future' },
      { line: 11, reason: 'too-large' },
      { line: 12, reason: 'invalid' },
      { line: 13, reason: 'invalid' },
    ]);
  });

  test('ignores fields that an event does not know, in conditions and traits too', () => {
    const at = '2027-03-01T00:00:00Z';
    const items = [{ sku: 's', quantity: 1, unitPrice: 5, total: 7 }];
    const lines = [purchase({ at, eventId: 'e1', items, place: { country: 'FR' } })];
    const dear = segment('dear', { performed: 'PurchaseMade', each: 'items', sum: 'total', is: { eq: 1000 } });
    const result = evaluate({ catalogue: catalogue(dear), lines });
    expect(result.changes).toHaveLength(1);
    expect(result.profiles[0]?.traits['geographic']).toBeUndefined();
  });
});

describe('evaluate() when people are linked', () => {
  const seen = segment('seen', { performed: 'VisitMade' });
  const engaged = segment('engaged', { performed: 'VisitMade', within: 'P1D', times: { gte: 2 } });

  test('ends the memberships of the visitor and decides the customer anew, each by its own sequence', () => {
    const lines = [
      visitOf1({ eventId: 'e1', at: '2027-03-01T00:00:00Z' }),
      visit({ eventId: 'e1', at: '2027-03-01T06:00:00Z' }),
      link({ eventId: 'e2', at: '2027-03-01T12:00:00Z' }),
      visitOf1({ eventId: 'e1', at: '2027-03-01T00:00:00Z' }),
      visitOf1({ eventId: 'e3', at: '2027-03-01T13:00:00Z' }),
    ];
    const result = evaluate({ catalogue: catalogue(seen, engaged), lines, until: '2027-03-02T07:00:00Z' });
    expect(changesOf(result)).toEqual([
      'v1 1 +seen 2027-03-01T00:00:00.000Z live',
      'ann 1 +seen 2027-03-01T06:00:00.000Z live',
      'v1 2 -seen 2027-03-01T12:00:00.000Z merge',
      'ann 2 +engaged 2027-03-01T12:00:00.000Z merge',
      'ann 3 -engaged 2027-03-02T06:00:00.000Z timer',
    ]);
    expect(result.profiles.map(({ customerId, anonymousId }) => customerId ?? anonymousId)).toEqual(['ann']);
    expect(result.profiles[0]?.traits['visits']).toMatchObject({ count: 3, firstAt: '2027-03-01T00:00:00.000Z' });
    expect(result.summary).toMatchObject({ applied: 4, duplicates: 1, customers: 1, visitors: 0 });
  });

  test('lets time run for both up to the later clock of the two', () => {
    const lines = [
      visitOf1({ eventId: 'e1', at: '2027-03-01T00:00:00Z' }),
      visitOf1({ eventId: 'e2', at: '2027-03-01T00:00:00Z' }),
      visit({ eventId: 'e3', at: '2027-03-05T00:00:00Z' }),
      link({ eventId: 'e4', at: '2027-03-01T12:00:00Z' }),
    ];
    expect(changesOf(evaluate({ catalogue: catalogue(engaged), lines }))).toEqual([
      'v1 1 +engaged 2027-03-01T00:00:00.000Z live',
      'v1 2 -engaged 2027-03-02T00:00:00.000Z timer',
    ]);
  });

  test('is live where the visitor had no profile, and links by any event with both ids', () => {
    const lines = [
      visit({ eventId: 'e1', anonymousId: 'v1', at: '2027-03-01T00:00:00Z' }),
      visitOf1({ eventId: 'e2', at: '2027-03-01T01:00:00Z' }),
    ];
    expect(changesOf(evaluate({ catalogue: catalogue(seen, engaged), lines }))).toEqual([
      'ann 1 +seen 2027-03-01T00:00:00.000Z live',
      'ann 2 +engaged 2027-03-01T01:00:00.000Z live',
    ]);
  });

  test('keeps the first link, counts each applied event beside another customer once', () => {
    const second = visit({ eventId: 'e2', customerId: 'bob', anonymousId: 'v1', at: '2027-03-01T01:00:00Z' });
    const lines = [
      link({ eventId: 'e1', at: '2027-03-01T00:00:00Z' }),
      second,
      second,
      link({ eventId: 'e3', at: '2027-03-01T02:00:00Z' }),
      visitOf1({ eventId: 'e4', at: '2027-03-01T03:00:00Z' }),
    ];
    const { summary, profiles } = evaluate({ catalogue: catalogue(), lines });
    expect(summary).toMatchObject({ applied: 4, duplicates: 1, identityConflicts: 1, customers: 2, visitors: 0 });
    expect(profiles.map(({ traits }) => traits['visits'])).toMatchObject([{ count: 1 }, { count: 1 }]);
  });
});

describe('evaluate() when somebody is erased', () => {
  const seen = segment('seen', { performed: 'VisitMade' });
  const bought = segment('bought', { performed: 'PurchaseMade' });

  test('leaves every segment without deciding, with the visitors linked, and refuses what comes later', () => {
    const lines = [
      purchase({ eventId: 'e1', at: '2027-03-01T00:00:00Z' }),
      visitOf1({ eventId: 'e2', at: '2027-03-01T01:00:00Z' }),
      link({ eventId: 'e3', at: '2027-03-01T02:00:00Z' }),
      erasure({ eventId: 'e4', customerId: 'ann', at: '2027-03-02T00:00:00Z' }),
      purchase({ eventId: 'e1', at: '2027-03-01T00:00:00Z' }),
      visitOf1({ eventId: 'e5', at: '2027-03-03T00:00:00Z' }),
      erasure({ eventId: 'e4', customerId: 'ann', at: '2027-03-04T00:00:00Z', reason: 'again' }),
      erasure({ eventId: 'e6', anonymousId: 'v1', at: '2027-03-04T00:00:00Z', occurredAt: '2027-04-01T00:00:00Z' }),
      visit({ eventId: 'e7', customerId: 'bob', anonymousId: 'v1', at: '2027-03-04T00:00:00Z' }),
      link({ eventId: 'e8', at: '2027-03-04T00:00:00Z' }),
    ];
    const result = evaluate({ catalogue: catalogue(bought, seen, recent), lines });
    expect(changesOf(result).filter((change) => change.startsWith('ann'))).toEqual([
      'ann 1 +bought 2027-03-01T00:00:00.000Z live',
      'ann 2 +recent 2027-03-01T00:00:00.000Z live',
      'ann 3 +seen 2027-03-01T02:00:00.000Z merge',
      'ann 4 -bought 2027-03-02T00:00:00.000Z erasure',
      'ann 5 -seen 2027-03-02T00:00:00.000Z erasure',
      'ann 6 -recent 2027-03-02T00:00:00.000Z erasure',
    ]);
    expect(result.erased).toEqual([{ person: { customerId: 'ann' }, erasedAt: '2027-03-02T00:00:00.000Z' }]);
    expect(result.quarantine).toEqual([
      { line: 5, reason: 'erased' },
      { line: 6, reason: 'erased' },
      { line: 10, reason: 'erased' },
    ]);
    expect(result.summary).toMatchObject({ applied: 5, duplicates: 2, identityConflicts: 0, customers: 1 });
    expect(result.profiles.map(({ customerId }) => customerId)).toEqual(['bob']);
  });

  test('announces somebody whom nobody knew, and knows a customer from a visitor of the same name', () => {
    const lines = [
      erasure({ eventId: 'e1', anonymousId: 'ann', at: '2027-03-01T00:00:00Z' }),
      visit({ eventId: 'e2', at: '2027-03-01T00:00:00Z' }),
    ];
    const result = evaluate({ catalogue: catalogue(seen), lines });
    expect(result.erased).toEqual([{ person: { anonymousId: 'ann' }, erasedAt: '2027-03-01T00:00:00.000Z' }]);
    expect(result.summary).toMatchObject({ applied: 2, quarantined: 0, customers: 1, visitors: 0 });
  });
});

const boughtWhere = (key: string, is: object): Condition => ({ performed: 'PurchaseMade', where: { [key]: is } });

describe('evaluate() on traits and conditions', () => {
  const at = '2027-03-01T00:00:00Z';
  const shoes = { sku: 's1', category: 'shoes', quantity: 2, unitPrice: 500 };
  const hat = { sku: 's2', category: 'hats', quantity: 1, unitPrice: 100 };

  test('takes the newest by time, then by eventId, and says where each came from', () => {
    const gender = (eventId: string, word: string): Said => ({
      at,
      eventId,
      traits: { demographic: { gender: word } },
    });
    const lines = [
      described(gender('e9', 'f')),
      described(gender('e10', 'm')),
      visit({ at, eventId: 'e1', place: { country: 'FR' } }),
      consent({ at, eventId: 'e2', granted: true }),
    ];
    const { profiles } = evaluate({ catalogue: catalogue(), lines });
    const written = '2027-03-01T00:00:00.000Z';
    expect(profiles[0]?.traits).toMatchObject({ demographic: { gender: 'f' }, consent: { marketing: true } });
    expect(profiles[0]?.sources).toEqual({
      'demographic.gender': { via: 'crm', at: written },
      'geographic.country': { via: 'VisitMade', at: written },
      'consent.marketing': { via: 'ConsentChanged', at: written },
    });
  });

  test('takes any name that a shop gives to a trait of its own', () => {
    const custom: unknown = JSON.parse('{"__proto__": 1, "a.b": 2, "constructor": 3}');
    const lines = [described({ at, eventId: 'e1', traits: { custom } })];
    const { profiles } = evaluate({ catalogue: catalogue(), lines });
    expect(JSON.stringify(profiles[0]?.traits['custom'])).toBe('{"__proto__":1,"a.b":2,"constructor":3}');
    expect(held(lines, { dotted: { trait: 'custom.a.b', is: { eq: 2 } } })).toEqual(['dotted']);
  });

  test('keeps other currencies apart, and refunds out of the count', () => {
    const lines = [
      purchase({ at, eventId: 'e1', total: 1000, couponCode: 'SPRING' }),
      purchase({ at, eventId: 'e2', total: 700, currency: 'EUR' }),
      line('PurchaseRefunded', { customerId: 'ann', orderId: 'o-1' })({
        at,
        eventId: 'e3',
        amount: 250,
        currency: 'GBP',
      }),
      line('PurchaseRefunded', { customerId: 'ann', orderId: 'o-2' })({
        at,
        eventId: 'e4',
        amount: 100,
        currency: 'EUR',
      }),
    ];
    const { profiles } = evaluate({ catalogue: catalogue(), lines });
    expect(profiles[0]?.traits['orders']).toEqual({
      count: 2,
      days: 1,
      revenue: 750,
      average: 375,
      refunded: 250,
      refundRate: 0.25,
      discountShare: 0.5,
      firstAt: '2027-03-01T00:00:00.000Z',
      lastAt: '2027-03-01T00:00:00.000Z',
      averageGapDays: 0,
      otherCurrencies: { EUR: { count: 1, revenue: 600 } },
    });
    const conditions: Record<string, Condition> = {
      sum: { performed: 'PurchaseMade', sum: 'total', is: { eq: 1000 } },
      where: { performed: 'PurchaseMade', where: { total: { eq: 700 } } },
    };
    expect(held(lines, conditions)).toEqual(['sum', 'where']);
  });

  test('asks one element of a list on the way to meet all, and an absent value only for its absence', () => {
    const lines = [purchase({ at, eventId: 'e1', items: [shoes, hat] })];
    const conditions: Record<string, Condition> = {
      one: boughtWhere('items.unitPrice', { gt: 100, lte: 500 }),
      none: boughtWhere('items.unitPrice', { gt: 100, lt: 500 }),
      ne: boughtWhere('items.category', { ne: 'shoes' }),
      absent: boughtWhere('channel', { ne: 'web' }),
      'not-in': boughtWhere('channel', { notIn: ['web'] }),
      missing: boughtWhere('channel', { exists: false }),
      'no-category': boughtWhere('items.category', { exists: false }),
      typed: boughtWhere('total', { eq: '1000' }),
    };
    expect(held(lines, conditions)).toEqual(['one', 'ne', 'missing']);
  });

  test('counts elements with each, and takes every value of a list in an aggregate', () => {
    const lines = [
      purchase({ at, eventId: 'e1', items: [shoes, hat, shoes], channel: 'web' }),
      line('FeedbackGiven', { customerId: 'ann', kind: 'csat' })({
        at,
        eventId: 'e2',
        topics: ['fit', 'price', 'fit'],
      }),
    ];
    const items = { performed: 'PurchaseMade', each: 'items' } as const;
    const conditions: Record<string, Condition> = {
      three: { ...items, times: { eq: 3 } },
      two: { ...items, where: { category: { eq: 'shoes' }, channel: { eq: 'web' } }, times: { eq: 2 } },
      sum: { performed: 'PurchaseMade', sum: 'items.quantity', is: { eq: 5 } },
      topics: { performed: 'FeedbackGiven', uniqueCount: 'topics', is: { eq: 2 } },
      nothing: { performed: 'VisitMade', max: 'durationSeconds', is: { exists: false } },
      zero: { performed: 'VisitMade', sum: 'durationSeconds', is: { eq: 0 } },
    };
    expect(held(lines, conditions)).toEqual(Object.keys(conditions));
  });

  test('needs the consent that a segment requires', () => {
    const asked = segment('asked', { all: [] }, { requires: { consent: 'marketing' } });
    const lines = [
      visit({ at, eventId: 'e1' }),
      consent({ at: '2027-03-02T00:00:00Z', eventId: 'e2', granted: true }),
      consent({ at: '2027-03-03T00:00:00Z', eventId: 'e3', granted: false, occurredAt: '2027-03-01T12:00:00Z' }),
    ];
    expect(changesOf(evaluate({ catalogue: catalogue(asked), lines }))).toEqual([
      'ann 1 +asked 2027-03-02T00:00:00.000Z live',
    ]);
  });

  test('ranks what is frequent, the smaller string first among equals', () => {
    const lines = [
      purchase({ at, eventId: 'e1', items: [shoes, hat] }),
      visit({ at, eventId: 'e2', category: 'coats', sessionId: 's1' }),
      visit({ at, eventId: 'e3', category: 'shoes', sessionId: 's1' }),
    ];
    const { profiles } = evaluate({ catalogue: catalogue(), lines });
    expect(profiles[0]?.traits).toMatchObject({
      categories: {
        top: 'shoes',
        counts: [
          { value: 'shoes', count: 2 },
          { value: 'coats', count: 1 },
          { value: 'hats', count: 1 },
        ],
      },
      visits: { count: 2, sessions: 1 },
      feedback: { count: 0 },
    });
  });
});

agreeWithReplay();
