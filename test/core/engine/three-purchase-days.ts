import { apply } from '#lib/core/engine/apply.ts';
import type { ArrivedEvent } from '#lib/core/profile/fact.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import { day } from '#lib/core/time/duration.ts';
import { parseInstant, type Instant } from '#lib/core/time/instant.ts';
import { predictionModel } from '#test/support/prediction-model.ts';
import { textbook } from '../predictions/textbook.ts';
import { purchase, refund } from '../profile/events.ts';

const week = 7 * day;
export const firstAt = '2027-01-01T09:30:00.000Z';
/** Three purchase days: two orders on the first, one of 40.00 in another currency on the last. */
export const orders: readonly ArrivedEvent[] = [
  purchase({ at: firstAt, total: 60_00 }),
  purchase({ at: '2027-01-01T22:15:00.250Z', total: 20_00 }),
  purchase({ at: '2027-02-10T08:00:00.000Z', total: 90_00 }),
  refund({ at: '2027-02-20T08:00:00.000Z', amount: 10_00 }),
  purchase({ at: '2027-03-01T17:45:30.125Z', total: 40_00, currency: 'EUR' }),
];
export const lastAt = parseInstant('2027-03-01T17:45:30.125Z');

const history = { repeats: 2, recency: (lastAt - parseInstant(firstAt)) / week };

export const modelOf = (k: number) => ({ ...predictionModel, orders: { ...predictionModel.orders, k } });

const age = (now: Instant): number => (now - parseInstant(firstAt)) / week;

/** The textbook's traits of these orders by name, as functions of the instant. */
export const expectedTraits = (k: number) => {
  const { alive, buysWithin, ordersWithin, silence } = textbook(modelOf(k).orders, history);
  // Two purchase days in pounds, 160.00 after refunds.
  const { p, q, v } = predictionModel.spend;
  const spend = (p * (v + 160_00)) / (p * 2 + q - 1);
  return {
    silence: (now: Instant) => silence(age(now)),
    alive: (now: Instant) => alive(age(now)),
    buys30d: (now: Instant) => buysWithin(age(now), 30 / 7),
    buys90d: (now: Instant) => buysWithin(age(now), 90 / 7),
    orders30d: (now: Instant) => ordersWithin(age(now), 30 / 7),
    orders365d: (now: Instant) => ordersWithin(age(now), 365 / 7),
    value365d: (now: Instant) => ordersWithin(age(now), 365 / 7) * spend,
  };
};

/** The first millisecond of a time in which something becomes true once, by halving alone. */
export const firstIn = (isTrue: (now: Instant) => boolean, from: Instant, to: Instant): Instant => {
  let [low, high] = [from, to];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isTrue(middle)) high = middle;
    else low = middle;
  }
  return high;
};

/** The state after some events, each arriving when it happens. */
export const inOrder = (catalogue: Catalogue, events: readonly ArrivedEvent[]): CustomerState =>
  events.reduce<CustomerState | undefined>(
    (state, event) => apply(catalogue, state, event).state,
    undefined,
  ) as CustomerState;

export const later = (days: number): Instant => lastAt + days * day;
