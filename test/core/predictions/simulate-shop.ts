import type { OrderModel } from '#lib/core/predictions/order-model.ts';
import type { SpendModel } from '#lib/core/predictions/spend-model.ts';
import type { LocalDay } from '#lib/core/time/calendar.ts';
import { chanceFrom, type Chance } from '#lib/core/chance.ts';
import { exponential, gamma } from './draws.ts';

/** A shop to draw. */
export interface SimulatedShop {
  /** Times in weeks. */
  readonly orders: OrderModel;
  /** In minor units. */
  readonly spend: SpendModel;
  readonly people: number;
  /** The length of its history; people come at any time in it, day 0 included. */
  readonly days: number;
  readonly seed: number;
}

/** A purchase: the day, which is below the number of days, and its worth in minor units. */
export type SimulatedPurchase = readonly [day: LocalDay, total: number];

/** The gaps between the orders of a person, in days, until they leave. */
const gapsOf = function* (draw: Chance, { k, r, alpha, a, b }: OrderModel): Iterable<number> {
  const rate = gamma(draw, r) / alpha;
  const [left, stayed] = [gamma(draw, a), gamma(draw, b)];
  const leaving = left / (left + stayed);
  while (draw() >= leaving)
    yield 7 * Array.from({ length: k }, () => exponential(draw) / rate).reduce((sum, one) => sum + one);
};

/** Draws the purchases of a person, oldest first: a mean spend that differs from person to person, and gamma around it. */
const purchasesOf = (draw: Chance, { orders, spend, days }: SimulatedShop): readonly SimulatedPurchase[] => {
  let at = draw() * days;
  const rate = gamma(draw, spend.q) / spend.v;
  const purchase = (): SimulatedPurchase => [Math.floor(at), Math.round(gamma(draw, spend.p) / rate)];
  const purchases = [purchase()];
  for (const gap of gapsOf(draw, orders)) {
    at += gap;
    if (at >= days) break;
    purchases.push(purchase());
  }
  return purchases;
};

/** A shop whose customers do what the model says, the same for the same seed. */
export const simulateShop = (shop: SimulatedShop): readonly (readonly SimulatedPurchase[])[] => {
  const draw = chanceFrom(shop.seed);
  return Array.from({ length: shop.people }, () => purchasesOf(draw, shop));
};
