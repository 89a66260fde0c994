/**
 * The few words and numbers that drawn events say and that drawn conditions ask for, so that the two meet often. Numbers are
 * exact in binary, so that sums do not depend on an order.
 */
export const vocabulary = {
  category: ['shoes', 'hats', 'constructor'],
  sku: ['sku-1', 'sku-2', 'sku-10'],
  channel: ['web', 'store'],
  device: ['phone', 'toString'],
  search: ['red shoes', 'shoes'],
  session: ['s1', 's2', 's3'],
  country: ['GB', 'FR'],
  /** One word in other letters, with an accent and without, composed and not, and wide. */
  city: ['Leeds', 'Lyon', 'LYÓN', 'Lyo\u0301n', 'Ｌｙｏｎ', 'Νίκος'],
  topic: ['price', 'fit', 'delivery'],
  interest: ['running', 'chess'],
  source: ['mail', 'ads'],
  coupon: ['SPRING', 'AUTUMN', 'spring'],
  order: ['o1', 'o2', 'o3'],
  tier: ['gold', 'silver'],
  gender: ['f', 'm'],
  purpose: ['marketing', 'analytics'],
  action: ['page', 'product', 'search', 'cart', 'checkout'],
  kind: ['csat', 'nps', 'rating', 'review', 'survey', 'complaint', 'chat'],
  via: ['crm', 'survey', 'interview', 'social', 'sales', 'inferred'],
  currency: ['GBP', 'EUR'],
  money: [0, 500, 1000, 2000, 5000],
  quantity: [0.5, 1, 2, 3],
  seconds: [0, 1.5, 30, 60],
  /** 7 is not "7". */
  gift: [7, '7', true, false, 'card'],
  /** The last three are cut: within a pair, and two that are equal once they are cut. */
  text: ['Well made.', 'ｗell', `${'a'.repeat(255)}\u{1F600}!`, '漢'.repeat(300), `${'漢'.repeat(300)}!`],
} as const;

/** Of a few fixed lengths, so that several windows end at one instant. */
export const durations = ['PT1H', 'PT90M', 'PT12H', 'P1D', 'P1DT12H', 'P3D', 'P7D'] as const;
