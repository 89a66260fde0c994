import { describe, expect, test } from 'vitest';
import { asksForSeldomMeasures } from '#lib/core/segments/compile/asks-for-seldom-measures.ts';
import { assemble } from '#lib/core/segments/compile/assemble.ts';
import { withHash } from '#lib/core/segments/compile/catalogue-hash.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import type { CatalogueSource, ConditionSource } from '#lib/core/segments/language/language.ts';

const visits = { performed: 'VisitMade' } as const;

const catalogueOf = (when: ConditionSource, more: object = {}): CatalogueSource => ({
  currency: 'GBP',
  segments: [{ key: 'visitors', when }],
  ...more,
});

/** Each needs one of the seldom measures. */
const seldom: readonly (readonly [name: string, source: CatalogueSource])[] = [
  ['during', catalogueOf({ ...visits, during: { unit: 'day', from: 0, to: 0 } })],
  ['between', catalogueOf({ ...visits, between: ['P30D', 'P1D'] })],
  ['same', catalogueOf({ ...visits, followedBy: visits, within: 'P1D', same: 'sku' })],
  ['a value', catalogueOf({ value: { ...visits, within: 'P1D' }, is: { gte: 2 } })],
  ['a condition in others', catalogueOf({ all: [{ any: [{ not: { ...visits, between: ['P30D', 'P1D'] } }] }] })],
  [
    'a trait of the shop’s own',
    catalogueOf(
      { trait: 'computed.seen', is: { exists: true } },
      { traits: { seen: { ...visits, mostFrequent: 'device' } } },
    ),
  ],
];

const usual = catalogueOf({
  all: [
    { ...visits, within: 'P30D', times: { gte: 3 } },
    { not: { performed: 'PurchaseMade', sum: 'total', is: { gte: 1 } } },
    { ...visits, notFollowedBy: visits, for: 'P1D', within: 'P2D' },
    { trait: 'orders.lastAt', is: { olderThan: 'P30D' } },
  ],
});

describe('asksForSeldomMeasures()', () => {
  test.each(seldom)('is true of %s, which cannot be assembled without them', (_, source) => {
    expect(asksForSeldomMeasures(source)).toBe(true);
    expect(compile(source).measures.size).toBe(1);
    expect(() => assemble(withHash(source), 0)).toThrow(TypeError);
  });

  test('is false of the usual conditions, which can', () => {
    expect(asksForSeldomMeasures(usual)).toBe(false);
    expect(assemble(withHash(usual), 0).measures.size).toBe(3);
  });
});
