import { describe, expect, test } from 'vitest';
import type { ShopTrait } from './catalogue.ts';
import {
  agreeWithReplay,
  catalogue,
  computed,
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
const written = '2027-03-01T00:00:00.000Z';
const next = '2027-03-02T00:00:00Z';
const feedback = line('FeedbackGiven', { customerId: 'ann', kind: 'chat' });

/** What one trait has become, or undefined where it is absent. */
const valueOf = (of: ShopTrait, lines: readonly string[], timeZone = 'UTC'): unknown =>
  Object(computed({ it: of }, lines, { timeZone })).it;

const items = (...skus: string[]) => skus.map((sku) => ({ sku, quantity: 1, unitPrice: 5 }));

const visits = { performed: 'VisitMade' };

describe('a computed trait', () => {
  const lines = [
    purchase({ at, eventId: 'e1', total: 1000 }),
    purchase({ at: next, eventId: 'e2', total: 500, channel: 'web' }),
  ];

  test('is a count or one of the known aggregates, and absent while it has no value', () => {
    const bought = { performed: 'PurchaseMade' };
    expect(
      computed(
        {
          count: bought,
          sum: { ...bought, sum: 'total' },
          avg: { ...bought, avg: 'total' },
          min: { ...bought, min: 'total' },
          max: { ...bought, max: 'total' },
          first: { ...bought, first: 'channel' },
          last: { ...bought, last: 'total' },
          distinct: { ...bought, uniqueCount: 'orderId' },
          none: visits,
          noneSummed: { ...visits, sum: 'durationSeconds' },
          noneDistinct: { ...visits, uniqueCount: 'sku' },
          noneLast: { ...visits, last: 'sku' },
          noneMost: { ...visits, mostFrequent: 'sku' },
          noneListed: { ...visits, list: 'sku' },
          noneLatest: { ...visits, latest: ['sku'] },
          noneValue: { value: { dividedBy: [1, 0] } },
        },
        lines,
      ),
    ).toEqual({
      count: 2,
      sum: 1500,
      avg: 750,
      min: 500,
      max: 1000,
      first: 'web',
      last: 500,
      distinct: 1,
      none: 0,
      noneSummed: 0,
      noneDistinct: 0,
    });
  });

  test('is not there at all for a catalogue without any, nor for a person of whom none has a value', () => {
    expect(evaluate({ catalogue: catalogue(), lines }).profiles[0]?.traits).not.toHaveProperty('computed');
    expect(computed({ a: { performed: 'VisitMade', last: 'sku' } }, lines)).toBeUndefined();
  });

  test('can be asked, published and used in values, whatever it is called and in whatever order they stand', () => {
    const traits = {
      constructor: { value: { times: [{ trait: 'computed.spent' }, 2] } },
      spent: { performed: 'PurchaseMade', sum: 'total' },
      toString: { performed: 'VisitMade', list: 'sku' },
    } as const;
    const when = { trait: 'computed.constructor', is: { eq: 3000 } } as const;
    const publish = { traits: ['computed.constructor', 'computed.spent', 'computed.toString', 'orders.count'] };
    const { changes } = evaluate({ catalogue: { ...catalogue(segment('it', when, { publish })), traits }, lines });
    expect(changes.map(({ traits: published }) => published)).toEqual([
      { 'computed.constructor': 3000, 'computed.spent': 1500, 'orders.count': 2 },
    ]);
  });

  test('changes with its window, by time alone', () => {
    expect(
      turns(
        { trait: 'computed.week', is: { gte: 2 } },
        {
          traits: { week: { performed: 'PurchaseMade', within: 'P7D' } },
          lines,
          until: '2027-04-01T00:00:00Z',
        },
      ),
    ).toEqual(['+ 2027-03-02T00:00:00.000Z', '- 2027-03-08T00:00:00.000Z']);
  });

  test('counts elements with each, and looks fields up in the element, then in the event', () => {
    const bought = [purchase({ at, eventId: 'e1', items: items('a', 'b'), channel: 'web' })];
    expect(valueOf({ performed: 'PurchaseMade', each: 'items' }, bought)).toBe(2);
    expect(valueOf({ performed: 'PurchaseMade', each: 'items', latest: ['sku', 'channel'] }, bought)).toEqual([
      { at: written, eventId: 'e1', sku: 'a', channel: 'web' },
    ]);
  });
});

describe('first, last and lists', () => {
  test('take the first value of the oldest event and the last of the newest, element by element', () => {
    const lines = [
      feedback({ at: next, eventId: 'e2', topics: ['c', 'd'] }),
      feedback({ at, eventId: 'e1', topics: ['a', 'b'] }),
    ];
    const said = { performed: 'FeedbackGiven' };
    expect(valueOf({ ...said, first: 'topics' }, lines)).toBe('a');
    expect(valueOf({ ...said, last: 'topics' }, lines)).toBe('d');
    expect(valueOf({ ...said, uniqueCount: 'topics' }, lines)).toBe(4);
    expect(valueOf({ ...said, mostFrequent: 'topics' }, lines)).toBe('a');
    expect(valueOf({ ...said, list: 'topics' }, lines)).toEqual(['c', 'd', 'a', 'b']);
  });
});

const gifts = (...values: unknown[]): string[] =>
  values.map((gift, index) => visit({ at, eventId: `e${index}`, custom: { gift } }));

const most = (...values: unknown[]): unknown =>
  valueOf({ performed: 'VisitMade', mostFrequent: 'custom.gift' }, gifts(...values));

describe('mostFrequent', () => {
  test('is the value that occurs most often', () => {
    expect(most('a', 'b', 'b')).toBe('b');
    expect(most(7, '7', '7')).toBe('7');
  });

  test('is of equally frequent ones the smaller string, a number before a string, and that before false and true', () => {
    expect(most('b', 'a')).toBe('a');
    expect(most('a', 'Z')).toBe('Z');
    expect(most('10', '9')).toBe('10');
    expect(most('a', 10, 9)).toBe(9);
    expect(most(true, 'a')).toBe('a');
    expect(most(true, false)).toBe(false);
  });

  test('takes amounts in the currency of the catalogue alone', () => {
    const lines = [
      purchase({ at, eventId: 'e1', total: 500, currency: 'EUR' }),
      purchase({ at, eventId: 'e2', total: 500, currency: 'EUR' }),
      purchase({ at, eventId: 'e3', total: 1000 }),
    ];
    expect(valueOf({ performed: 'PurchaseMade', mostFrequent: 'total' }, lines)).toBe(1000);
    expect(valueOf({ performed: 'PurchaseMade', list: 'total' }, lines)).toEqual([1000]);
    expect(valueOf({ performed: 'PurchaseMade', latest: ['total'], atMost: 3 }, lines)).toMatchObject([
      { total: 1000 },
      { total: 500 },
      { total: 500 },
    ]);
  });

  test('is asked as what it is', () => {
    const traits = { gift: { performed: 'VisitMade', mostFrequent: 'custom.gift' } };
    expect(held(gifts(7), { number: { trait: 'computed.gift', is: { eq: 7 } } }, { traits })).toEqual(['number']);
    expect(held(gifts('7'), { number: { trait: 'computed.gift', is: { eq: 7 } } }, { traits })).toEqual([]);
  });
});

const seen = (when: string, eventId: string, sku: string): string => visit({ at: when, eventId, sku });

describe('list', () => {
  test('holds the distinct values, that of the newest event first, five by default', () => {
    const lines = ['a', 'b', 'c', 'd', 'e', 'f', 'b'].map((sku, index) =>
      seen(`2027-03-0${index + 1}T00:00:00Z`, `e${index}`, sku),
    );
    const skus = { performed: 'VisitMade', list: 'sku' };
    expect(valueOf(skus, lines)).toEqual(['b', 'f', 'e', 'd', 'c']);
    expect(valueOf({ ...skus, atMost: 2 }, lines)).toEqual(['b', 'f']);
    expect(valueOf({ ...skus, atMost: 20 }, lines)).toEqual(['b', 'f', 'e', 'd', 'c', 'a']);
  });

  test('takes the larger eventId for the newer of equal times, and of two equal in both the customer’s', () => {
    const skus = { performed: 'VisitMade', list: 'sku' };
    expect(valueOf(skus, [seen(at, 'e10', 'a'), seen(at, 'e9', 'b')])).toEqual(['b', 'a']);
    const linked = [
      visit({ at, eventId: 'e1', sku: 'customer’s' }),
      visitOf1({ at, eventId: 'e1', sku: 'visitor’s' }),
      link({ at, eventId: 'e2' }),
    ];
    expect(valueOf(skus, linked)).toEqual(['customer’s', 'visitor’s']);
    expect(valueOf({ performed: 'VisitMade', latest: ['sku'] }, linked.toReversed())).toMatchObject([
      { sku: 'customer’s' },
    ]);
  });

  test('has values of one event in the order of its list, and tells 7 from "7"', () => {
    const lines = [
      purchase({ at, eventId: 'e1', items: items('b', 'a', 'b', 'c') }),
      visit({ at, eventId: 'e2', custom: { gift: 7 } }),
      visit({ at, eventId: 'e3', custom: { gift: '7' } }),
    ];
    expect(valueOf({ performed: 'PurchaseMade', list: 'items.sku' }, lines)).toEqual(['b', 'a', 'c']);
    expect(valueOf({ performed: 'PurchaseMade', each: 'items', list: 'sku' }, lines)).toEqual(['b', 'a', 'c']);
    expect(valueOf({ performed: 'VisitMade', list: 'custom.gift' }, lines)).toEqual(['7', 7]);
  });

  test('is cut to 256 code units after distinct values are told apart, and one less within a pair', () => {
    const long = 'x'.repeat(256);
    const lines = [
      feedback({ at, eventId: 'e1', text: `${long}1` }),
      feedback({ at, eventId: 'e2', text: `${long}2` }),
      feedback({ at, eventId: 'e3', text: `${'x'.repeat(255)}\u{1F600}` }),
      feedback({ at, eventId: 'e4', text: `${'x'.repeat(254)}\u{1F600}` }),
    ];
    expect(valueOf({ performed: 'FeedbackGiven', list: 'text' }, lines)).toEqual([
      `${'x'.repeat(254)}\u{1F600}`,
      'x'.repeat(255),
      long,
      long,
    ]);
  });

  test('holds what it contains, and does not exist while it is empty', () => {
    const traits = { skus: { performed: 'VisitMade', list: 'sku', within: 'P1D' } };
    const lines = [seen(at, 'e1', 'a')];
    const until = '2027-03-05T00:00:00Z';
    const span = ['+ 2027-03-01T00:00:00.000Z', '- 2027-03-02T00:00:00.000Z'];
    expect(turns({ trait: 'computed.skus', is: { contains: 'a' } }, { traits, lines, until })).toEqual(span);
    expect(turns({ trait: 'computed.skus', is: { exists: true } }, { traits, lines, until })).toEqual(span);
    expect(turns({ trait: 'computed.skus', is: { exists: false } }, { traits, lines, until })).toEqual([
      '+ 2027-03-02T00:00:00.000Z',
    ]);
  });
});

const latestOf = (last: number): unknown => {
  const topics = [...Array.from({ length: 7 }, () => 'x'.repeat(256)), 'x'.repeat(last)];
  return valueOf({ performed: 'FeedbackGiven', latest: ['topics'] }, [feedback({ at, eventId: 'e1', topics })]);
};

describe('latest', () => {
  const lines = [
    visit({ at, eventId: 'e1', sku: 'a', device: 'phone' }),
    visit({ at: next, eventId: 'e2', sku: 'b' }),
    visit({ at: '2027-03-03T00:00:00Z', eventId: 'e3' }),
  ];

  test('has the newest events, newest first, one by default, each with the fields that it has', () => {
    const of = { performed: 'VisitMade', latest: ['device', 'sku'] };
    expect(valueOf(of, lines)).toEqual([{ at: '2027-03-03T00:00:00.000Z', eventId: 'e3' }]);
    expect(valueOf({ ...of, atMost: 20 }, lines)).toEqual([
      { at: '2027-03-03T00:00:00.000Z', eventId: 'e3' },
      { at: '2027-03-02T00:00:00.000Z', eventId: 'e2', sku: 'b' },
      { at: written, eventId: 'e1', device: 'phone', sku: 'a' },
    ]);
  });

  test('tells the event time, not what the producer’s clock said', () => {
    const early = [visit({ at, eventId: 'e1', occurredAt: '2027-03-01T00:04:00Z' })];
    expect(valueOf({ performed: 'VisitMade', latest: ['sku'] }, early)).toEqual([{ at: written, eventId: 'e1' }]);
  });

  test('gives a list for a path through a list, and none for an empty one', () => {
    const bought = { performed: 'PurchaseMade', latest: ['items.sku', 'items.category', 'shipTo.country'] };
    const shipTo = { country: 'GB' };
    expect(valueOf(bought, [purchase({ at, eventId: 'e1', items: items('b', 'a', 'b'), shipTo })])).toEqual([
      { at: written, eventId: 'e1', 'items.sku': ['b', 'a', 'b'], 'shipTo.country': 'GB' },
    ]);
    expect(valueOf(bought, [purchase({ at, eventId: 'e1', items: [] })])).toEqual([{ at: written, eventId: 'e1' }]);
    expect(
      valueOf({ performed: 'FeedbackGiven', latest: ['topics'] }, [feedback({ at, eventId: 'e1', topics: ['a'] })]),
    ).toEqual([{ at: written, eventId: 'e1', topics: ['a'] }]);
  });

  test('has elements in the order of the list with each', () => {
    const bought = [
      purchase({ at, eventId: 'e1', items: items('c') }),
      purchase({ at: next, eventId: 'e2', items: items('b', 'x', 'a') }),
    ];
    const of = {
      performed: 'PurchaseMade',
      each: 'items',
      where: { sku: { ne: 'x' } },
      latest: ['sku'],
      atMost: 3,
    } as const;
    expect(valueOf(of, bought)).toMatchObject([{ sku: 'b' }, { sku: 'a' }, { sku: 'c' }]);
  });

  test('cuts texts, also those of a list, and leaves fields away from the last on above 2,048 bytes', () => {
    // 256 of these are 768 bytes.
    const long = '漢'.repeat(300);
    const cut = '漢'.repeat(256);
    const said = feedback({ at, eventId: 'e1', text: long, topics: ['漢'.repeat(256), 'b'], sku: 's', orderId: 'o' });
    const all = { performed: 'FeedbackGiven', latest: ['text', 'sku', 'topics', 'orderId'] };
    expect(valueOf(all, [said])).toEqual([
      { at: written, eventId: 'e1', text: cut, sku: 's', topics: [cut, 'b'], orderId: 'o' },
    ]);
    const more = feedback({ at, eventId: 'e1', text: long, topics: [cut, cut], sku: 's', orderId: 'o' });
    expect(valueOf(all, [more])).toEqual([{ at: written, eventId: 'e1', text: cut, sku: 's' }]);
  });

  test('keeps an element of exactly 2,048 bytes', () => {
    const header = JSON.stringify({ at: written, eventId: 'e1', topics: [] }).length;
    // Seven texts of 256 with their quotes and commas, and one for the rest.
    const rest = 2048 - header - 7 * 259 - 2;
    expect(JSON.stringify(latestOf(rest))).toHaveLength(2048 + '[]'.length);
    expect(latestOf(rest + 1)).toEqual([{ at: written, eventId: 'e1' }]);
  });
});

describe('an empty list', () => {
  const lines = [
    described({
      at,
      eventId: 'e1',
      traits: { psychographic: { interests: ['chess'] }, preferences: { channels: [] } },
    }),
    described({ at: next, eventId: 'e2', traits: { psychographic: { interests: [] } } }),
  ];
  const interests = { trait: 'psychographic.interests', is: { exists: true } } as const;

  test('is absent in conditions, in profiles and in what is published', () => {
    expect(turns(interests, { lines, until: next })).toEqual([
      '+ 2027-03-01T00:00:00.000Z',
      '- 2027-03-02T00:00:00.000Z',
    ]);
    const publish = { traits: ['psychographic.interests', 'preferences.channels'] };
    const { changes, profiles } = evaluate({ catalogue: catalogue(segment('it', interests, { publish })), lines });
    expect(changes.map(({ traits }) => traits)).toEqual([{ 'psychographic.interests': ['chess'] }, {}]);
    expect(profiles[0]?.traits).not.toHaveProperty('psychographic');
    expect(profiles[0]?.traits).not.toHaveProperty('preferences');
    expect(profiles[0]?.sources).toEqual({});
  });
});

agreeWithReplay();
