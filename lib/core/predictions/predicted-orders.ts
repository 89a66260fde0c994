import { day, parseDuration } from '../time/duration.ts';
import type { Instant } from '../time/instant.ts';
import { noDays } from '../profile/day-set.ts';
import { orderDays, revenueOf } from '../profile/orders.ts';
import type { Ordered } from '../profile/rfm.ts';
import { firstCrossing } from './crossing.ts';
import { Forecast } from './forecast.ts';
import { highestFrom } from './highest.ts';
import type { PredictionModel } from './prediction-model.ts';
import { expectedSpend } from './spend-model.ts';

/** The traits that move with time, as numbers. */
export type MovingName = 'alive' | 'buys30d' | 'buys90d' | 'orders30d' | 'orders365d' | 'value365d';

/** What is predicted of a person with orders, by one model. Times come in as instants. */
export class PredictedOrders {
  readonly #forecast: Forecast;
  readonly #unit: number;
  readonly #firstAt: Instant;
  /** The last order, or the first where all were on one day. */
  readonly #since: Instant;
  /** The expected worth of a further purchase day; undefined without one in the catalogue's currency, or without a model of spend. */
  readonly #spend: number | undefined;
  #nextOrderAt: Instant | undefined;
  readonly #turns = new Map<MovingName, Instant>();

  constructor(model: PredictionModel, orders: Ordered) {
    const { firstAt = orders.lastAt, lastAt, days = noDays } = orders;
    const repeats = orderDays(orders) - 1;
    this.#unit = parseDuration(model.timeUnit) as number;
    const recency = repeats === 0 ? 0 : (lastAt - firstAt) / this.#unit;
    this.#forecast = new Forecast(model.orders, { repeats, recency });
    this.#firstAt = firstAt;
    this.#since = repeats === 0 ? firstAt : lastAt;
    this.#spend =
      days.length === 0 || model.spend === undefined
        ? undefined
        : expectedSpend(model.spend, days.length, Math.max(0, revenueOf(orders)));
  }

  /** The value of a trait; undefined where it has none. */
  valueAt(name: MovingName, now: Instant): number | undefined {
    const age = (now - this.#firstAt) / this.#unit;
    switch (name) {
      case 'alive':
        return this.#forecast.alive(age);
      case 'buys30d':
        return this.#forecast.buysWithin(age, (30 * day) / this.#unit);
      case 'buys90d':
        return this.#forecast.buysWithin(age, (90 * day) / this.#unit);
      case 'orders30d':
        return this.#forecast.ordersWithin(age, (30 * day) / this.#unit);
      case 'orders365d':
        return this.#forecast.ordersWithin(age, (365 * day) / this.#unit);
      case 'value365d':
        return this.#spend === undefined
          ? undefined
          : this.#forecast.ordersWithin(age, (365 * day) / this.#unit) * this.#spend;
      default:
        return name satisfies never;
    }
  }

  /** The instant at which a trait is the highest: the last order, or one after it where gaps are regular. */
  turnOf(name: MovingName): Instant {
    const known = this.#turns.get(name) ?? highestFrom((now) => this.valueAt(name, now) ?? 0, this.#since);
    this.#turns.set(name, known);
    return known;
  }

  /** The last order and the median gap after it, of somebody who is a customer still; Infinity after the year 9999. */
  get nextOrderAt(): Instant {
    this.#nextOrderAt ??= this.#findNextOrder();
    return this.#nextOrderAt;
  }

  #findNextOrder(): Instant {
    const silence = (now: Instant): number => this.#forecast.silence((now - this.#firstAt) / this.#unit);
    return firstCrossing(
      { difference: (now) => silence(now) - 1 / 2, holds: (now) => silence(now) <= 1 / 2 },
      this.#since,
    );
  }
}
