import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buyersIn } from '#test/support/arbitrary-buyers.ts';
import { catalogueOf, predictions } from '#test/support/arbitrary-features.ts';
import { runs } from '#test/support/runs.ts';
import { zonedScenes } from '#test/support/scenes.ts';
import { bothAccounts } from '../both.ts';

describe('replay() of people who order over years', () => {
  test('brings about what the contract says of every kind of prediction', async () => {
    const shops = fc
      .tuple(fc.constantFrom(...Object.values(predictions)), fc.constantFrom(...zonedScenes))
      .chain(([feature, scene]) => fc.tuple(catalogueOf(feature, scene), buyersIn(scene)));
    const property = fc.asyncProperty(shops, async ([catalogue, stream]) => {
      const { real, expected } = await bothAccounts({ catalogue, ...stream });
      expect(real).toEqual(expected);
    });
    await fc.assert(property, runs(360));
  });
});
