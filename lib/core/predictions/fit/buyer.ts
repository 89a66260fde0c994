import { daysIn, mergeDays, noDays, type DaySet } from '../../profile/day-set.ts';
import { revenueOf } from '../../profile/orders.ts';
import type { OrdersState } from '../../profile/state.ts';
import type { LocalDay } from '../../time/calendar.ts';
import type { Instant } from '../../time/instant.ts';

/** What was spent, and on how many days. */
export interface Spent {
  readonly days: number;
  /** In minor units of the catalogue's currency, not below 0. */
  readonly total: number;
}

/** A person who has ordered, as a fit sees them. */
export interface Buyer {
  readonly firstAt: Instant;
  readonly lastAt: Instant;
  /** Number of orders. */
  readonly count: number;
  /** After refunds, in minor units of the catalogue's currency. */
  readonly revenue: number;
  /** The days with an order in the catalogue's currency. */
  readonly days: DaySet;
  /** The days with an order in another currency. */
  readonly otherDays: DaySet;
  /** What the model of spend is fitted to. */
  readonly spent: Spent;
}

const daysOf = ({ count, days = noDays, otherDays = noDays }: OrdersState): Pick<Buyer, 'days' | 'otherDays'> => {
  if (days.length + otherDays.length > 0) return { days, otherDays };
  throw new TypeError(
    `Cannot fit a model to orders as days: current value is ${count} orders of which no day is kept; run patron backfill first`,
  );
};

/**
 * The buyer with some orders; undefined for a person who has none.
 *
 * @throws {TypeError} for orders of which no day is known: a version before 0.3.0 has folded them.
 */
export const buyerOf = (orders: OrdersState | undefined): Buyer | undefined => {
  if (orders?.lastAt === undefined) return undefined;
  const { lastAt, firstAt = lastAt, count } = orders;
  const [kept, revenue] = [daysOf(orders), revenueOf(orders)];
  return { firstAt, lastAt, count, revenue, ...kept, spent: { days: kept.days.length, total: Math.max(0, revenue) } };
};

/** The distinct local days with an order, in any currency, oldest first. */
export const purchaseDays = ({ days, otherDays }: Pick<Buyer, 'days' | 'otherDays'>): readonly LocalDay[] =>
  daysIn(otherDays.length === 0 ? days : mergeDays(days, otherDays));
