import { addExactly, mergeSums, type ExactSum } from '../../measures/exact-sum.ts';
import { revenueOf } from '../../profile/orders.ts';
import { isVisitor } from '../../profile/person.ts';
import type { CustomerState } from '../../profile/state.ts';
import type { Instant } from '../../time/instant.ts';
import type { Accumulator } from '../accumulator.ts';
import type { Person } from '../person.ts';

/** What profiles tell of a shop as a whole, as plain JSON. */
export interface ShopCounts {
  customers: number;
  /** Those who are not linked to a customer. */
  visitors: number;
  /** People who have ordered. */
  buyers: number;
  orders: number;
  /** After refunds, in minor units of the catalogue's currency. */
  revenue: ExactSum;
  /** The orders of which no revenue is made, by their currency. */
  readonly otherCurrencies: Record<string, number>;
  /** The latest clock of anybody; 0 where there is nobody. */
  now: Instant;
  /** The first and the last event; null where there is none. */
  first: Instant | null;
  last: Instant | null;
}

const countEvents = (kept: ShopCounts, first: Instant | null, last: Instant | null): void => {
  if (first !== null) kept.first = Math.min(kept.first ?? first, first);
  if (last !== null) kept.last = Math.max(kept.last ?? last, last);
};

const countOthers = ({ otherCurrencies }: ShopCounts, currency: string, orders: number): void => {
  otherCurrencies[currency] = (otherCurrencies[currency] ?? 0) + orders;
};

const countOrders = (kept: ShopCounts, { orders }: CustomerState['profile']): void => {
  if (orders === undefined) return;
  if (orders.count > 0) kept.buyers += 1;
  kept.orders += orders.count;
  kept.revenue = addExactly(kept.revenue, revenueOf(orders));
  for (const [currency, [count]] of Object.entries(orders.other ?? {})) countOthers(kept, currency, count);
};

const counted = ['customers', 'visitors', 'buyers', 'orders'] as const;

/** Counts people, their orders and what they spent. */
export const shopCounts: Accumulator<Person, ShopCounts, ShopCounts> = {
  empty: () => ({
    customers: 0,
    visitors: 0,
    buyers: 0,
    orders: 0,
    revenue: 0,
    otherCurrencies: {},
    now: 0,
    first: null,
    last: null,
  }),
  add: (kept, { person, state: { clock, profile } }) => {
    kept[isVisitor(person) ? 'visitors' : 'customers'] += 1;
    kept.now = Math.max(kept.now, clock);
    countEvents(kept, profile.firstSeenAt ?? null, profile.lastSeenAt ?? null);
    countOrders(kept, profile);
    return kept;
  },
  merge: (one, other) => {
    for (const name of counted) one[name] += other[name];
    one.revenue = mergeSums(one.revenue, other.revenue);
    for (const [currency, orders] of Object.entries(other.otherCurrencies)) countOthers(one, currency, orders);
    one.now = Math.max(one.now, other.now);
    countEvents(one, other.first, other.last);
    return one;
  },
  result: (kept) => kept,
};
