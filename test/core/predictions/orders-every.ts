import type { Ordered } from '#lib/core/profile/rfm.ts';
import { day } from '#lib/core/time/duration.ts';

/** Ten o'clock on a Thursday, in UTC. */
const firstOrderAt = Date.UTC(2026, 0, 1, 10);

/** The orders of somebody who has ordered so many times, for 100.00 each, with so many days between. */
export const ordersEvery = (days: number, times: number): Ordered => ({
  count: times,
  discounted: 0,
  gross: times * 100_00,
  refunded: 0,
  firstAt: firstOrderAt,
  lastAt: firstOrderAt + (times - 1) * days * day,
  days: [Math.floor(firstOrderAt / day), ...Array.from({ length: times - 1 }, () => days)],
});
