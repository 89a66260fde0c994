import { describe, expect, test } from 'vitest';
import { catalogueFaults, checkCatalogue } from '#lib/core/segments/check/check-catalogue.ts';
import { catalogueWarnings } from '#lib/core/segments/check/warnings/catalogue-warnings.ts';
import { parseCondition } from '#lib/core/segments/language/parse-condition.ts';
import { withoutPercentiles } from '#lib/core/segments/language/percentile.ts';
import { percentilesBy, predictionModel } from '#test/support/prediction-model.ts';

/** A catalogue of one condition, in which predicted days are a computed trait. */
const withModel = (when: unknown, predict: unknown = predictionModel): object => ({
  currency: 'GBP',
  ...(predict !== undefined && { predict }),
  traits: {
    percent: { value: { times: [100, { trait: 'predicted.alive' }] } },
    left: { value: { minus: [100, { trait: 'computed.percent' }] } },
  },
  segments: [{ key: 'a', when, requires: { consent: 'marketing' } }],
});

describe('catalogueFaults() of predictions', () => {
  test.each<readonly [string, unknown]>([
    ['a probability', { trait: 'predicted.alive', is: { lt: 0.3 } }],
    ['whether there is one', { trait: 'predicted.buys90d', is: { exists: true } }],
    ['a range', { trait: 'predicted.orders30d', is: { gt: 0.5, lte: 2 } }],
    ['a percentile of a prediction', { trait: 'predicted.value365d', is: { gte: { percentile: 90 } } }],
    ['a tier', { trait: 'predicted.tier', is: { eq: 'high' } }],
    ['several tiers', { trait: 'predicted.tier', is: { notIn: ['high', 'medium'] } }],
    ['being overdue', { trait: 'predicted.overdue', is: { ne: true } }],
    ['an order that is near', { trait: 'predicted.nextOrderAt', is: { comingWithin: 'P7D' } }],
    ['an order that should have come', { trait: 'predicted.nextOrderAt', is: { olderThan: 'P7D', newerThan: 'P30D' } }],
    [
      'twice their own gap',
      { trait: 'predicted.nextOrderAt', is: { olderThan: { times: 2, days: 'orders.averageGapDays' } } },
    ],
    ['an order after a date', { trait: 'predicted.nextOrderAt', is: { gte: '2026-12-01' } }],
    ['the first percentile', { trait: 'orders.count', is: { gt: { percentile: 1 } } }],
    ['the last percentile beside a number', { trait: 'orders.average', is: { lte: { percentile: 99 }, gt: 100 } }],
    [
      'a value of one prediction and numbers',
      { value: { dividedBy: [{ trait: 'predicted.value365d' }, 100] }, is: { gte: 5 } },
    ],
    ['a computed trait of one', { trait: 'computed.left', is: { gte: 50 } }],
    ['a value of a computed trait of one', { value: { plus: [1, { trait: 'computed.left' }] }, is: { gte: 50 } }],
    [
      'values without a prediction',
      { value: { plus: [{ trait: 'orders.count' }, { trait: 'visits.count' }] }, is: { eq: 5 } },
    ],
    ['days with an order', { trait: 'orders.days', is: { gte: 1 } }],
  ])('accepts %s', (_what, when) => {
    expect(catalogueFaults(withModel(when))).toEqual([]);
  });

  test('accepts a model without spend, tiers, percentiles or labels, and one with notes and every label', () => {
    const { modelId, asOf, timeUnit, orders } = predictionModel;
    const least = { modelId, asOf, timeUnit, orders };
    const most = { ...predictionModel, fit: { customers: 7 }, quality: { auc: 0.8 }, warnings: ['a'], 'x-by': 'us' };
    expect(catalogueFaults(withModel({ all: [] }, least))).toEqual([]);
    expect(catalogueFaults(withModel({ all: [] }, most))).toEqual([]);
  });

  test('accepts the bounds: k from 1 to 4, equal tiers, percentiles that stay, any unit of fixed length', () => {
    const models = [1, 2, 3, 4].map((k) => ({ ...predictionModel, orders: { ...predictionModel.orders, k } }));
    const equal = {
      ...predictionModel,
      timeUnit: 'PT1H',
      tiers: { high: 5, medium: 5 },
      quantiles: { 'orders.count': percentilesBy(0), 'orders.revenue': percentilesBy(1).map((value) => value - 50) },
    };
    for (const model of [...models, equal]) expect(catalogueFaults(withModel({ all: [] }, model))).toEqual([]);
  });

  test('reports every fault of a condition, and needs no model for predictions themselves', () => {
    const when = {
      any: [
        { trait: 'predicted.tier', is: { in: ['High', 'lo'], gt: 'low' } },
        { not: { trait: 'orders.count', is: { gte: { percentile: 90 } } } },
        { trait: 'predicted.alive', is: { lt: 0.5 } },
      ],
    };
    const faults = catalogueFaults({ currency: 'GBP', segments: [{ key: 'a', when }] });
    expect(faults.map(({ path }) => path)).toEqual([
      'segments.0.when.any.0.is.gt',
      'segments.0.when.any.0.is.in.0',
      'segments.0.when.any.0.is.in.1',
      'segments.0.when.any.1.not.is.gte',
    ]);
  });

  test('follows computed traits in a circle no further than once around', () => {
    const circle = { a: { value: { trait: 'computed.b' } }, b: { value: { plus: [1, { trait: 'computed.a' }] } } };
    const when = { trait: 'computed.a', is: { eq: 1 } };
    const faults = catalogueFaults({ currency: 'GBP', traits: circle, segments: [{ key: 'a', when }] });
    expect(faults.map(({ expected }) => expected)).toEqual(['no reference in a circle']);
  });
});

const warned = (when: unknown, predict: unknown = predictionModel): readonly string[] =>
  catalogueWarnings(checkCatalogue(withModel(when, predict))).map(
    ({ path, text }) => `${path.replace('segments.0.', '')}: ${text}`,
  );

describe('catalogueWarnings() of predictions', () => {
  test('tells that without a model nobody has a predicted trait: compared, in a value, published', () => {
    const lacked = 'the catalogue has no "predict", the model that patron fit writes and --model gives';
    const source = checkCatalogue({
      currency: 'GBP',
      traits: { percent: { value: { times: [100, { trait: 'predicted.alive' }] } } },
      segments: [
        {
          key: 'a',
          when: {
            any: [
              { trait: 'predicted.tier', is: { eq: 'low' } },
              { value: { trait: 'predicted.value365d' }, is: { gt: 1 } },
            ],
          },
          requires: { consent: 'marketing' },
          publish: { traits: ['orders.count', 'predicted.alive', 'rfm.recency'] },
        },
      ],
    });
    expect(catalogueWarnings(source).map(({ path, text }) => `${path}: ${text}`)).toEqual([
      `traits.percent.value.times.1.trait: predicted.alive has no value: ${lacked}`,
      `segments.0.when.any.0.trait: predicted.tier has no value: ${lacked}`,
      `segments.0.when.any.1.value.trait: predicted.value365d has no value: ${lacked}`,
      'segments.0.publish: publishes orders.count, predicted.alive, rfm.recency',
      `segments.0.publish.traits.1: predicted.alive has no value: ${lacked}`,
      'segments.0.publish.traits.2: rfm.recency has no value: the catalogue has no "rfm" thresholds',
    ]);
  });

  test.each<readonly [string, unknown, readonly string[]]>([
    ['a probability', { trait: 'predicted.alive', is: { lt: 0.3 } }, []],
    [
      'a probability in percent',
      { trait: 'predicted.alive', is: { gte: 30 } },
      ['when.is: can never hold: predicted.alive {"gte":30}'],
    ],
    ['the end of a probability', { trait: 'predicted.alive', is: { gte: 1 } }, []],
    [
      'a text for a probability',
      { trait: 'predicted.buys30d', is: { gt: '0.5' } },
      ['when.is: can never hold: predicted.buys30d {"gt":"0.5"}'],
    ],
    [
      'a text for whether somebody is overdue',
      { trait: 'predicted.overdue', is: { eq: 'true' } },
      ['when.is: can never hold: predicted.overdue {"eq":"true"}'],
    ],
    [
      'two tiers at once',
      { trait: 'predicted.tier', is: { eq: 'high', in: ['low'] } },
      ['when.is: can never hold: predicted.tier {"eq":"high","in":["low"]}'],
    ],
    ['a percentile', { trait: 'orders.revenue', is: { gte: { percentile: 90 } } }, []],
    ['a percentile that is a fraction of a penny', { trait: 'orders.average', is: { gte: { percentile: 1 } } }, []],
    [
      'percentiles that leave no room',
      { trait: 'orders.revenue', is: { gte: { percentile: 90 }, lt: { percentile: 50 } } },
      ['when.is: can never hold: orders.revenue {"gte":{"percentile":90},"lt":{"percentile":50}}'],
    ],
    [
      'a percentile and a number that leave no room',
      { trait: 'orders.revenue', is: { gt: { percentile: 90 }, lte: 90_000 } },
      ['when.is: can never hold: orders.revenue {"gt":{"percentile":90},"lte":90000}'],
    ],
    [
      'a fraction of a penny of what somebody will be worth',
      { trait: 'predicted.value365d', is: { gte: 10.5 } },
      ['when.is: 10.5 is 0.11 GBP: amounts are whole minor units'],
    ],
    ['an order that is near', { trait: 'predicted.nextOrderAt', is: { comingWithin: 'P7D' } }, []],
    [
      'a tier that is worked with',
      { value: { times: [2, { trait: 'predicted.tier' }] }, is: { gt: 1 } },
      ['when.value.times.1.trait: has no value: predicted.tier is no number'],
    ],
  ])('warns of %s only where it is a slip', (_what, when, expected) => {
    expect(warned(when)).toEqual(expected);
  });
});

describe('a percentile', () => {
  test('is parsed as it is written, and stands for the number at its index less one', () => {
    const when = { trait: 'orders.revenue', is: { gte: { percentile: 90 }, lt: 95_500 } };
    const { is } = parseCondition(when) as { readonly is: typeof when.is };
    expect(is).toEqual({ gte: { percentile: 90 }, lt: 95_500 });
    expect(withoutPercentiles(is, 'orders.revenue', predictionModel)).toEqual({ gte: 90_000, lt: 95_500 });
    expect(withoutPercentiles({ gt: { percentile: 1 } }, 'orders.revenue', predictionModel)).toEqual({ gt: 1_000 });
    expect(withoutPercentiles({ gt: { percentile: 99 } }, 'orders.revenue', predictionModel)).toEqual({ gt: 99_000 });
  });

  test('is no number that the model lacks', () => {
    expect(() => withoutPercentiles({ gt: { percentile: 50 } }, 'orders.revenue', undefined)).toThrow(
      'Cannot compare orders.revenue with a percentile',
    );
  });
});
