import type { PredictionModel } from '../../predictions/prediction-model.ts';
import { all, percentile, segment, trait } from '../builders/builders.ts';
import type { Segment } from '../language/language.ts';

/** Behavioural: what customers will do, where a model of their orders foretells it. */
const ofOrders = [
  segment({
    key: 'about-to-order',
    name: 'About to order',
    description: 'Their next order is expected within the next 7 days, from how often they have ordered so far.',
    when: trait('predicted.nextOrderAt').is({ comingWithin: 'P7D' }),
    publish: { traits: ['predicted.nextOrderAt', 'categories.top'] },
  }),
  segment({
    key: 'overdue-customers',
    name: 'Overdue customers',
    description: 'Have not ordered when it was expected, and are more likely than not to be customers still.',
    when: all(trait('predicted.overdue').is({ eq: true }), trait('predicted.alive').is({ gte: 0.5 })),
    publish: { traits: ['predicted.alive', 'predicted.nextOrderAt', 'orders.lastAt'] },
  }),
  segment({
    key: 'probably-gone',
    name: 'Probably gone',
    description: 'Are more likely than not to have gone for good.',
    when: trait('predicted.alive').is({ lt: 0.5 }),
    publish: { traits: ['predicted.alive', 'orders.lastAt'] },
  }),
];

/** Among those who had ordered when the model was fitted. */
const bestTenth = segment({
  key: 'best-tenth',
  name: 'Best tenth',
  description: 'As much revenue as the tenth of all customers who bring the most.',
  when: trait('orders.revenue').is({ gte: percentile(90) }),
  publish: { traits: ['orders.revenue', 'orders.count'] },
});

const worth = { traits: ['orders.revenue', 'predicted.value365d', 'predicted.tier'] } as const;

const ofWorth = [
  segment({
    key: 'rising-value',
    name: 'Rising value',
    description:
      'Expected to be of high value within the next 365 days, and not yet in the quarter that has brought the most.',
    when: all(trait('predicted.tier').is({ eq: 'high' }), trait('orders.revenue').is({ lt: percentile(75) })),
    publish: worth,
  }),
  segment({
    key: 'fading-value',
    name: 'Fading value',
    description:
      'In the quarter that has brought the most revenue, and expected to be of low value within the next 365 days.',
    when: all(trait('orders.revenue').is({ gte: percentile(75) }), trait('predicted.tier').is({ eq: 'low' })),
    publish: worth,
  }),
];

/** The segments that a model allows: those of worth need its tiers, and percentiles of revenue. */
export const foretoldBy = ({ spend, tiers, quantiles }: PredictionModel): readonly Segment[] => {
  if (quantiles?.['orders.revenue'] === undefined) return ofOrders;
  return [...ofOrders, bestTenth, ...(spend && tiers ? ofWorth : [])];
};
