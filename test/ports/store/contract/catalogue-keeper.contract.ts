import { describe, expect, test as base } from 'vitest';
import { catalogueHash } from '#lib/core/segments/compile/catalogue-hash.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { defaultCatalogue } from '#lib/core/segments/default/default-catalogue.ts';
import type { CatalogueSource } from '#lib/core/segments/language/language.ts';
import type { CatalogueKeeper } from '#lib/ports/store/catalogue-keeper.ts';

/** A keeper of its own for one test. */
export interface KeeperUnderTest {
  readonly keeper: CatalogueKeeper;
  readonly close: () => void | Promise<void>;
}

const sourceOf = (key: string, name = key): CatalogueSource => ({
  currency: 'GBP',
  segments: [{ key, name, when: { performed: 'VisitMade' } }],
});

/** A generated catalogue of 2,000 segments, some 400 KB of JSON. */
const large: CatalogueSource = {
  currency: 'GBP',
  segments: Array.from({ length: 2_000 }, (_, index) => ({
    key: `segment-${index}`,
    name: `Segment ${index}: naïve “quotes” and \u{1F600}`,
    when: {
      all: [
        { performed: 'PurchaseMade', within: `P${(index % 365) + 1}D`, times: { gte: (index % 7) + 1 } },
        { not: { trait: 'orders.revenue', is: { lt: index * 100 } } },
      ],
    },
  })),
};

export const catalogueKeeperContract = (name: string, make: () => Promise<KeeperUnderTest>): void => {
  const test = base.extend('keeper', async ({ onTestFinished }) => {
    const { keeper, close } = await make();
    onTestFinished(close);
    return keeper;
  });

  describe(`CatalogueKeeper: ${name}`, () => {
    test('knows none before the first is kept', async ({ keeper }) => {
      expect(await keeper.latest()).toBeUndefined();
    });

    test('gives back what was kept, with the same hash', async ({ keeper }) => {
      await keeper.keep({ deployment: 1, source: defaultCatalogue });
      const latest = await keeper.latest();
      expect(latest?.deployment).toBe(1);
      expect(catalogueHash(compile(latest?.source).source)).toBe(catalogueHash(defaultCatalogue));
    });

    test('gives that of the highest deployment, in whatever order they are kept', async ({ keeper }) => {
      for (const deployment of [2, 10, 9, 0]) await keeper.keep({ deployment, source: sourceOf(`d-${deployment}`) });
      expect(await keeper.latest()).toEqual({ deployment: 10, source: sourceOf('d-10') });
      const deployment = Number.MAX_SAFE_INTEGER;
      await keeper.keep({ deployment, source: sourceOf('last') });
      expect(await keeper.latest()).toEqual({ deployment, source: sourceOf('last') });
    });

    test('puts one of the same deployment in the place of the other', async ({ keeper }) => {
      await keeper.keep({ deployment: 3, source: sourceOf('a') });
      await keeper.keep({ deployment: 3, source: sourceOf('a', 'another name') });
      expect(await keeper.latest()).toEqual({ deployment: 3, source: sourceOf('a', 'another name') });
    });

    test('keeps one of 2,000 segments', async ({ keeper }) => {
      await keeper.keep({ deployment: 1, source: large });
      expect((await keeper.latest())?.source).toEqual(large);
    });
  });
};
