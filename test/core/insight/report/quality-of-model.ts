import type { Quality } from '#lib/core/predictions/fit/quality/quality.ts';

const accuracy = { mae: 0.33, rmse: 0.5, totalRatio: 1.07, auc: 0.81 };

/** What is told of a model whose tenths expect 5 %, 15 % and so on, and saw 5 % less. */
export const qualityOfModel: Quality = {
  ...accuracy,
  holdout: 'P59D',
  brier: 0.15,
  brierOfBaseRate: 0.19,
  baselines: { rate: accuracy, lastPeriod: accuracy },
  calibration: Array.from({ length: 10 }, (_, tenth) => ({ expected: (10 * tenth + 5) / 100, seen: tenth / 10 })),
};
