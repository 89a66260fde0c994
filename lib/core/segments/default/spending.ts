import { all, performed, segment, sum, trait, uniqueCount } from '../builders/builders.ts';

/** Behavioural: how much customers spend, and on what. */
export const spending = [
  segment({
    key: 'big-spenders',
    name: 'Big spenders',
    description: 'Spent at least 500.00 within the last 365 days.',
    when: sum('PurchaseMade', 'total').within('P365D').is({ gte: 500_00 }),
    publish: { traits: ['orders.revenue', 'orders.count'] },
  }),
  segment({
    key: 'net-big-spenders',
    name: 'Net big spenders',
    description: 'Spent at least 500.00 within the last 365 days after what was refunded in them.',
    when: trait('computed.netSpend365').is({ gte: 500_00 }),
    publish: { traits: ['computed.netSpend365', 'orders.refundRate'] },
  }),
  segment({
    key: 'large-baskets',
    name: 'Large baskets',
    description: 'Two or more orders, worth 100.00 or more on average.',
    when: all(trait('orders.count').is({ gte: 2 }), trait('orders.average').is({ gte: 100_00 })),
    publish: { traits: ['orders.average'] },
  }),
  segment({
    key: 'discount-hunters',
    name: 'Discount hunters',
    description: 'Two or more orders, at least half of them with a discount or a coupon.',
    when: all(trait('orders.count').is({ gte: 2 }), trait('orders.discountShare').is({ gte: 0.5 })),
    publish: { traits: ['orders.discountShare'] },
  }),
  segment({
    key: 'full-price-buyers',
    name: 'Full-price buyers',
    description: 'Three or more orders, none of them with a discount or a coupon.',
    when: all(trait('orders.count').is({ gte: 3 }), trait('orders.discountShare').is({ eq: 0 })),
    publish: { traits: ['orders.count', 'orders.average'] },
  }),
  segment({
    key: 'category-lovers',
    name: 'Category lovers',
    description: 'Bought at least three items, all of one and the same category.',
    when: all(
      performed('PurchaseMade')
        .each('items')
        .where({ category: { exists: true } })
        .times({ gte: 3 }),
      uniqueCount('PurchaseMade', 'category').each('items').is({ eq: 1 }),
    ),
    publish: { traits: ['categories.top'] },
  }),
  segment({
    key: 'frequent-refunders',
    name: 'Frequent refunders',
    description: 'Two or more orders, with at least a quarter of what they paid refunded.',
    when: all(trait('orders.count').is({ gte: 2 }), trait('orders.refundRate').is({ gte: 0.25 })),
    publish: { traits: ['orders.refundRate', 'orders.refunded'] },
  }),
];
