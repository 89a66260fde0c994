import { buyerOf, type Buyer } from '#lib/core/predictions/fit/buyer.ts';
import { daySetOf } from '#lib/core/profile/day-set.ts';
import { day } from '#lib/core/time/duration.ts';
import type { SimulatedPurchase } from '../simulate-shop.ts';

const noon = day / 2;

/** The buyer who made some purchases, at noon. */
export const buyerWith = (purchases: readonly SimulatedPurchase[]): Buyer => {
  const days = purchases.map(([on]) => on);
  const gross = purchases.reduce((sum, [, total]) => sum + total, 0);
  return buyerOf({
    count: purchases.length,
    discounted: 0,
    gross,
    refunded: 0,
    firstAt: Math.min(...days) * day + noon,
    lastAt: Math.max(...days) * day + noon,
    days: daySetOf(days),
  }) as Buyer;
};
