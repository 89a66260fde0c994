import { day } from '../time/duration.ts';
import { lastInstant, type Instant } from '../time/instant.ts';
import { noDays } from '../profile/day-set.ts';
import { orderDays, revenueOf } from '../profile/orders.ts';
import type { Ordered } from '../profile/rfm.ts';
import { Course } from './course.ts';
import { firstTurned } from './crossing.ts';
import { Forecast } from './forecast.ts';
import type { PredictionModel } from './prediction-model.ts';
import type { StayingSums } from './staying-sums.ts';
import { expectedSpend } from './spend-model.ts';
import { TimeAxis } from './time-axis.ts';

/** The traits that move with time, as numbers. */
export type MovingName = 'alive' | 'buys30d' | 'buys90d' | 'orders30d' | 'orders365d' | 'value365d';

const month = 30 * day;
const quarter = 90 * day;
const year = 365 * day;

/** A search asks for its two ends, and for what it has found. */
const rememberedYears = 4;

/** What is predicted of a person with orders, by one model. Times come in and go out as instants. */
export class PredictedOrders {
  readonly forecast: Forecast;
  readonly axis: TimeAxis;
  readonly #k: number;
  /** The last order, or the first where all were on one day. */
  readonly since: Instant;
  /** The expected worth of a further purchase day; undefined without one in the catalogue's currency, or without a model of spend. */
  readonly #spend: number | undefined;
  #nextOrderAt: Instant | undefined;
  #courses: Partial<Record<MovingName, Course>> | undefined;
  /** The newest expectations of a year, a sum of hundreds of terms, by instant. */
  #years: readonly (readonly [now: Instant, orders: number])[] = [];

  constructor(model: PredictionModel, orders: Ordered, staysOf?: (repeats: number) => StayingSums) {
    const { firstAt = orders.lastAt, lastAt, days = noDays } = orders;
    const repeats = orderDays(orders) - 1;
    this.axis = new TimeAxis(model, firstAt);
    this.#k = model.orders.k;
    this.since = repeats === 0 ? firstAt : lastAt;
    this.forecast = new Forecast(model.orders, { repeats, recency: this.axis.ageAt(this.since) }, staysOf?.(repeats));
    this.#spend =
      days.length === 0 || model.spend === undefined
        ? undefined
        : expectedSpend(model.spend, days.length, Math.max(0, revenueOf(orders)));
  }

  /** The value of a trait; undefined where it has none, at any instant. */
  valueAt(name: MovingName, now: Instant): number | undefined {
    switch (name) {
      case 'alive':
        return this.forecast.alive(this.axis.ageAt(now));
      case 'buys30d':
        return this.#buysWithin(month, now);
      case 'buys90d':
        return this.#buysWithin(quarter, now);
      case 'orders30d':
        return this.#ordersWithin(month, now);
      case 'orders365d':
        return this.#ordersInYear(now);
      case 'value365d':
        return this.#spend === undefined ? undefined : this.#ordersInYear(now) * this.#spend;
      default:
        return name satisfies never;
    }
  }

  /** How a trait moves; undefined where it has no value. */
  courseOf(name: MovingName): Course | undefined {
    if (name === 'value365d' && this.#spend === undefined) return undefined;
    this.#courses ??= {};
    return (this.#courses[name] ??= new Course(this, name));
  }

  /** The last order and the median gap after it, of somebody who is a customer still; Infinity after the year 9999. */
  get nextOrderAt(): Instant {
    this.#nextOrderAt ??= this.#findNextOrder();
    return this.#nextOrderAt;
  }

  #buysWithin(time: number, now: Instant): number {
    return this.forecast.buysWithin(this.axis.ageAt(now), time / this.axis.unit);
  }

  #ordersWithin(time: number, now: Instant): number {
    return this.forecast.ordersWithin(this.axis.ageAt(now), time / this.axis.unit);
  }

  #ordersInYear(now: Instant): number {
    const known = this.#years.find(([at]) => at === now);
    if (known) return known[1];
    const orders = this.#ordersWithin(year, now);
    // Several comparisons ask for the same millisecond; what a search guesses lies between two.
    if (Number.isInteger(now)) this.#years = [[now, orders], ...this.#years.slice(0, rememberedYears - 1)];
    return orders;
  }

  /** What a trait never rises above from the last order on; 0 where it only falls. */
  boundOf(name: MovingName): number {
    const { unit } = this.axis;
    // Gaps of k = 1 are as likely to end now as at any time.
    if (this.#k === 1) return 0;
    switch (name) {
      case 'orders30d':
        return this.forecast.mostOrdersWithin(month / unit);
      case 'orders365d':
        return this.forecast.mostOrdersWithin(year / unit);
      case 'value365d':
        return this.forecast.mostOrdersWithin(year / unit) * (this.#spend ?? 0);
      case 'buys30d':
      case 'buys90d':
        return 1;
      case 'alive':
        return 0;
      default:
        return name satisfies never;
    }
  }

  #findNextOrder(): Instant {
    const isDue = (now: Instant): boolean => this.forecast.silence(this.axis.ageAt(now)) <= 1 / 2;
    if (!isDue(lastInstant)) return Infinity;
    const guess = this.axis.instantAt(this.forecast.ageOfSilence(1 / 2));
    return firstTurned(isDue, { from: this.since, to: lastInstant }, guess);
  }
}
