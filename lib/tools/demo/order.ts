import { day } from '#lib/core/time/duration.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import type { Person } from './person.ts';
import type { Random } from './random.ts';
import { customer, eventAt, type ShopEvent } from './shop-event.ts';
import { remarkOf } from './remarks.ts';
import { productFor } from './visits.ts';

/** An order about to be placed. */
export interface Checkout {
  readonly person: Person;
  readonly at: Instant;
  readonly orderId: string;
  /** The visitor who becomes known by this order. */
  readonly anonymousId?: string | undefined;
}

const itemsOf = (random: Random, person: Person) =>
  Array.from({ length: random.whole(1, person.persona.most) }, () => {
    const { price, ...product } = productFor(random, person);
    return { ...product, quantity: random.happens(0.8) ? 1 : random.whole(2, 3), unitPrice: price };
  });

const purchase = (random: Random, { person, at, orderId, anonymousId }: Checkout): ShopEvent => {
  const { coupons, gifts } = person.persona;
  const items = itemsOf(random, person);
  const full = items.reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice, 0);
  const discount = random.happens(coupons) ? Math.round(full * 0.15) : 0;
  return eventAt(at, 'PurchaseMade', {
    ...customer(person),
    ...(anonymousId !== undefined && { anonymousId }),
    orderId,
    currency: person.home.country === 'GB' || random.happens(0.9) ? 'GBP' : 'EUR',
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

/** Out of 10, or out of 5. */
const scoreOf = (random: Random, isContent: boolean) =>
  random.happens(0.6)
    ? { kind: 'nps', score: isContent ? random.whole(8, 10) : random.whole(0, 4) }
    : { kind: 'rating', score: isContent ? random.whole(4, 5) : random.whole(1, 2) };

/** Some complain without a score; of the others one in five leaves it at that. */
const feedbackOn = (random: Random, { person, at, orderId }: Checkout): ShopEvent => {
  const isContent = random.happens(person.mood);
  const { topic, text } = remarkOf(random, isContent);
  const about = { ...customer(person), orderId, topics: [topic] };
  const when = at + random.whole(1, 9) * day;
  if (!isContent && random.happens(0.2)) return eventAt(when, 'FeedbackGiven', { ...about, kind: 'complaint', text });
  return eventAt(when, 'FeedbackGiven', {
    ...about,
    ...scoreOf(random, isContent),
    ...(random.happens(0.8) && { text }),
  });
};

/** An order, with a refund and feedback where they follow. */
export const orderOf = (random: Random, checkout: Checkout): readonly ShopEvent[] => {
  const { mood, persona } = checkout.person;
  const made = purchase(random, checkout);
  return [
    made,
    ...(random.happens((1 - mood) / 4) ? [refund(random, made)] : []),
    ...(random.happens(persona.feedback) ? [feedbackOn(random, checkout)] : []),
  ];
};
