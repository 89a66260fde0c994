import { Forecast } from '../../forecast.ts';
import type { OrderModel } from '../../order-model.ts';
import { keptAhead } from '../../orders-ahead.ts';
import { daysInUnit } from '../fit-orders.ts';
import { accuracyOf, brierOf, type Accuracy } from './accuracy.ts';
import { baselinesOf, type Baselines } from './baselines.ts';
import { calibrationOf, type Tenth } from './calibration.ts';
import type { CountedCase } from './case-counts.ts';
import type { Holdout } from './holdout.ts';
import { meanOf, orderedAgain, type ScoredCase } from './scored-case.ts';

/** How well a model that was fitted without the holdout foretold it. */
export interface Quality extends Accuracy {
  /** The length of the holdout, such as `P91D`. */
  readonly holdout: string;
  /** How many customers had ordered before it: all figures are of these. Absent in models of earlier versions. */
  readonly customers?: number;
  /** The mean squared error of the probability to order again. */
  readonly brier: number;
  /** That of giving everybody the share who ordered again. */
  readonly brierOfBaseRate: number;
  readonly baselines: Baselines;
  readonly calibration: readonly Tenth[];
}

/** Scores cases by a model. Cases of one cell stand together, and each cell is forecast once. */
const forecastBy = (model: OrderModel, days: number, cases: readonly CountedCase[]): readonly ScoredCase[] => {
  const time = days / daysInUnit;
  const aheadOf = keptAhead(model);
  let [last, known] = [undefined as CountedCase | undefined, { expected: 0, probability: 0 }];
  return cases.map((one) => {
    const { repeats, recency, age, customers, ordered } = one;
    if (last?.repeats !== repeats || last.recency !== recency || last.age !== age) {
      const forecast = new Forecast(model, { repeats, recency: recency / daysInUnit }, aheadOf(repeats));
      const since = age / daysInUnit;
      known = { expected: forecast.ordersWithin(since, time), probability: forecast.buysWithin(since, time) };
    }
    last = one;
    return { ...known, customers, ordered };
  });
};

/** Measures a model on a holdout that it was fitted without. */
export const qualityOf = (model: OrderModel, holdout: Holdout): Quality => {
  const cases = holdout.cases.sorted();
  const scored = forecastBy(model, holdout.days, cases);
  const { auc, ...accuracy } = accuracyOf(scored);
  const baseRate = meanOf(scored, orderedAgain);
  return {
    holdout: `P${holdout.days}D`,
    customers: holdout.seen.buyers,
    ...accuracy,
    auc,
    brier: brierOf(scored),
    brierOfBaseRate: baseRate * (1 - baseRate),
    baselines: baselinesOf(holdout, cases),
    calibration: calibrationOf(scored),
  };
};
