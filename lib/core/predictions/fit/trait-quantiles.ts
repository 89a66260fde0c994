import type { Ordered } from '../../profile/rfm.ts';
import type { Instant } from '../../time/instant.ts';
import type { percentilePaths } from '../../segments/language/percentile.ts';
import { predictedBy } from '../predicted-of.ts';
import type { PredictionModel } from '../prediction-model.ts';
import type { Buyer } from './buyer.ts';
import { quantilesOf } from './quantiles.ts';

/** What is predicted of a person rests on these of the orders of a person. */
const ordersOf = ({ firstAt, lastAt, count, revenue, days, otherDays }: Buyer): Ordered => ({
  firstAt,
  lastAt,
  count,
  days,
  otherDays,
  discounted: 0,
  gross: revenue,
  refunded: 0,
});

/** A model before its percentiles are known. */
type NamedModel = Omit<PredictionModel, 'tiers' | 'quantiles'>;

type TraitValues = Readonly<Record<(typeof percentilePaths)[number], number[]>>;

/** The values of everybody who has them, eight bytes each. */
const valuesOf = (buyers: Iterable<Buyer>, model: NamedModel, asOf: Instant): TraitValues => {
  const predictedOf = predictedBy(model);
  const values: TraitValues = {
    'orders.revenue': [],
    'orders.count': [],
    'orders.average': [],
    'predicted.value365d': [],
  };
  for (const buyer of buyers) {
    const { revenue, count } = buyer;
    values['orders.revenue'].push(revenue);
    values['orders.count'].push(count);
    values['orders.average'].push(revenue / count);
    const worth = predictedOf(ordersOf(buyer))?.valueAt('value365d', asOf);
    if (worth !== undefined) values['predicted.value365d'].push(worth);
  }
  return values;
};

const highTier = 90;
const mediumTier = 60;

/** The percentiles of the traits that can be compared with one, and the limits between tiers, as of an instant. */
export const traitQuantiles = (
  buyers: Iterable<Buyer>,
  model: NamedModel,
  asOf: Instant,
): Required<Pick<PredictionModel, 'tiers' | 'quantiles'>> => {
  const values = valuesOf(buyers, model, asOf);
  const quantiles = Object.fromEntries(
    Object.entries(values).map(([path, each]) => [path, quantilesOf(Float64Array.from(each))]),
  );
  const worth = quantiles['predicted.value365d'] as readonly number[];
  return { tiers: { high: worth[highTier - 1] as number, medium: worth[mediumTier - 1] as number }, quantiles };
};
