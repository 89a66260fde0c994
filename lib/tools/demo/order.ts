import { day } from '#lib/core/time/duration.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import type { Person } from './person.ts';
import type { Random } from './random.ts';
import { customer, eventAt, type ShopEvent } from './shop-event.ts';
import { productFor } from './visits.ts';

/** An order about to be placed. */
export interface Checkout {
  readonly person: Person;
  readonly at: Instant;
  readonly orderId: string;
  /** The visitor who becomes known by this order. */
  readonly anonymousId?: string | undefined;
}

const complaints = ['delivery', 'packaging', 'price', 'quality', 'service'] as const;
const praises = ['quality', 'service', 'design', 'delivery'] as const;

const itemsOf = (random: Random, person: Person) =>
  Array.from({ length: random.whole(1, person.persona.most) }, () => {
    const { price, ...product } = productFor(random, person);
    return { ...product, quantity: random.happens(0.8) ? 1 : random.whole(2, 3), unitPrice: price };
  });

const purchase = (random: Random, { person, at, orderId, anonymousId }: Checkout): ShopEvent => {
  const { coupons, gifts = 0.05 } = person.persona;
  const items = itemsOf(random, person);
  const full = items.reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice, 0);
  const discount = random.happens(coupons) ? Math.round(full * 0.15) : 0;
  return eventAt(at, 'PurchaseMade', {
    ...customer(person),
    ...(anonymousId !== undefined && { anonymousId }),
    orderId,
    currency: person.home.country === 'GB' || random.happens(0.7) ? 'GBP' : 'EUR',
    total: full - discount,
    ...(discount > 0 && { discount, couponCode: 'HELLO15' }),
    items,
    channel: person.channel,
    shipTo: person.home,
    ...(random.happens(gifts) && { custom: { gift: true } }),
  });
};

const refund = (random: Random, { type: _type, occurredAt, detail }: ShopEvent): ShopEvent =>
  eventAt(occurredAt + random.whole(3, 20) * day, 'PurchaseRefunded', {
    customerId: detail['customerId'],
    orderId: detail['orderId'],
    currency: detail['currency'],
    amount: Math.max(1, Math.round(Number(detail['total']) * random.pick([0.5, 1, 1]))),
    reason: random.pick(['damaged', 'not as expected', 'too late']),
  });

const feedbackOn = (random: Random, { person, at, orderId }: Checkout): ShopEvent => {
  const { mood } = person.persona;
  const isGood = random.happens(mood);
  const about = { ...customer(person), orderId, topics: [random.pick(isGood ? praises : complaints)] };
  const when = at + random.whole(1, 9) * day;
  if (!isGood && random.happens(0.3)) {
    return eventAt(when, 'FeedbackGiven', { ...about, kind: 'complaint', text: 'It was not what I had hoped for.' });
  }
  const score = random.happens(0.6)
    ? { kind: 'nps', score: isGood ? random.whole(8, 10) : random.whole(1, 7) }
    : { kind: 'rating', score: isGood ? random.whole(4, 5) : random.whole(1, 3) };
  return eventAt(when, 'FeedbackGiven', { ...about, ...score });
};

/** An order, with a refund and feedback where they follow. */
export const orderOf = (random: Random, checkout: Checkout): readonly ShopEvent[] => {
  const { refunds, feedback } = checkout.person.persona;
  const made = purchase(random, checkout);
  return [
    made,
    ...(random.happens(refunds) ? [refund(random, made)] : []),
    ...(random.happens(feedback) ? [feedbackOn(random, checkout)] : []),
  ];
};
