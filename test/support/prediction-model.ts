import type { PredictionModel } from '#lib/core/predictions/prediction-model.ts';

/** Ninety-nine percentiles, each so much above the one before. */
export const percentilesBy = (step: number): readonly number[] =>
  Array.from({ length: 99 }, (_, index) => (index + 1) * step);

/** A model as `patron fit` writes it, with the parameters of a shop whose gaps are regular. */
export const predictionModel = {
  modelId: 'm-2026-11',
  asOf: '2026-11-01T00:00:00.000Z',
  timeUnit: 'P7D',
  orders: { k: 2, r: 0.9427, alpha: 4.9369, a: 0.1634, b: 1.9921 },
  spend: { p: 3.1, q: 3.9, v: 15_432.1 },
  tiers: { high: 50_000, medium: 10_000 },
  quantiles: {
    'orders.revenue': percentilesBy(1_000),
    'orders.count': percentilesBy(0.25).map(Math.ceil),
    'orders.average': percentilesBy(100.5),
    'predicted.value365d': percentilesBy(500),
  },
} as const satisfies PredictionModel;
