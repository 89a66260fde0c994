import { expect, test } from 'vitest';
import { definitionOf } from '#lib/core/insight/definition/named-traits.ts';
import { saysTheSame } from '#lib/core/insight/definition/says-the-same.ts';
import type { CatalogueSource, Segment } from '#lib/core/segments/language/language.ts';

const inRegion: Segment = { key: 'south', when: { trait: 'geographic.region', is: { eq: 'South' } } };
const source: CatalogueSource = { currency: 'GBP', segments: [inRegion] };

test.each([
  ['geographic.region', true],
  ['geographic.city', true],
  ['geographic.postalCode', true],
  ['geographic.country', true],
  ['geographic.climate', false],
  ['orders.count', false],
])('who lives in a region has its own places: %s says the same is %j', (path, expected) => {
  expect(saysTheSame(definitionOf(source, [inRegion]), source)(path)).toBe(expected);
});
