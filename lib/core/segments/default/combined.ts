import { all, any, inSegment, segment, trait } from '../builders/builders.ts';

const scores = { traits: ['rfm.recency', 'rfm.frequency', 'rfm.monetary'] } as const;

/** Several kinds of traits at once. */
export const combined = [
  segment({
    key: 'champions',
    name: 'Champions',
    description: 'Among the best in recency, frequency and value of their orders.',
    when: all(
      trait('rfm.recency').is({ gte: 4 }),
      trait('rfm.frequency').is({ gte: 4 }),
      trait('rfm.monetary').is({ gte: 4 }),
    ),
    publish: scores,
  }),
  segment({
    key: 'cannot-lose-them',
    name: 'Cannot lose them',
    description: 'Ordered often and for much, but not for 120 days or more.',
    when: all(
      trait('rfm.recency').is({ lte: 2 }),
      trait('rfm.frequency').is({ gte: 4 }),
      trait('rfm.monetary').is({ gte: 4 }),
    ),
    publish: scores,
  }),
  segment({
    key: 'unhappy-big-spenders',
    name: 'Unhappy big spenders',
    description: 'Big spenders who are detractors or were little satisfied on average.',
    when: all(inSegment('big-spenders'), any(inSegment('detractors'), trait('feedback.satisfaction').is({ lt: 0.4 }))),
    publish: { traits: ['orders.revenue', 'feedback.nps', 'feedback.satisfaction', 'feedback.topics'] },
  }),
  segment({
    key: 'green-families',
    name: 'Green families',
    description: 'Have children, care for sustainability and have ordered at least once.',
    when: all(
      trait('demographic.children').is({ gte: 1 }),
      trait('psychographic.values').is({ contains: 'sustainability' }),
      trait('orders.count').is({ gte: 1 }),
    ),
    publish: { traits: ['demographic.children', 'categories.top'] },
  }),
  segment({
    key: 'newsletter',
    name: 'Newsletter',
    description: 'Agreed to marketing and was seen within the last 365 days.',
    when: trait('lastSeenAt').is({ newerThan: 'P365D' }),
    requires: { consent: 'marketing' },
    publish: { traits: ['preferences.language', 'preferences.channels', 'categories.top'] },
  }),
];
