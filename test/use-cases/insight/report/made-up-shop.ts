import { chanceFrom } from '#lib/core/chance.ts';
import { predictionModel } from '#test/support/prediction-model.ts';

export const day = 86_400_000;

/** The last event of all. */
export const shopEnd = Date.UTC(2026, 5, 15, 12);

/** An event of the shop, as far as figures are made of it. */
export interface ShopEvent {
  readonly type: 'PurchaseMade' | 'PurchaseRefunded' | 'VisitMade' | 'FeedbackGiven' | 'IdentityLinked';
  readonly at: number;
  readonly customerId?: string;
  readonly anonymousId?: string;
  readonly total?: number;
  readonly currency?: string;
  readonly city?: string | undefined;
  readonly score?: number;
  readonly text?: string;
}

const cities = ['Leeds', 'York', 'Hull'];

/** Somebody's orders: most have few, and some stopped long ago. */
const ordersOf = (index: number): readonly ShopEvent[] => {
  const chance = chanceFrom(index + 1);
  const count = index % 4 === 0 ? 4 + Math.floor(chance() * 8) : 1 + Math.floor(chance() * 3);
  const last = shopEnd - Math.floor(chance() ** 2 * 250) * day - day;
  return Array.from({ length: count }, (_, order) => ({
    type: 'PurchaseMade',
    at: last - order * (10 + Math.floor(chance() * 20)) * day - Math.floor(chance() * day),
    customerId: `c-${index}`,
    total: 500 + Math.floor(chance() * 4000) * (index % 4 === 0 ? 3 : 1),
    currency: index % 40 === 7 ? 'USD' : 'EUR',
    city: cities[index % 4 === 0 ? 0 : index % 3],
  }));
};

const feedbackOf = (index: number): readonly ShopEvent[] => {
  if (index % 2 === 1) return [];
  const isUnhappy = index % 3 === 0;
  const text = isUnhappy
    ? `The parcel never came, number ${index}`
    : `Lovely colours and quick delivery, ${index} thanks`;
  const at = shopEnd - (index % 60) * day - 2 * day;
  return [{ type: 'FeedbackGiven', at, customerId: `c-${index}`, score: isUnhappy ? 1 : 5, text }];
};

const refundOf = (index: number): readonly ShopEvent[] =>
  index % 12 === 0
    ? [{ type: 'PurchaseRefunded', at: shopEnd - 3 * day, customerId: `c-${index}`, total: 333, currency: 'EUR' }]
    : [];

/** Every tenth was a visitor who ordered before they were known. */
const visitorOf = (index: number): readonly ShopEvent[] => {
  if (index % 10 !== 0) return [];
  const ids = { anonymousId: `v-${index}` };
  return [
    { type: 'VisitMade', at: shopEnd - 40 * day, ...ids },
    { type: 'PurchaseMade', at: shopEnd - 39 * day, ...ids, total: 700, currency: 'EUR', city: 'York' },
    { type: 'IdentityLinked', at: shopEnd - 38 * day, ...ids, customerId: `c-${index}` },
  ];
};

const strangers: readonly ShopEvent[] = Array.from({ length: 25 }, (_, index) => ({
  type: 'VisitMade',
  at: shopEnd - index * day,
  anonymousId: `s-${index}`,
}));

/** 240 customers and 25 visitors over a good year, in order of time. */
export const shopEvents: readonly ShopEvent[] = [
  ...Array.from({ length: 240 }, (_, index) => [
    ...ordersOf(index),
    ...feedbackOf(index),
    ...refundOf(index),
    ...visitorOf(index),
  ]).flat(),
  ...strangers,
].sort((one, other) => one.at - other.at);

const detailOf = ({ type, total, currency, city, score, text }: ShopEvent, index: number): object => {
  switch (type) {
    case 'PurchaseMade':
      return { orderId: `o-${index}`, total, currency, ...(city && { shipTo: { country: 'GB', city } }) };
    case 'PurchaseRefunded':
      return { orderId: `o-${index}`, amount: total, currency };
    case 'FeedbackGiven':
      return { kind: 'csat', score, text };
    case 'VisitMade':
    case 'IdentityLinked':
      return {};
    default:
      return type satisfies never;
  }
};

/** The events as EventBridge gives them. */
export const shopLines: readonly string[] = shopEvents.map((event, index) => {
  const { type, at, customerId, anonymousId } = event;
  const time = new Date(at).toISOString();
  const detail = { eventId: `e-${index}`, occurredAt: time, customerId, anonymousId, ...detailOf(event, index) };
  return JSON.stringify({ time, source: 'shop.test', 'detail-type': type, detail });
});

export const shopCatalogue = {
  currency: 'EUR',
  timeZone: 'Europe/Berlin',
  rfm: { recencyDays: [30, 60, 120, 200], frequency: [2, 4, 6, 9], monetary: [1000, 5000, 10_000, 20_000] },
  predict: predictionModel,
  segments: [
    { key: 'regulars', name: 'Regulars', when: { trait: 'orders.count', is: { gte: 4 } } },
    { key: 'of-york', when: { trait: 'geographic.city', is: { eq: 'York' } } },
    { key: 'recent', when: { performed: 'PurchaseMade', within: 'P30D' } },
    { key: 'unhappy', when: { trait: 'feedback.satisfaction', is: { lte: 0.25 } } },
    { key: 'drawn', when: { trait: 'bucket.trial', is: { lt: 30 } } },
    { key: 'few', when: { trait: 'orders.count', is: { gte: 11 } } },
  ],
};
