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
    [
      'an instant compared as a text',
      { trait: 'orders.lastAt', is: { gte: '2025-11-28T00:00:00Z' } },
      [
        'when.is: orders.lastAt is compared with "2025-11-28T00:00:00Z" as a text: write UTC with milliseconds, such as 2026-11-02T09:12:00.000Z',
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
  ])('%s', (_, when, expected) => {
    expect(warned(when)).toEqual(expected);
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
