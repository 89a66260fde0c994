import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { streamIn } from '#test/support/arbitrary-events.ts';
import { catalogueOf, features } from '#test/support/arbitrary-features.ts';
import { runs } from '#test/support/runs.ts';
import { zonedScenes } from '#test/support/scenes.ts';
import { bothAccounts } from './both.ts';

/** Where a feature meets days that begin late, come twice or not at all, more often than among all others. */
describe('replay() of one feature by itself', () => {
  test.each(Object.entries(features))('brings about what the contract says of %s', async (_, feature) => {
    const shops = fc
      .constantFrom(...zonedScenes)
      .chain((scene) => fc.tuple(catalogueOf(feature, scene), streamIn(scene)));
    const property = fc.asyncProperty(shops, async ([catalogue, stream]) => {
      const { real, expected } = await bothAccounts({ catalogue, ...stream });
      expect(real).toEqual(expected);
    });
    await fc.assert(property, runs(120));
  });
});
