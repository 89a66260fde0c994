import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { catalogueFaults } from '#lib/core/segments/check/check-catalogue.ts';
import { catalogueWarnings } from '#lib/core/segments/check/warnings/catalogue-warnings.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { describeSegment } from '#lib/core/segments/describe/describe.ts';
import { predictionModel } from '#test/support/prediction-model.ts';
import { runs } from '#test/support/runs.ts';

/** Everything that a catalogue can say of predictions. */
const whole = {
  currency: 'GBP',
  predict: { ...predictionModel, fit: { customers: 7 }, warnings: [] },
  traits: { percent: { value: { times: [100, { trait: 'predicted.alive' }] } } },
  segments: [
    {
      key: 'a',
      when: {
        any: [
          { trait: 'predicted.alive', is: { gt: 0.1, lte: 0.3 } },
          { trait: 'predicted.tier', is: { in: ['high', 'medium'] } },
          { not: { trait: 'predicted.overdue', is: { eq: true } } },
          { trait: 'predicted.nextOrderAt', is: { olderThan: { times: 2, days: 'orders.averageGapDays' } } },
          { trait: 'orders.revenue', is: { gte: { percentile: 90 } } },
          { trait: 'computed.percent', is: { lt: 30 } },
          { value: { minus: [{ trait: 'predicted.value365d' }, 4_000] }, is: { exists: true } },
        ],
      },
      publish: { traits: ['predicted.value365d', 'computed.percent'] },
    },
  ],
};

type Path = readonly string[];

const pathsIn = (value: unknown, path: Path = []): readonly Path[] =>
  typeof value === 'object' && value !== null
    ? [path, ...Object.entries(value).flatMap(([key, part]) => pathsIn(part, [...path, key]))]
    : [path];

const replaced = (value: unknown, [key, ...rest]: Path, part: unknown): unknown => {
  if (key === undefined) return part;
  if (Array.isArray(value))
    return value.map((one: unknown, at) => (String(at) === key ? replaced(one, rest, part) : one));
  return { ...(value as object), [key]: replaced((value as Record<string, unknown>)[key], rest, part) };
};

const parts = fc.oneof(
  fc.constantFrom<unknown>(null, 7, -1, 'x', true, [], {}, [null], { percentile: 90 }, { percentile: null }),
  fc.constantFrom<unknown>('predicted.alive', 'predicted.tier', 'computed.percent', 'orders.count', 'visits.lastAt'),
  fc.constantFrom<unknown>({ trait: 'predicted.buys30d' }, { performed: 'VisitMade' }, { eq: 'high' }, { lt: 0.5 }),
);

// Percentiles are many, and all alike.
const places = pathsIn(whole).filter((path) => !path.includes('quantiles') || path.length < 5);

const changed = fc
  .tuple(fc.constantFrom(...places), parts)
  .map(([path, part]) => ({ path, catalogue: replaced(whole, path, part) }));

describe('a catalogue with predictions, of which one part is another', () => {
  test('is refused with the place of that part or one that depends on it, or is described and compiled', () => {
    fc.assert(
      fc.property(changed, ({ catalogue }) => {
        const faults = catalogueFaults(catalogue);
        for (const { expected } of faults) expect(expected).not.toMatch(/undefined|\[object/);
        if (faults.length > 0) return;
        const { source } = compile(catalogue);
        for (const { text } of catalogueWarnings(source)) expect(text).not.toMatch(/undefined|\[object/);
        for (const segment of source.segments)
          expect(describeSegment(segment, source)).not.toMatch(/undefined|\[object/);
      }),
      runs(2_000),
    );
  });

  test('is accepted as it stands', () => {
    expect(catalogueFaults(whole)).toEqual([]);
    expect(compile(whole).segments).toHaveLength(1);
  });
});
