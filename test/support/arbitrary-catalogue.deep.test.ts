import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluate } from '#test/oracle/evaluate.ts';
import type { OracleChange } from '#test/oracle/result.ts';
import { streamIn } from './arbitrary-events.ts';
import { catalogueOf, features, type Feature } from './arbitrary-features.ts';
import { runs } from './runs.ts';
import { zonedScenes } from './scenes.ts';

/** What nobody leaves but by a link. */
const lasting = new Set(['a bucket']);

interface Flips {
  readonly entered: number;
  readonly exited: number;
}

/** In how many of some drawn shops anybody enters and leaves a segment by one feature alone. */
const flipsOf = (feature: Feature, cases: number): Flips => {
  const drawn = fc.sample(
    fc.constantFrom(...zonedScenes).chain((scene) => fc.tuple(catalogueOf(feature, scene), streamIn(scene))),
    { numRuns: cases },
  );
  const flips = drawn.map(([catalogue, stream]) => evaluate({ catalogue, ...stream }).changes);
  const shops = (is: (change: OracleChange) => boolean): number => flips.filter((changes) => changes.some(is)).length;
  return {
    entered: shops(({ status }) => status === 'entered'),
    exited: shops(({ status, origin }) => status === 'exited' && (origin === 'live' || origin === 'timer')),
  };
};

describe('arbitrary catalogues', () => {
  test.each(Object.entries(features))('have people enter and leave by %s', (name, feature) => {
    const cases = runs(216).numRuns;
    const { entered, exited } = flipsOf(feature, cases);
    expect(entered).toBeGreaterThan(cases / 12);
    expect(exited).toBeGreaterThanOrEqual(lasting.has(name) ? 0 : cases / 36);
  });
});
