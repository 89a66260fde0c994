import { all, segment, trait } from '../builders/builders.ts';

/** Behavioural: when customers buy, and how steadily. */
export const rhythm = [
  segment({
    key: 'morning-shoppers',
    name: 'Morning shoppers',
    description: 'Three or more orders, at least half of them placed from five in the morning until noon.',
    when: all(trait('orders.count').is({ gte: 3 }), trait('computed.morningShare').is({ gte: 0.5 })),
    publish: { traits: ['computed.morningShare', 'channels.top'] },
  }),
  segment({
    key: 'weekend-shoppers',
    name: 'Weekend shoppers',
    description: 'Three or more orders, at least half of them placed on a Saturday or a Sunday.',
    when: all(trait('orders.count').is({ gte: 3 }), trait('computed.weekendShare').is({ gte: 0.5 })),
    publish: { traits: ['computed.weekendShare', 'channels.top'] },
  }),
  segment({
    key: 'silent-for-twice-their-gap',
    name: 'Silent for twice their gap',
    description: 'Three or more orders, and none for twice as long as usually lies between two of them.',
    when: all(
      trait('orders.count').is({ gte: 3 }),
      trait('orders.lastAt').is({ olderThan: { times: 2, days: 'orders.averageGapDays' } }),
    ),
    publish: { traits: ['orders.averageGapDays', 'orders.lastAt'] },
  }),
  segment({
    key: 'several-shopping-days',
    name: 'Several shopping days',
    description: 'Ordered on three or more different days within the last 90 days.',
    when: { performed: 'PurchaseMade', within: 'P90D', uniqueCount: 'local.date', is: { gte: 3 } },
    publish: { traits: ['orders.count', 'orders.lastAt'] },
  }),
];
