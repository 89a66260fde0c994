import { day } from '../time/duration.ts';
import { lastInstant, type Instant } from '../time/instant.ts';
import { noDays } from '../profile/day-set.ts';
import { orderDays, revenueOf } from '../profile/orders.ts';
import type { Ordered } from '../profile/rfm.ts';
import { Course } from './course.ts';
import { firstTurned } from './crossing.ts';
import { Forecast } from './forecast.ts';
import type { OrdersAhead } from './orders-ahead.ts';
import type { PredictionModel } from './prediction-model.ts';
import { expectedSpend, type SpendModel } from './spend-model.ts';
import { TimeAxis } from './time-axis.ts';

/** The traits that move with time, as numbers. */
export type MovingName = 'alive' | 'buys30d' | 'buys90d' | 'orders30d' | 'orders365d' | 'value365d';

const month = 30 * day;
const quarter = 90 * day;
const year = 365 * day;

/** What is predicted of a person with orders, by one model. Times come in and go out as instants. */
export class PredictedOrders {
  readonly forecast: Forecast;
  readonly axis: TimeAxis;
  /** The last order, or the first where all were on one day. */
  readonly since: Instant;
  readonly #model: PredictionModel;
  readonly #ordered: Ordered;
  #spend: number | undefined;
  #nextOrderAt: Instant | undefined;
  #courses: Partial<Record<MovingName, Course>> | undefined;

  constructor(model: PredictionModel, orders: Ordered, aheadOf?: (repeats: number) => OrdersAhead) {
    const { firstAt = orders.lastAt, lastAt } = orders;
    const repeats = orderDays(orders) - 1;
    this.axis = new TimeAxis(model, firstAt);
    this.since = repeats === 0 ? firstAt : lastAt;
    this.forecast = new Forecast(model.orders, { repeats, recency: this.axis.ageAt(this.since) }, aheadOf?.(repeats));
    this.#model = model;
    this.#ordered = orders;
  }

  /**
   * The value of a trait; undefined where it has none, at any instant.
   *
   * @param until - given a later instant, what the trait does not rise above until then, from the last order on.
   */
  valueAt(name: MovingName, now: number, until = now): number | undefined {
    switch (name) {
      case 'alive':
        return this.forecast.alive(this.axis.ageAt(now));
      case 'buys30d':
        return this.#buysWithin(month, now, until);
      case 'buys90d':
        return this.#buysWithin(quarter, now, until);
      case 'orders30d':
        return this.#ordersWithin(month, now, until);
      case 'orders365d':
        return this.#ordersWithin(year, now, until);
      case 'value365d':
        return this.#hasSpend ? this.#ordersWithin(year, now, until) * this.#spendOfDay() : undefined;
      default:
        return name satisfies never;
    }
  }

  /** Whether a trait may rise after the last order, before it falls. Gaps of k = 1 are as likely to end now as at any time. */
  mayRise(name: MovingName): boolean {
    return this.#model.orders.k > 1 && name !== 'alive';
  }

  /** How a trait moves; undefined where it has no value. */
  courseOf(name: MovingName): Course | undefined {
    if (name === 'value365d' && !this.#hasSpend) return undefined;
    this.#courses ??= {};
    return (this.#courses[name] ??= new Course(this, name));
  }

  /** The last order and the median gap after it, of somebody who is a customer still; Infinity after the year 9999. */
  get nextOrderAt(): Instant {
    this.#nextOrderAt ??= this.#findNextOrder();
    return this.#nextOrderAt;
  }

  /** False without a purchase day in the catalogue's currency, and without a model of spend. */
  get #hasSpend(): boolean {
    return this.#model.spend !== undefined && this.#ordered.days !== undefined && this.#ordered.days.length > 0;
  }

  /** The expected worth of a further purchase day. Found once, where it is asked for. */
  #spendOfDay(): number {
    const { days = noDays } = this.#ordered;
    this.#spend ??= expectedSpend(this.#model.spend as SpendModel, days.length, Math.max(0, revenueOf(this.#ordered)));
    return this.#spend;
  }

  #buysWithin(time: number, now: number, until: number): number {
    const { axis } = this;
    return this.forecast.buysWithin(axis.ageAt(now), time / axis.unit, axis.ageAt(until));
  }

  #ordersWithin(time: number, now: number, until: number): number {
    const { axis } = this;
    return this.forecast.ordersWithin(axis.ageAt(now), time / axis.unit, axis.ageAt(until));
  }

  #findNextOrder(): Instant {
    const isDue = (now: Instant): boolean => this.forecast.silence(this.axis.ageAt(now)) <= 1 / 2;
    if (!isDue(lastInstant)) return Infinity;
    const guess = this.axis.instantAt(this.forecast.ageOfSilence(1 / 2));
    return firstTurned(isDue, { from: this.since, to: lastInstant }, guess);
  }
}
