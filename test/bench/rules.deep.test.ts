import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { acceptLine } from '../../bench/data/shop-events.ts';
import { visitShop } from '../../bench/data/visit-shop.ts';
import { casesOf } from '../../bench/rules/agreement.ts';
import { ruleEngines } from '../../bench/rules/rules.ts';
import type { CatalogueSource, ConditionSource } from '#lib/core/segments/language/language.ts';

const events = visitShop(6, 11).map(acceptLine);
const last = 25;

/** Bounds around 0, of which a value that is not there must not be a case. */
const bound = fc.constantFrom(-1, 0, 0.5, 1, 3, 9);
const ordered = fc
  .tuple(fc.constantFrom('eq', 'gt', 'gte', 'lt', 'lte'), bound)
  .map(([operator, value]) => ({ [operator]: value }));
const length = fc.constantFrom('P1D', 'P30D', 'P365D');
const age = fc.tuple(fc.constantFrom('olderThan', 'newerThan'), length).map(([word, value]) => ({ [word]: value }));

const leaf: fc.Arbitrary<ConditionSource> = fc.oneof(
  fc.record({
    trait: fc.constantFrom('orders.count', 'feedback.nps', 'orders.refundRate', 'rfm.recency'),
    is: ordered,
  }),
  fc.record({ trait: fc.constantFrom('orders.firstAt', 'orders.lastAt', 'visits.lastAt'), is: age }),
  fc.record({ performed: fc.constant('PurchaseMade'), within: length, times: ordered }),
  fc.record({ performed: fc.constant('PurchaseMade'), avg: fc.constant('total'), within: length, is: ordered }),
  fc.constant({ trait: 'psychographic.interests', is: { contains: 'hiking' } }),
  fc.constant({ trait: 'geographic.country', is: { in: ['GB', 'ES'] } }),
);

const { condition } = fc.letrec<{ condition: ConditionSource }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.record({ not: tie('condition') }),
    fc.record({ all: fc.array(tie('condition'), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('condition'), { maxLength: 3 }) }),
  ),
}));

const catalogue: fc.Arbitrary<CatalogueSource> = fc
  .array(condition, { minLength: 1, maxLength: 6 })
  .map((conditions) => ({
    currency: 'GBP',
    segments: conditions.map((when, index) => ({ key: `segment-${index}`, when })),
  }));

describe.each(Object.entries(ruleEngines))('%s', (_name, say) => {
  test('decides any conditions that it can say as Patron does', async () => {
    await fc.assert(
      fc.asyncProperty(catalogue, async (source) => {
        const decide = say(source);
        for (const { facts, memberships } of casesOf(source, events, last))
          expect((await decide(facts)).toSorted()).toEqual(memberships);
      }),
      { numRuns: 40 },
    );
  });
});
