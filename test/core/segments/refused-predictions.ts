import { percentilesBy, predictionModel } from '#test/support/prediction-model.ts';
import type { Case } from './refused-catalogues.ts';

const { orders, spend, quantiles } = predictionModel;

const withModel = (predict: unknown, when: unknown = { all: [] }, traits: object = {}): unknown => ({
  currency: 'GBP',
  traits,
  predict,
  segments: [{ key: 'a', when }],
});

const fallen = percentilesBy(10).with(50, 499);

const models: readonly Case[] = [
  ['a model that is no object', 'm', '', 'm', 'an object'],
  ['a model without a name', { ...predictionModel, modelId: undefined }, 'modelId', undefined, 'names the model'],
  ['a model of a date', { ...predictionModel, asOf: '2026-11-01' }, 'asOf', '2026-11-01', 'an instant with Z'],
  ['months as the unit of time', { ...predictionModel, timeUnit: 'P1M' }, 'timeUnit', 'P1M', 'of fixed length'],
  ['no time as the unit', { ...predictionModel, timeUnit: 'PT0S' }, 'timeUnit', 'PT0S', 'a duration above zero'],
  ['a model without orders', { ...predictionModel, orders: undefined }, 'orders', undefined, 'an object'],
  ['a k of 0', { ...predictionModel, orders: { ...orders, k: 0 } }, 'orders.k', 0, 'a whole number from 1 to 4'],
  ['a k of 5', { ...predictionModel, orders: { ...orders, k: 5 } }, 'orders.k', 5, 'a whole number from 1 to 4'],
  ['half a k', { ...predictionModel, orders: { ...orders, k: 1.5 } }, 'orders.k', 1.5, 'a whole number from 1 to 4'],
  ...(['r', 'alpha', 'a', 'b'] as const).flatMap((name): readonly Case[] => [
    [
      `a parameter ${name} of 0`,
      { ...predictionModel, orders: { ...orders, [name]: 0 } },
      `orders.${name}`,
      0,
      'a number above 0',
    ],
    [
      `no parameter ${name}`,
      { ...predictionModel, orders: { ...orders, [name]: undefined } },
      `orders.${name}`,
      undefined,
      'a number above 0',
    ],
  ]),
  [
    'an unknown parameter',
    { ...predictionModel, orders: { ...orders, alpa: 1 } },
    'orders.alpa',
    1,
    'did you mean `alpha`?',
  ],
  [
    'more than 100,000 gaps between orders a year',
    { ...predictionModel, timeUnit: 'P365D', orders: { ...orders, r: 100_001, alpha: 1 } },
    'orders.alpha',
    1,
    'at least 1.00001: below, r / alpha is more than 100000 gaps between orders in 365 days',
  ],
  ['a p of 0', { ...predictionModel, spend: { ...spend, p: 0 } }, 'spend.p', 0, 'a number above 0'],
  ['a q of 1', { ...predictionModel, spend: { ...spend, q: 1 } }, 'spend.q', 1, 'a number above 1'],
  ['a v below 0', { ...predictionModel, spend: { ...spend, v: -1 } }, 'spend.v', -1, 'a number above 0'],
  [
    'tiers in reverse',
    { ...predictionModel, tiers: { high: 1, medium: 2 } },
    'tiers.high',
    1,
    'at least "medium", which is 2',
  ],
  ['half the tiers', { ...predictionModel, tiers: { high: 1 } }, 'tiers.medium', undefined, 'a number'],
  [
    'percentiles of a trait that has none',
    { ...predictionModel, quantiles: { ...quantiles, 'orders.revenues': percentilesBy(1) } },
    'quantiles.orders.revenues',
    percentilesBy(1),
    'did you mean `orders.revenue`?',
  ],
  [
    'ninety-eight percentiles',
    { ...predictionModel, quantiles: { 'orders.count': percentilesBy(1).slice(1) } },
    'quantiles.orders.count',
    percentilesBy(1).slice(1),
    'a list of 99 numbers, that of the percentile P at index P - 1: it has 98',
  ],
  [
    'percentiles that fall',
    { ...predictionModel, quantiles: { 'orders.count': fallen } },
    'quantiles.orders.count.50',
    499,
    'at least the one before, which is 500',
  ],
  ['an unknown part', { ...predictionModel, tears: {} }, 'tears', {}, 'did you mean `tiers`?'],
];

const alive = (is: unknown) => ({ trait: 'predicted.alive', is });
const tier = (is: unknown) => ({ trait: 'predicted.tier', is });
const revenue = (is: unknown) => ({ trait: 'orders.revenue', is });

/** Conditions of a catalogue with a model. */
const conditions: readonly Case[] = [
  [
    'an unknown prediction',
    { trait: 'predicted.aliv', is: { gt: 0.5 } },
    'trait',
    'predicted.aliv',
    'did you mean `predicted.alive`?',
  ],
  [
    'a moving number that equals another',
    alive({ eq: 0.5 }),
    'is.eq',
    0.5,
    'absent: predicted.alive is compared by gt, gte, lt, lte, exists',
  ],
  ['the age of a moving number', alive({ olderThan: 'P1D' }), 'is.olderThan', 'P1D', 'absent: predicted.alive'],
  [
    'an anniversary of the next order',
    { trait: 'predicted.nextOrderAt', is: { anniversaryIn: 'P1D' } },
    'is.anniversaryIn',
    'P1D',
    'absent: predicted.nextOrderAt is compared by gt, gte, lt, lte, olderThan, newerThan, comingWithin, exists',
  ],
  [
    'the next order that equals an instant',
    { trait: 'predicted.nextOrderAt', is: { eq: '2026-11-02' } },
    'is.eq',
    '2026-11-02',
    'absent: predicted.nextOrderAt is compared by',
  ],
  [
    'an order of being overdue',
    { trait: 'predicted.overdue', is: { gt: 0 } },
    'is.gt',
    0,
    'absent: predicted.overdue is compared by eq, ne, in, notIn, exists',
  ],
  ['an order of tiers', tier({ gte: 'medium' }), 'is.gte', 'medium', 'absent: predicted.tier is compared by eq'],
  ['a tier in capitals', tier({ eq: 'High' }), 'is.eq', 'High', 'one of high, medium, low (did you mean `high`?)'],
  ['an unknown tier among several', tier({ in: ['low', 'middle'] }), 'is.in.1', 'middle', 'one of high, medium, low'],
  ['a tier without its letter case', tier({ eq: 'high', fold: true }), 'is.fold', true, 'absent: predicted.tier'],
  [
    'a length of predicted days',
    { trait: 'orders.lastAt', is: { olderThan: { times: 2, days: 'predicted.orders30d' } } },
    'is.olderThan.days',
    'predicted.orders30d',
    'a trait that is not predicted',
  ],
  ['a percentile of 0', revenue({ gte: { percentile: 0 } }), 'is.gte.percentile', 0, 'a whole number from 1 to 99'],
  ['a percentile of 100', revenue({ lt: { percentile: 100 } }), 'is.lt.percentile', 100, 'a whole number from 1 to 99'],
  ['half a percentile', revenue({ gt: { percentile: 90.5 } }), 'is.gt.percentile', 90.5, 'a whole number'],
  [
    'a percentile of another key',
    revenue({ gte: { percentile: 90, percent: 90 } }),
    'is.gte.percent',
    90,
    'did you mean `percentile`?',
  ],
  [
    'a percentile that is equalled',
    revenue({ eq: { percentile: 90 } }),
    'is.eq',
    { percentile: 90 },
    'a string, a number or a boolean',
  ],
  [
    'a percentile of a trait that has none',
    { trait: 'visits.count', is: { gte: { percentile: 90 } } },
    'is.gte',
    { percentile: 90 },
    'beside one of orders.revenue, orders.count, orders.average, predicted.value365d',
  ],
  [
    'a percentile of events',
    { performed: 'PurchaseMade', times: { gte: { percentile: 90 } } },
    'times.gte',
    { percentile: 90 },
    'a number or a string',
  ],
  [
    'two predictions in a value',
    { value: { times: [{ trait: 'predicted.alive' }, { trait: 'predicted.orders30d' }] }, is: { gt: 1 } },
    'value.times.1',
    { trait: 'predicted.orders30d' },
    'a number: beside predicted.alive a value holds numbers alone',
  ],
  [
    'a prediction beside another trait',
    { value: { plus: [1, { minus: [{ trait: 'orders.count' }, { trait: 'predicted.alive' }] }] }, is: { gt: 1 } },
    'value.plus.1.minus.0',
    { trait: 'orders.count' },
    'a number: beside predicted.alive',
  ],
  [
    'a prediction beside an aggregate',
    { value: { times: [{ trait: 'predicted.alive' }, { performed: 'VisitMade' }] }, is: { gt: 1 } },
    'value.times.1',
    { performed: 'VisitMade' },
    'a number: beside predicted.alive',
  ],
  [
    'the same prediction twice in a value',
    { value: { times: [{ trait: 'predicted.alive' }, { trait: 'predicted.alive' }] }, is: { gt: 1 } },
    'value.times.1',
    { trait: 'predicted.alive' },
    'a number: beside predicted.alive',
  ],
  [
    'a moving value that equals a number',
    { value: { times: [100, { trait: 'predicted.alive' }] }, is: { in: [50] } },
    'is.in',
    [50],
    'absent: a value made of predicted.alive is compared by gt, gte, lt, lte, exists',
  ],
];

const percent = { value: { times: [100, { trait: 'predicted.alive' }] } };
const twice = { value: { times: [2, { trait: 'computed.percent' }] } };
const traits = { percent, twice };

/** What stands in the place of a prediction because it is made of one. */
const throughTraits: readonly Case[] = [
  [
    'a computed trait of two predictions',
    withModel(
      predictionModel,
      { all: [] },
      {
        ...traits,
        both: { value: { plus: [{ trait: 'computed.twice' }, { trait: 'predicted.buys30d' }] } },
      },
    ),
    'traits.both.value.plus.1',
    { trait: 'predicted.buys30d' },
    'a number: beside predicted.alive',
  ],
  [
    'a computed trait of a prediction beside another trait',
    withModel(
      predictionModel,
      { value: { plus: [{ trait: 'orders.count' }, { trait: 'computed.twice' }] }, is: { gt: 1 } },
      traits,
    ),
    'segments.0.when.value.plus.0',
    { trait: 'orders.count' },
    'a number: beside predicted.alive',
  ],
  [
    'a computed trait of a prediction that equals a number',
    withModel(predictionModel, { trait: 'computed.twice', is: { ne: 50 } }, traits),
    'segments.0.when.is.ne',
    50,
    'absent: computed.twice, which is made of predicted.alive, is compared by gt, gte, lt, lte, exists',
  ],
  [
    'a length of days that are made of a prediction',
    withModel(
      predictionModel,
      { not: { trait: 'orders.lastAt', is: { newerThan: { times: 1, days: 'computed.twice' } } } },
      traits,
    ),
    'segments.0.when.not.is.newerThan.days',
    'computed.twice',
    'a trait that is not predicted: this one is made of predicted.alive',
  ],
];

const withoutModel: readonly Case[] = [
  [
    'a percentile without a model',
    withModel(undefined, { all: [revenue({ gte: { percentile: 90 } })] }),
    'segments.0.when.all.0.is.gte',
    { percentile: 90 },
    'a number: a percentile needs a fitted model, as "predict" of the catalogue or by --model',
  ],
  [
    'a percentile that the model lacks',
    withModel(
      { ...predictionModel, quantiles: { 'orders.count': percentilesBy(1) } },
      revenue({ gte: { percentile: 9 } }),
    ),
    'segments.0.when.is.gte',
    { percentile: 9 },
    'a number: the "quantiles" of the model have no percentiles of orders.revenue',
  ],
];

/** Catalogues with one fault each, of a model or of what conditions ask of it. */
export const refusedPredictions: readonly Case[] = [
  ...models.map(([fault, model, path, seen, expected]): Case => [
    fault,
    withModel(model),
    path === '' ? 'predict' : `predict.${path}`,
    seen,
    expected,
  ]),
  ...conditions.map(([fault, when, path, seen, expected]): Case => [
    fault,
    withModel(predictionModel, when),
    `segments.0.when.${path}`,
    seen,
    expected,
  ]),
  ...throughTraits,
  ...withoutModel,
];
