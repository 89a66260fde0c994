import { describe, expect, test } from 'vitest';
import { apply } from '#lib/core/engine/apply.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import type { ConditionSource } from '#lib/core/segments/language/language.ts';
import { predictionModel } from '#test/support/prediction-model.ts';
import { purchase } from '../profile/events.ts';

const conditions: Readonly<Record<string, ConditionSource>> = {
  predicted: { trait: 'predicted.alive', is: { lt: 0.5 } },
  percentile: { trait: 'orders.revenue', is: { gte: { percentile: 90 } } },
  worked: { trait: 'computed.percent', is: { lt: 50 } },
  value: { value: { minus: [1, { trait: 'predicted.alive' }] }, is: { gt: 0.5 } },
  days: { trait: 'orders.days', is: { gte: 2 } },
  plain: { trait: 'orders.count', is: { gte: 2 } },
};

const percent = { value: { times: [100, { trait: 'predicted.alive' }] } };

const catalogueOf = (predict: object | undefined, more: object = {}) =>
  compile({
    currency: 'GBP',
    ...(predict && { predict }),
    traits: { percent },
    segments: Object.entries(conditions)
      .filter(([key]) => predict !== undefined || key !== 'percentile')
      .map(([key, when]) => ({ key, when })),
    ...more,
  });

const definitionsOf = (...made: Parameters<typeof catalogueOf>): Readonly<Record<string, string>> =>
  Object.fromEntries(catalogueOf(...made).segments.map(({ key, definitionHash }) => [key, definitionHash]));

const changed = (one: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>): readonly string[] =>
  Object.keys(one).filter((key) => one[key] !== other[key]);

describe('a model in a catalogue', () => {
  test.each<readonly [string, object]>([
    ['its name', { modelId: 'm-2026-12' }],
    ['its parameters', { orders: { ...predictionModel.orders, r: 0.95 } }],
    ['its quantiles', { quantiles: { ...predictionModel.quantiles, 'orders.count': Array(99).fill(3) } }],
  ])('changes the definitions that ask it, and no others: %s', (_, part) => {
    const other = { ...predictionModel, ...part };
    const asking = ['percentile', 'predicted', 'value', 'worked'];
    expect(changed(definitionsOf(predictionModel), definitionsOf(other)).toSorted()).toEqual(asking);
    expect(catalogueOf(other).hash).not.toBe(catalogueOf(predictionModel).hash);
  });

  test('has labels that change nothing', () => {
    const labels = {
      asOf: '2027-01-01T00:00:00.000Z',
      fit: { customers: 1 },
      quality: { auc: 0.7 },
      warnings: ['autumn'],
      'x-note': 'ours',
    };
    const labelled = { ...predictionModel, ...labels };
    expect(catalogueOf(labelled).hash).toBe(catalogueOf(predictionModel).hash);
    expect(definitionsOf(labelled)).toEqual(definitionsOf(predictionModel));
  });

  test('leaves the definitions that do not ask it as they are without one', () => {
    const [with_, without] = [definitionsOf(predictionModel), definitionsOf(undefined)];
    expect(changed(without, with_).toSorted()).toEqual(['predicted', 'value', 'worked']);
  });

  test('counts local days: what asks it, or for days, depends on the time zone', () => {
    const [utc, local] = [{}, { timeZone: 'Asia/Tokyo' }].map((zone) => definitionsOf(predictionModel, zone));
    expect(changed(utc ?? {}, local ?? {}).toSorted()).toEqual(['days', 'predicted', 'value', 'worked']);
  });

  test.each([
    [90_00, ['orders.revenue >= percentile 90']],
    [89_99, []],
    [91_00, ['orders.revenue >= percentile 90', 'orders.revenue > percentile 90']],
  ] as const)('gives percentiles their numbers: of a revenue of %i', (total, reasons) => {
    const quantiles = { 'orders.revenue': Array.from({ length: 99 }, (_, index) => (index + 1) * 1_00) };
    const catalogue = compile({
      currency: 'GBP',
      predict: { ...predictionModel, quantiles },
      segments: [
        { key: 'revenue', when: { trait: 'orders.revenue', is: { gte: { percentile: 90 } } } },
        { key: 'above', when: { trait: 'orders.revenue', is: { gt: { percentile: 90 } } } },
      ],
    });
    const { changes } = apply(catalogue, undefined, purchase({ at: '2027-01-01T00:00:00Z', total }));
    const because = changes.flatMap((one) => one.changes.flatMap((each) => each.because));
    expect(because.map(({ condition }) => condition)).toEqual(reasons);
  });

  test('gives percentiles of what moves their numbers', () => {
    const when = { trait: 'predicted.value365d', is: { lt: { percentile: 50 } } } as const;
    const number = predictionModel.quantiles['predicted.value365d'][49] as number;
    const catalogues = [when, { trait: 'predicted.value365d', is: { lt: number } }].map((condition) =>
      compile({ currency: 'GBP', predict: predictionModel, segments: [{ key: 'a', when: condition }] }),
    );
    const order = purchase({ at: '2027-01-01T00:00:00Z', total: 90_00 });
    const [asked, said] = catalogues.map((catalogue) => apply(catalogue, undefined, order).state.nextReviewAt);
    expect(asked).toBeGreaterThan(0);
    expect(asked).toBe(said);
  });
});
