import type { CatalogueSource } from '../language/language.ts';

/** Traits that the contract does not have, for the segments that compare or publish them. */
export const ownTraits = {
  /** What went into the cart last, the newest first. */
  cartItems: {
    performed: 'VisitMade',
    where: { action: { eq: 'cart' }, sku: { exists: true } },
    within: 'P7D',
    latest: ['sku', 'category', 'path'],
    atMost: 5,
  },
  /** Products looked at, the newest first. */
  viewedProducts: {
    performed: 'VisitMade',
    where: { action: { eq: 'product' } },
    within: 'P14D',
    list: 'sku',
  },
  /** Paid in the last year, less what was refunded in it. */
  netSpend365: {
    value: {
      minus: [
        { performed: 'PurchaseMade', within: 'P365D', sum: 'total' },
        { performed: 'PurchaseRefunded', within: 'P365D', sum: 'amount' },
      ],
    },
  },
  /** The share of orders placed from five in the morning until noon. */
  morningShare: {
    value: {
      dividedBy: [
        { performed: 'PurchaseMade', where: { 'local.hour': { gte: 5, lt: 12 } } },
        { performed: 'PurchaseMade' },
      ],
    },
  },
  /** The share of orders placed on a Saturday or a Sunday. */
  weekendShare: {
    value: {
      dividedBy: [
        { performed: 'PurchaseMade', where: { 'local.weekday': { in: ['saturday', 'sunday'] } } },
        { performed: 'PurchaseMade' },
      ],
    },
  },
  /** What the newest complaint was about, without its words. */
  lastComplaint: {
    performed: 'FeedbackGiven',
    where: { any: [{ kind: { eq: 'complaint' } }, { score: { lte: 2 }, kind: { ne: 'nps' } }] },
    latest: ['kind', 'score', 'topics', 'orderId'],
  },
} as const satisfies CatalogueSource['traits'];
