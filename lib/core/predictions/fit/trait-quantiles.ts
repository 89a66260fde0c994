import type { Ordered } from '../../profile/rfm.ts';
import type { Instant } from '../../time/instant.ts';
import { PredictedOrders } from '../predicted-orders.ts';
import type { PredictionModel } from '../prediction-model.ts';
import type { Buyer } from './buyer.ts';
import { quantilesOf } from './quantiles.ts';

type Read = (buyer: Buyer) => number | undefined;

/** What `PredictedOrders` reads of the orders of a person. */
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

const valuesOf = (buyers: Iterable<Buyer>, read: Read): Float64Array => {
  const values: number[] = [];
  for (const buyer of buyers) {
    const value = read(buyer);
    if (value !== undefined) values.push(value);
  }
  return Float64Array.from(values);
};

const highTier = 90;
const mediumTier = 60;

/** The percentiles of the traits that can be compared with one, and the limits between tiers, as of an instant. */
export const traitQuantiles = (
  buyers: Iterable<Buyer>,
  model: Omit<PredictionModel, 'tiers' | 'quantiles'>,
  asOf: Instant,
): Required<Pick<PredictionModel, 'tiers' | 'quantiles'>> => {
  const value365d = quantilesOf(
    valuesOf(buyers, (buyer) => new PredictedOrders(model, ordersOf(buyer)).valueAt('value365d', asOf)),
  );
  return {
    tiers: { high: value365d[highTier - 1] as number, medium: value365d[mediumTier - 1] as number },
    quantiles: {
      'orders.revenue': quantilesOf(valuesOf(buyers, ({ revenue }) => revenue)),
      'orders.count': quantilesOf(valuesOf(buyers, ({ count }) => count)),
      'orders.average': quantilesOf(valuesOf(buyers, ({ revenue, count }) => revenue / count)),
      'predicted.value365d': value365d,
    },
  };
};
