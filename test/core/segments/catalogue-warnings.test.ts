import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkCatalogue } from '#lib/core/segments/check/check-catalogue.ts';
import { catalogueWarnings } from '#lib/core/segments/check/warnings/catalogue-warnings.ts';
import type { Compared } from '#lib/core/segments/check/warnings/compared.ts';
import { verdictOf } from '#lib/core/segments/check/warnings/verdict.ts';
import { compileOperators } from '#lib/core/segments/compile/operators.ts';
import { defaultCatalogue } from '#lib/core/segments/default/default-catalogue.ts';
import type { Operators } from '#lib/core/segments/language/operators.ts';

/** The warnings of a condition, below its segment, without those of what goes out. */
const warned = (when: unknown, catalogue: object = {}): readonly string[] => {
  const requires = { consent: 'marketing' };
  const source = checkCatalogue({ currency: 'EUR', ...catalogue, segments: [{ key: 's', when, requires }] });
  return catalogueWarnings(source).map(({ path, text }) => `${path.replace('segments.0.', '')}: ${text}`);
};

/** A condition over a computed trait. */
const of = (name: string, is: object) => ({ trait: `computed.${name}`, is });

const visits = { performed: 'VisitMade', within: 'P30D' };

describe('catalogueWarnings()', () => {
  test.each<readonly [string, unknown, readonly string[]]>([
    ['an empty any', { any: [] }, ['when.any: can never hold']],
    ['an empty all', { not: { all: [] } }, ['when.not.all: always holds']],
    [
      'bounds that leave no number',
      { trait: 'orders.count', is: { gte: 5, lt: 3 } },
      ['when.is: can never hold: orders.count {"gte":5,"lt":3}'],
    ],
    [
      'bounds that leave no whole number',
      { trait: 'orders.count', is: { gt: 2, lt: 3 } },
      ['when.is: can never hold: orders.count {"gt":2,"lt":3}'],
    ],
    ['bounds that leave one', { trait: 'orders.count', is: { gte: 2, lt: 3 } }, []],
    [
      'a text for a number',
      { trait: 'orders.count', is: { eq: '3' } },
      ['when.is: can never hold: orders.count {"eq":"3"}'],
    ],
    [
      'two values at once',
      { performed: 'PurchaseMade', where: { 'items.sku': { eq: 'A', in: ['B'] } } },
      ['when.where.items.sku: can never hold: items.sku {"eq":"A","in":["B"]}'],
    ],
    [
      'a choice of nothing',
      { trait: 'geographic.country', is: { in: [] } },
      ['when.is: can never hold: geographic.country {"in":[]}'],
    ],
    [
      'a list for a text',
      { trait: 'psychographic.interests', is: { eq: 'tea' } },
      ['when.is: can never hold: psychographic.interests {"eq":"tea"}'],
    ],
    ['a list and what it contains', { trait: 'psychographic.interests', is: { contains: 'tea' } }, []],
    ['fewer than no events', { ...visits, times: { lt: 0 } }, ['when.times: can never hold: times {"lt":0}']],
    ['at least no events', { ...visits, times: { gte: 0 } }, ['when.times: always holds: times {"gte":0}']],
    ['at most one event', { ...visits, times: { lte: 1 } }, []],
    [
      'the age of a number',
      { trait: 'orders.count', is: { olderThan: 'P30D' } },
      ['when.is: can never hold: orders.count {"olderThan":"P30D"}'],
    ],
    [
      'ages that leave no room',
      { trait: 'orders.lastAt', is: { olderThan: 'P60D', newerThan: 'P60D' } },
      ['when.is: can never hold: orders.lastAt {"olderThan":"P60D","newerThan":"P60D"}'],
    ],
    [
      'a wait that outlasts the window',
      { ...visits, notFollowedBy: { performed: 'PurchaseMade' }, for: 'P30D' },
      ['when.for: can never hold: for P30D is over when the event has left the P30D of within'],
    ],
    ['a wait within it', { ...visits, notFollowedBy: { performed: 'PurchaseMade' }, for: 'P29D' }, []],
    [
      'a fraction of a cent',
      { trait: 'orders.revenue', is: { gte: 500.5 } },
      ['when.is: 500.5 is 5.01 EUR: amounts are whole minor units'],
    ],
    [
      'a fraction of a cent in events',
      { performed: 'PurchaseMade', sum: 'total', is: { gte: 19.99 } },
      ['when.is: 19.99 is 0.20 EUR: amounts are whole minor units'],
    ],
    [
      'a score without thresholds',
      { trait: 'rfm.recency', is: { eq: 5 } },
      ['when.trait: rfm.recency has no value: the catalogue has no "rfm" thresholds'],
    ],
    [
      'a date of the shop’s own that may lie ahead',
      { trait: 'custom.renewsOn', is: { newerThan: 'P30D' } },
      ['when.is.newerThan: holds for every date of custom.renewsOn that lies ahead as well'],
    ],
    ['an instant of the past', { trait: 'orders.lastAt', is: { newerThan: 'P30D' } }, []],
    ['an instant compared as an instant', { trait: 'orders.lastAt', is: { gte: '2025-11-28T00:00:00Z' } }, []],
    [
      'a date compared as an instant',
      { trait: 'orders.lastAt', is: { gte: '2025-11-28', lt: '2025-11-28T01:00:00+02:00' } },
      [],
    ],
    [
      'an instant compared with what is none',
      { trait: 'orders.lastAt', is: { gte: '2025-11' } },
      [
        'when.is: orders.lastAt is compared with "2025-11" as a text: write an instant or a date, such as 2026-11-02T09:12:00Z or 2026-11-02',
      ],
    ],
    [
      'an instant among those written in another way',
      { trait: 'orders.lastAt', is: { in: ['2025-11-28T00:00:00Z', '2025-11-28T00:00:00.000Z'] } },
      [
        'when.is: orders.lastAt is compared with "2025-11-28T00:00:00Z" as a text: write UTC with milliseconds, such as 2026-11-02T09:12:00.000Z',
      ],
    ],
    [
      'an instant of an event compared as a text',
      { performed: 'VisitMade', last: 'occurredAt', is: { gte: '2025-11-28T00:00:00Z' } },
      [
        'when.is: occurredAt is compared with "2025-11-28T00:00:00Z" as a text: producers may write the same instant in several ways',
      ],
    ],
    [
      'what is in a sequence',
      {
        performed: 'VisitMade',
        followedBy: { performed: 'PurchaseMade', where: { total: { gt: 3, lt: 1 } } },
        within: 'P1D',
      },
      ['when.followedBy.where.total: can never hold: total {"gt":3,"lt":1}'],
    ],
    [
      'an instant of the past that is to come',
      { trait: 'orders.lastAt', is: { comingWithin: 'P7D' } },
      ['when.is: can never hold: orders.lastAt {"comingWithin":"P7D"}'],
    ],
    ['a date that is to come', { trait: 'custom.renewsOn', is: { comingWithin: 'P7D' } }, []],
    [
      'a date to come within no time',
      { trait: 'custom.renewsOn', is: { comingWithin: 'P0D' } },
      ['when.is: can never hold: custom.renewsOn {"comingWithin":"P0D"}'],
    ],
    [
      'what is to come and was',
      { trait: 'custom.renewsOn', is: { comingWithin: 'P7D', olderThan: 'P0D' } },
      ['when.is: can never hold: custom.renewsOn {"comingWithin":"P7D","olderThan":"P0D"}'],
    ],
    [
      'an anniversary of a number',
      { trait: 'orders.count', is: { anniversaryIn: 'P7D' } },
      ['when.is: can never hold: orders.count {"anniversaryIn":"P7D"}'],
    ],
    ['an anniversary', { trait: 'orders.firstAt', is: { anniversaryIn: 'P7D' } }, []],
    [
      'as many days as a text says',
      { trait: 'orders.lastAt', is: { olderThan: { times: 2, days: 'geographic.city' } } },
      ['when.is.olderThan.days: can never hold: geographic.city is no number'],
    ],
    [
      'as many days as a number says',
      { trait: 'orders.lastAt', is: { olderThan: { times: 2, days: 'custom.gap' } } },
      [],
    ],
    [
      'texts that are the same without case',
      { trait: 'geographic.city', is: { eq: 'Köln', in: ['KOLN'], fold: true } },
      [],
    ],
    [
      'texts that are not the same',
      { trait: 'geographic.city', is: { eq: 'Köln', in: ['KOLN'] } },
      ['when.is: can never hold: geographic.city {"eq":"Köln","in":["KOLN"]}'],
    ],
    ['the beginning of a draw', { trait: 'bucket.spring', is: { gte: 99.5, lt: 99.6 } }, []],
    [
      'what lies beyond a draw',
      { trait: 'bucket.spring', is: { gte: 100 } },
      ['when.is: can never hold: bucket.spring {"gte":100}'],
    ],
    ['all of a draw', { trait: 'bucket.spring', is: { lt: 100 } }, ['when.is: always holds: bucket.spring {"lt":100}']],
    [
      'no draw',
      { trait: 'bucket.spring', is: { exists: false } },
      ['when.is: can never hold: bucket.spring {"exists":false}'],
    ],
    [
      'fields deep in where',
      {
        performed: 'PurchaseMade',
        where: {
          any: [{ not: { total: { gt: 3, lt: 1 } } }, { items: { some: { quantity: { eq: 'two' } } } }],
          all: [],
        },
      },
      [
        'when.where.any.0.not.total: can never hold: total {"gt":3,"lt":1}',
        'when.where.any.1.items.some.quantity: can never hold: quantity {"eq":"two"}',
        'when.where.all: always holds',
      ],
    ],
    ['no choice in where', { ...visits, where: { any: [] } }, ['when.where.any: can never hold']],
    [
      'a weekday with a capital',
      { ...visits, where: { 'local.weekday': { in: ['Saturday'] }, 'local.hour': { gte: 24 } } },
      [
        'when.where.local.weekday: can never hold: local.weekday {"in":["Saturday"]}',
        'when.where.local.hour: can never hold: local.hour {"gte":24}',
      ],
    ],
    [
      'every hour',
      { ...visits, where: { 'local.hour': { lte: 23 }, 'local.weekday': { ne: 'sunday' } } },
      ['when.where.local.hour: always holds: local.hour {"lte":23}'],
    ],
    [
      'the same object',
      { ...visits, followedBy: { performed: 'VisitMade' }, same: 'campaign' },
      ['when.same: can never hold: campaign is an object'],
    ],
    [
      'parts of a value that are no numbers',
      {
        value: {
          plus: [
            { trait: 'geographic.city' },
            { performed: 'VisitMade', last: 'sku', where: { durationSeconds: { lt: '3' } } },
            { dividedBy: [{ trait: 'rfm.recency' }, 0] },
          ],
        },
        is: { gte: 1 },
      },
      [
        'when.value.plus.0.trait: has no value: geographic.city is no number',
        'when.value.plus.1.where.durationSeconds: can never hold: durationSeconds {"lt":"3"}',
        'when.value.plus.1: has no value: sku is no number',
        'when.value.plus.2.dividedBy.0.trait: rfm.recency has no value: the catalogue has no "rfm" thresholds',
        'when.value.plus.2.dividedBy.1: has no value: nothing can be divided by 0',
      ],
    ],
    [
      'a value that is the same for everyone',
      { value: { times: [2, { minus: [5, 3] }] }, is: { lt: 4 } },
      ['when.is: can never hold: value {"lt":4}'],
    ],
    [
      'a value compared with a text',
      { value: { times: [2, { trait: 'orders.count' }] }, is: { eq: '4' } },
      ['when.is: can never hold: value {"eq":"4"}'],
    ],
    [
      'a fraction of a cent in a value',
      { value: { plus: [{ performed: 'PurchaseMade', sum: 'total' }, 5] }, is: { gte: 19.99 } },
      ['when.is: 19.99 is 0.20 EUR: amounts are whole minor units'],
    ],
  ])('%s', (_, when, expected) => {
    expect(warned(when)).toEqual(expected);
  });

  test('knows computed traits by what they are, and looks into them', () => {
    const traits = {
      visits: { performed: 'VisitMade', where: { action: { eq: 7 } } },
      spend: { performed: 'PurchaseMade', sum: 'total' },
      searched: { performed: 'VisitMade', list: 'searchTerm' },
      cart: { performed: 'VisitMade', latest: ['sku'] },
      half: { value: { dividedBy: [{ trait: 'computed.searched' }, 2] } },
    };
    const all = [
      of('visits', { gte: 0 }),
      of('visits', { exists: false }),
      of('spend', { gte: 1.5 }),
      of('searched', { eq: 'tea' }),
      of('searched', { contains: 'tea' }),
      of('cart', { contains: 'tea' }),
      of('half', { olderThan: 'P1D' }),
    ];
    expect(warned({ all }, { traits })).toEqual([
      'traits.visits.where.action: can never hold: action {"eq":7}',
      'traits.half.value.dividedBy.0.trait: has no value: computed.searched is no number',
      'when.all.0.is: always holds: computed.visits {"gte":0}',
      'when.all.1.is: can never hold: computed.visits {"exists":false}',
      'when.all.2.is: 1.5 is 0.02 EUR: amounts are whole minor units',
      'when.all.3.is: can never hold: computed.searched {"eq":"tea"}',
      'when.all.5.is: can never hold: computed.cart {"contains":"tea"}',
      'when.all.6.is: can never hold: computed.half {"olderThan":"P1D"}',
    ]);
  });

  test('says where a segment is without the consent of its catalogue, and where texts of customers go out', () => {
    const when = { performed: 'VisitMade' };
    const feedback = { performed: 'FeedbackGiven' };
    const traits = {
      said: { ...feedback, latest: ['score', 'text'] },
      answered: { ...feedback, mostFrequent: 'answers.why' },
      asked: { ...feedback, list: 'answers' },
      texts: { ...feedback, uniqueCount: 'text' },
      kinds: { ...feedback, list: 'kind' },
    };
    const published = Object.keys(traits).map((name) => `computed.${name}`);
    const segments = [
      { key: 'a', when },
      { key: 'b', when, requires: null, publish: { traits: published } },
    ];
    const source = checkCatalogue({ currency: 'EUR', requires: { consent: 'marketing' }, traits, segments });
    expect(catalogueWarnings(source)).toEqual([
      { path: 'segments.1', text: 'goes out without consent: its "requires" is null' },
      { path: 'segments.1.publish', text: `publishes ${published.join(', ')}` },
      { path: 'segments.1.publish.traits.0', text: 'computed.said publishes what customers wrote: text' },
      { path: 'segments.1.publish.traits.1', text: 'computed.answered publishes what customers wrote: answers.why' },
      { path: 'segments.1.publish.traits.2', text: 'computed.asked publishes what customers wrote: answers' },
    ]);
  });

  test('has scores where the catalogue has thresholds', () => {
    const rfm = { recencyDays: [1, 2, 3, 4], frequency: [1, 2, 3, 4], monetary: [1, 2, 3, 4] };
    expect(warned({ trait: 'rfm.recency', is: { eq: 5 } }, { rfm })).toEqual([]);
  });

  test('says what goes out without consent, and what each segment publishes', () => {
    const when = { trait: 'orders.count', is: { gte: 1 } };
    const segments = [
      { key: 'a', when, publish: { traits: ['orders.count', 'orders.lastAt'] } },
      { key: 'b', when, requires: { consent: 'marketing' }, publish: { traits: [] } },
    ];
    expect(catalogueWarnings(checkCatalogue({ currency: 'EUR', segments }))).toEqual([
      { path: 'segments.0', text: 'goes out without consent: it has no "requires"' },
      { path: 'segments.0.publish', text: 'publishes orders.count, orders.lastAt' },
    ]);
  });

  test('finds nothing that can never hold in the catalogue that comes with Patron', () => {
    const texts = catalogueWarnings(defaultCatalogue).map(({ text }) => text);
    expect(texts.filter((text) => !/^(?:goes out without consent|publishes)/.test(text))).toEqual([]);
  });
});

describe('verdictOf()', () => {
  const number = fc.constantFrom(-1, 0, 1, 1.5, 2, 3);
  const text = fc.constantFrom('', 'a', 'a\u0000', 'ab', 'b');
  const forms: Record<'number' | 'text' | 'any', { form: Compared['form']; values: fc.Arbitrary<string | number> }> = {
    number: { form: 'number', values: number },
    text: { form: 'text', values: text },
    any: { form: 'any', values: fc.oneof(number, text) },
  };

  test.each(['number', 'text', 'any', 'count'] as const)('is never wrong about a %s', (name) => {
    const counts = name === 'count';
    const { form, values } = forms[name === 'count' ? 'number' : name];
    const operand = counts ? number : values;
    const is = fc.record(
      {
        eq: operand,
        ne: operand,
        gt: operand,
        gte: operand,
        lt: operand,
        lte: operand,
        in: fc.array(operand),
        notIn: fc.array(operand),
      },
      { requiredKeys: [] },
    ) as fc.Arbitrary<Operators>;
    const drawn: fc.Arbitrary<unknown> = counts
      ? fc.nat({ max: 5 })
      : fc.oneof(values, name === 'text' ? fc.string() : fc.double({ noNaN: true, min: -3, max: 5 }));
    fc.assert(
      fc.property(is, fc.array(drawn, { minLength: 20, maxLength: 20 }), (operators, all) => {
        fc.pre(Object.keys(operators).length > 0);
        const holds = all.map((value) => compileOperators(operators)(value, 0));
        const verdict = verdictOf({ name: 'x', form, counts }, operators);
        expect(holds).not.toContain(verdict === 'always' ? false : verdict === 'never' ? true : undefined);
      }),
      { numRuns: 2_000 },
    );
  });
});
