import * as fc from 'fast-check';
import type { Operators } from '#test/oracle/catalogue.ts';
import type { Asked } from './arbitrary-operators.ts';
import { writtenDay, type Scene } from './scenes.ts';
import { vocabulary } from './vocabulary.ts';

/** By field what it may be asked. */
export type Fields = Readonly<Record<string, fc.Arbitrary<Operators>>>;

const eventTypes = [
  'PurchaseMade',
  'PurchaseRefunded',
  'VisitMade',
  'FeedbackGiven',
  'CustomerDescribed',
  'IdentityLinked',
  'ConsentChanged',
] as const;
export type Type = (typeof eventTypes)[number];

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** When an event happened, by a clock on the shop's wall. */
export const localFields = (scene: Scene, { number, text }: Asked): Fields => {
  const dates = Array.from({ length: 9 }, (_, days) => writtenDay(scene, days));
  return {
    'local.date': text(dates),
    'local.month': text([...new Set([...dates.map((date) => date.slice(0, 7)), '2026-11'])]),
    'local.weekday': text(weekdays),
    'local.hour': number([0, 1, 2, 9, 12, 13, 22, 23]),
  };
};

export interface Known {
  readonly fieldsOf: Readonly<Record<Type, Fields>>;
  /** Of an element of `items`, and of the event that it is of. */
  readonly itemFields: Fields;
}

const headerOf = ({ text, gift, exists, writtenMoment }: Asked, local: Fields): Fields => ({
  anonymousId: text(['ann', 'v1', 'v2']),
  customerId: exists,
  'custom.gift': gift,
  ...(Object.keys(local).length === 0 ? {} : { 'custom.renewal': writtenMoment }),
  ...local,
});

/** The fields of all events, and what they may be asked. */
export const fieldsIn = (asked: Asked, local: Fields): Known => {
  const { number, text, list, flag, gift } = asked;
  const header = headerOf(asked, local);
  const fieldsOf = {
    PurchaseMade: {
      ...header,
      orderId: text(vocabulary.order),
      currency: text(vocabulary.currency),
      total: number(vocabulary.money),
      discount: number([0, 100]),
      channel: text(vocabulary.channel),
      couponCode: text(vocabulary.coupon),
      'items.sku': text(vocabulary.sku),
      'items.category': text(vocabulary.category),
      'items.quantity': number(vocabulary.quantity),
      'items.unitPrice': number(vocabulary.money),
      'shipTo.country': text(vocabulary.country),
    },
    PurchaseRefunded: { ...header, amount: number(vocabulary.money), currency: text(vocabulary.currency) },
    VisitMade: {
      ...header,
      action: text(vocabulary.action),
      sessionId: text(vocabulary.session),
      sku: text(vocabulary.sku),
      category: text(vocabulary.category),
      searchTerm: text(vocabulary.search),
      device: text(vocabulary.device),
      durationSeconds: number(vocabulary.seconds),
      'campaign.source': text(vocabulary.source),
      'place.country': text(vocabulary.country),
    },
    FeedbackGiven: {
      ...header,
      kind: text(vocabulary.kind),
      score: number([0, 2, 3, 5, 10]),
      topics: list(vocabulary.topic),
      'answers.again': fc.oneof(gift, list(vocabulary.topic)),
      sku: text(vocabulary.sku),
    },
    CustomerDescribed: {
      ...header,
      via: text(vocabulary.via),
      'traits.demographic.gender': text(vocabulary.gender),
      'traits.psychographic.interests': list(vocabulary.interest),
      'traits.custom.tier': text(vocabulary.tier),
    },
    IdentityLinked: header,
    ConsentChanged: { ...header, purpose: text(vocabulary.purpose), granted: flag },
  } satisfies Record<Type, Fields>;
  const itemFields = {
    sku: text(vocabulary.sku),
    category: text(vocabulary.category),
    quantity: number(vocabulary.quantity),
    unitPrice: number(vocabulary.money),
    // Looked up in the event, since elements have none of these.
    total: number(vocabulary.money),
    channel: text(vocabulary.channel),
    'shipTo.country': text(vocabulary.country),
    'custom.gift': gift,
    ...local,
  };
  return { fieldsOf, itemFields };
};

/** Fields that hold numbers, if any; only these have a sum, a mean and extremes. */
export const numericOf: Partial<Readonly<Record<Type, readonly string[]>>> = {
  PurchaseMade: ['total', 'discount', 'items.quantity', 'items.unitPrice', 'custom.gift'],
  PurchaseRefunded: ['amount'],
  VisitMade: ['durationSeconds'],
  FeedbackGiven: ['score'],
  CustomerDescribed: ['traits.demographic.income.amount'],
};

export const amounts: ReadonlySet<string> = new Set(['total', 'amount', 'items.unitPrice', 'unitPrice']);

/** The traits of all profiles, and what they may be asked. */
export const traitsIn = ({ number, text, list, flag, gift, instant, moment, date }: Asked): Fields => {
  const whole = number([0, 1, 2, 3, 4]);
  const sums = number([0, 500, 1000, 1500, 2000, 3000, 5000, 7000]);
  const shares = number([0, 0.25, 0.5, 0.75, 1]);
  return {
    'demographic.age': ageIn(number),
    'demographic.gender': text(vocabulary.gender),
    'demographic.householdSize': whole,
    'demographic.birthDate': date,
    'geographic.country': text(vocabulary.country),
    'geographic.city': text(vocabulary.city),
    'psychographic.interests': list(vocabulary.interest),
    'preferences.channels': list(vocabulary.channel),
    'preferences.language': text(['en', 'fr']),
    'custom.tier': text(vocabulary.tier),
    'custom.gift': gift,
    'custom.renewal': moment,
    'consent.marketing': flag,
    'consent.analytics': flag,
    'orders.count': whole,
    'orders.days': whole,
    'orders.revenue': sums,
    'orders.average': sums,
    'orders.refunded': sums,
    'orders.refundRate': shares,
    'orders.discountShare': shares,
    'orders.firstAt': instant,
    'orders.lastAt': instant,
    'orders.averageGapDays': number([0, 0.5, 1, 2, 3]),
    'orders.otherCurrencies.EUR.count': whole,
    'orders.otherCurrencies.EUR.revenue': sums,
    'visits.count': whole,
    'visits.sessions': whole,
    'visits.firstAt': instant,
    'visits.lastAt': instant,
    'categories.top': text(vocabulary.category),
    'channels.top': text(vocabulary.channel),
    'devices.top': text(vocabulary.device),
    'searches.top': text(vocabulary.search),
    'feedback.count': whole,
    'feedback.satisfaction': shares,
    'feedback.nps': number([0, 5, 10]),
    'feedback.topics': list(vocabulary.topic),
    firstSeenAt: instant,
    lastSeenAt: instant,
  };
};

/** What the people of the drawn events become within the days of these events. */
export const ageIn = (number: Asked['number']): fc.Arbitrary<Operators> =>
  number([27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37]);

export const rfmTraitsIn = (number: Asked['number']): Fields => {
  const scores = number([1, 2, 3, 4, 5]);
  return { 'rfm.recency': scores, 'rfm.frequency': scores, 'rfm.monetary': scores };
};
