import {
  all,
  avg,
  catalogue,
  max,
  not,
  performed,
  segment,
  sum,
  trait,
  uniqueCount,
} from '#lib/core/segments/builders/builders.ts';

/**
 * Twenty segments of which most measure events in a window, where the default catalogue mostly compares traits: windows
 * are what a profile's item is made of.
 */
export const twentySegments = catalogue({
  currency: 'GBP',
  segments: [
    segment({ key: 'active-30', when: performed('PurchaseMade').within('P30D') }),
    segment({ key: 'active-60', when: performed('PurchaseMade').within('P60D') }),
    segment({ key: 'active-90', when: performed('PurchaseMade').within('P90D') }),
    segment({ key: 'lapsed-60', when: trait('orders.lastAt').is({ olderThan: 'P60D' }) }),
    segment({ key: 'lapsed-90', when: trait('orders.lastAt').is({ olderThan: 'P90D' }) }),
    segment({ key: 'new', when: trait('orders.firstAt').is({ newerThan: 'P30D' }) }),
    segment({ key: 'regulars', when: performed('PurchaseMade').within('P180D').times({ gte: 3 }) }),
    segment({
      key: 'lapsing-regulars',
      when: all(trait('orders.count').is({ gte: 3 }), not(performed('PurchaseMade').within('P60D'))),
    }),
    segment({ key: 'big-spenders', when: sum('PurchaseMade', 'total').within('P365D').is({ gte: 500_00 }) }),
    segment({ key: 'spent-lately', when: sum('PurchaseMade', 'total').within('P90D').is({ gte: 200_00 }) }),
    segment({ key: 'large-baskets', when: avg('PurchaseMade', 'total').within('P180D').is({ gte: 300_00 }) }),
    segment({ key: 'one-large-order', when: max('PurchaseMade', 'total').within('P90D').is({ gte: 500_00 }) }),
    segment({
      key: 'many-items',
      when: performed('PurchaseMade').each('items').within('P30D').times({ gte: 20 }),
    }),
    segment({
      key: 'wide-taste',
      when: uniqueCount('PurchaseMade', 'sku').each('items').within('P90D').is({ gte: 30 }),
    }),
    segment({ key: 'came-again', when: performed('PurchaseMade').followedBy('PurchaseMade').within('P30D') }),
    segment({ key: 'refunded', when: performed('PurchaseRefunded').within('P90D') }),
    segment({ key: 'visitors', when: performed('VisitMade').within('P7D') }),
    segment({ key: 'frequent-visitors', when: performed('VisitMade').within('P30D').times({ gte: 10 }) }),
    segment({
      key: 'cart-left',
      when: performed('VisitMade')
        .where({ action: { eq: 'cart' } })
        .notFollowedBy('PurchaseMade')
        .for('PT2H')
        .within('P7D'),
    }),
    segment({ key: 'searchers', when: uniqueCount('VisitMade', 'searchTerm').within('P30D').is({ gte: 2 }) }),
  ],
});
