import { day, parseDuration } from '../time/duration.ts';
import { lastInstant, type Instant } from '../time/instant.ts';
import { noDays } from '../profile/day-set.ts';
import { orderDays, revenueOf } from '../profile/orders.ts';
import type { Ordered } from '../profile/rfm.ts';
import { firstTurned, type Stretch } from './crossing.ts';
import { Forecast } from './forecast.ts';
import type { PredictionModel } from './prediction-model.ts';
import { rootIn, rootNear } from './root.ts';
import { expectedSpend } from './spend-model.ts';

/** The traits that move with time, as numbers. */
export type MovingName = 'alive' | 'buys30d' | 'buys90d' | 'orders30d' | 'orders365d' | 'value365d';

/** A slope is seen over this part of the time since the last order. All times here are in ln(α + T). */
const slopePart = 1e-3;
/** No turn is looked for closer to the last order. */
const firstTurn = 1e-7;
const turnTolerance = 1e-9;
const levelTolerance = 1e-11;

/** What is predicted of a person with orders, by one model. Times come in and go out as instants. */
export class PredictedOrders {
  readonly #forecast: Forecast;
  readonly #unit: number;
  readonly #alpha: number;
  readonly #k: number;
  readonly #firstAt: Instant;
  /** The last order, or the first where all were on one day: from here on, traits rise up to one turn at most and then fall. */
  readonly since: Instant;
  /** The expected worth of a further purchase day; undefined without one in the catalogue's currency, or without a model of spend. */
  readonly #spend: number | undefined;
  #nextOrderAt: Instant | undefined;
  readonly #tops = new Map<MovingName, Instant>();

  constructor(model: PredictionModel, orders: Ordered) {
    const { firstAt = orders.lastAt, lastAt, days = noDays } = orders;
    const repeats = orderDays(orders) - 1;
    this.#unit = parseDuration(model.timeUnit) as number;
    this.#alpha = model.orders.alpha;
    this.#k = model.orders.k;
    const recency = repeats === 0 ? 0 : (lastAt - firstAt) / this.#unit;
    this.#forecast = new Forecast(model.orders, { repeats, recency });
    this.#firstAt = firstAt;
    this.since = repeats === 0 ? firstAt : lastAt;
    this.#spend =
      days.length === 0 || model.spend === undefined
        ? undefined
        : expectedSpend(model.spend, days.length, Math.max(0, revenueOf(orders)));
  }

  /** Whether a trait has a value, which it then has at every instant. */
  has(name: MovingName): boolean {
    return name !== 'value365d' || this.#spend !== undefined;
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

  /** About when a trait meets a level that it crosses once in a stretch; NaN where no time can be told. */
  timeAt(name: MovingName, level: number, { from, to }: Stretch): number {
    if (!(level > 0 && level < Infinity)) return Number.NaN;
    if (name === 'alive') return this.#firstAt + this.#forecast.ageOfAlive(level) * this.#unit;
    const above = (at: number): number => Math.log(this.#valueIn(name, at) / level);
    const bracket = { from: this.#logAge(from), to: this.#logAge(to) };
    const near = this.#fallNear(name, level, bracket.from);
    const met = near === undefined ? Number.NaN : rootNear(above, { ...near, ...bracket }, levelTolerance);
    return this.#instantIn(Number.isNaN(met) ? rootIn(above, bracket, levelTolerance) : met);
  }

  /** The one instant at which a trait that still rises at another turns; undefined where it falls from then on. */
  topAfter(name: MovingName, now: Instant): Instant | undefined {
    if (name === 'alive' || this.#k === 1) return undefined;
    const known = this.#tops.get(name);
    if (known === undefined && now > this.since && this.#slopeIn(name, this.#logAge(now)) < 0) return undefined;
    const top = known ?? this.#findTop(name);
    this.#tops.set(name, top);
    return top > now ? top : undefined;
  }

  /** The last order and the median gap after it, of somebody who is a customer still; Infinity after the year 9999. */
  get nextOrderAt(): Instant {
    this.#nextOrderAt ??= this.#findNextOrder();
    return this.#nextOrderAt;
  }

  #logAge(now: number): number {
    return Math.log(this.#alpha + (now - this.#firstAt) / this.#unit);
  }

  #instantIn(logAge: number): number {
    return this.#firstAt + (Math.exp(logAge) - this.#alpha) * this.#unit;
  }

  #valueIn(name: MovingName, logAge: number): number {
    return this.valueAt(name, this.#instantIn(logAge)) ?? Number.NaN;
  }

  /**
   * About where a trait falls to a level, and how steeply; undefined where it has to rise to it. Of somebody who is a customer still it
   * changes slowly: it falls as the probability of being one does, and a little faster.
   */
  #fallNear(
    name: MovingName,
    level: number,
    from: number,
  ): { readonly at: number; readonly slope: number } | undefined {
    const value = this.#valueIn(name, from);
    if (value < level) return undefined;
    const ofCustomer = value / this.#valueIn('alive', from);
    const age = this.#forecast.ageOfAlive(level / ofCustomer);
    return { at: Math.log(this.#alpha + age), slope: -1 - this.#forecast.steepness(age) };
  }

  #slopeIn(name: MovingName, logAge: number): number {
    const width = slopePart * (logAge - this.#logAge(this.since));
    return this.#valueIn(name, logAge + width) - this.#valueIn(name, logAge - width);
  }

  #findTop(name: MovingName): Instant {
    const slope = (at: number): number => this.#slopeIn(name, at);
    const start = this.#logAge(this.since);
    const last = this.#logAge(lastInstant);
    if (slope(start + firstTurn) <= 0) return this.since;
    let [from, width] = [firstTurn, 1 / 16];
    while (slope(start + width) > 0 && start + width < last) [from, width] = [width, 2 * width];
    const met = rootIn(slope, { from: start + from, to: start + width }, turnTolerance);
    return Math.round(this.#instantIn(met));
  }

  #findNextOrder(): Instant {
    const isDue = (now: Instant): boolean => this.#forecast.silence((now - this.#firstAt) / this.#unit) <= 1 / 2;
    if (!isDue(lastInstant)) return Infinity;
    const guess = this.#firstAt + this.#forecast.ageOfSilence(1 / 2) * this.#unit;
    return firstTurned(isDue, { from: this.since, to: lastInstant }, guess);
  }
}
