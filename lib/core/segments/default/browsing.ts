import { all, performed, segment, trait, uniqueCount } from '../builders/builders.ts';

/** Behavioural: what customers and visitors look at before they buy, and whether they do. */
export const browsing = [
  segment({
    key: 'recent-visitors',
    name: 'Recent visitors',
    description: 'Visited the shop within the last 7 days.',
    when: trait('visits.lastAt').is({ newerThan: 'P7D' }),
    publish: { traits: ['visits.lastAt', 'categories.top'] },
  }),
  segment({
    key: 'window-shoppers',
    name: 'Window shoppers',
    description: 'Looked at five or more pages, the last within 30 days, and never ordered.',
    when: all(
      trait('visits.count').is({ gte: 5 }),
      trait('visits.lastAt').is({ newerThan: 'P30D' }),
      trait('orders.count').is({ eq: 0 }),
    ),
    publish: { traits: ['visits.count', 'categories.top'] },
  }),
  segment({
    key: 'cart-abandoners',
    name: 'Cart abandoners',
    description: 'Had something in the cart within the last 7 days and did not order in the two hours after or since.',
    when: performed('VisitMade')
      .where({ action: { eq: 'cart' } })
      .notFollowedBy('PurchaseMade')
      .for('PT2H')
      .within('P7D'),
    publish: { traits: ['computed.cartItems', 'visits.lastAt', 'categories.top', 'devices.top'] },
  }),
  segment({
    key: 'looked-and-did-not-buy',
    name: 'Looked and did not buy',
    description:
      'Looked at a product within the last 14 days and has not ordered that product since, for a day or more.',
    when: {
      performed: 'VisitMade',
      where: { action: { eq: 'product' } },
      notFollowedBy: { performed: 'PurchaseMade' },
      same: ['sku', 'items.sku'],
      for: 'P1D',
      within: 'P14D',
    },
    publish: { traits: ['computed.viewedProducts', 'categories.top'] },
  }),
  segment({
    key: 'searchers',
    name: 'Searchers',
    description: 'Searched the shop three or more times within the last 7 days.',
    when: performed('VisitMade')
      .where({ action: { eq: 'search' } })
      .within('P7D')
      .times({ gte: 3 }),
    publish: { traits: ['searches.top'] },
  }),
  segment({
    key: 'multi-device-shoppers',
    name: 'Multi-device shoppers',
    description: 'Came with two or more different devices.',
    when: uniqueCount('VisitMade', 'device').is({ gte: 2 }),
    publish: { traits: ['devices.top'] },
  }),
];
