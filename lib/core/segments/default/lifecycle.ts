import { all, not, performed, segment, trait } from '../builders/builders.ts';

const publish = { traits: ['orders.count', 'orders.lastAt'] } as const;

/** Behavioural: how far customers have come with the shop, and how far they have gone. */
export const lifecycle = [
  segment({
    key: 'new-customers',
    name: 'New customers',
    description: 'Placed their first order within the last 30 days.',
    when: trait('orders.firstAt').is({ newerThan: 'P30D' }),
    publish: { traits: ['orders.firstAt', 'orders.count'] },
  }),
  segment({
    key: 'active-customers',
    name: 'Active customers',
    description: 'Ordered within the last 30 days.',
    when: trait('orders.lastAt').is({ newerThan: 'P30D' }),
    publish,
  }),
  segment({
    key: 'lapsing-customers',
    name: 'Lapsing customers',
    description: 'Ordered last between 60 and 90 days ago, so that a reminder may still be in time.',
    when: trait('orders.lastAt').is({ olderThan: 'P60D', newerThan: 'P90D' }),
    publish,
  }),
  segment({
    key: 'lapsed-customers',
    name: 'Lapsed customers',
    description: 'Have not ordered for 90 days or more.',
    when: trait('orders.lastAt').is({ olderThan: 'P90D' }),
    publish,
  }),
  segment({
    key: 'lapsing-regulars',
    name: 'Lapsing regulars',
    description: 'Three or more orders ever, none for 60 days.',
    when: all(trait('orders.count').is({ gte: 3 }), not(performed('PurchaseMade').within('P60D'))),
    publish,
  }),
  segment({
    key: 'won-back-customers',
    name: 'Won-back customers',
    description: 'Ordered within the last 30 days, not at all in the 60 days before those, but earlier.',
    when: all(
      trait('orders.firstAt').is({ olderThan: 'P90D' }),
      trait('orders.lastAt').is({ newerThan: 'P30D' }),
      not({ performed: 'PurchaseMade', between: ['P90D', 'P30D'] }),
    ),
    publish,
  }),
  segment({
    key: 'one-time-buyers',
    name: 'One-time buyers',
    description: 'Ordered exactly once, at least 30 days ago.',
    when: all(trait('orders.count').is({ eq: 1 }), trait('orders.lastAt').is({ olderThan: 'P30D' })),
    publish: { traits: ['orders.lastAt', 'categories.top'] },
  }),
  segment({
    key: 'regulars',
    name: 'Regulars',
    description: 'Placed three or more orders within the last 180 days.',
    when: performed('PurchaseMade').within('P180D').times({ gte: 3 }),
    publish: { traits: ['orders.count', 'orders.averageGapDays'] },
  }),
];
