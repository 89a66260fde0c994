import { addExactly, mergeSums, sumOf, type ExactSum } from '../measures/exact-sum.ts';
import { earliest, latest } from '../time/instant.ts';
import { addDay, mergeDays, noDays, type DaySet } from './day-set.ts';
import type { Fact, FoldTerms } from './fact.ts';
import type { OrdersState } from './state.ts';

type OtherOrders = NonNullable<OrdersState['other']>;

export const noOrders: OrdersState = { count: 0, discounted: 0, gross: 0, refunded: 0 };

const addOther = (
  other: OtherOrders = {},
  currency: string,
  [count, amount]: readonly [number, ExactSum],
): OtherOrders => {
  const [countBefore, revenueBefore] = other[currency] ?? [0, 0];
  return { ...other, [currency]: [countBefore + count, mergeSums(revenueBefore, amount)] };
};

/** Folds a purchase. One in another currency than the catalogue's still counts as an order. */
export const addPurchase = (
  orders: OrdersState = noOrders,
  { event: { detail }, t }: Fact<'PurchaseMade'>,
  { currency, calendar }: FoldTerms,
): OrdersState => ({
  ...orders,
  count: orders.count + 1,
  discounted: orders.discounted + ((detail.discount ?? 0) > 0 || detail.couponCode !== undefined ? 1 : 0),
  firstAt: earliest(orders.firstAt, t),
  lastAt: latest(orders.lastAt, t),
  ...(detail.currency === currency
    ? { gross: addExactly(orders.gross, detail.total), days: addDay(orders.days ?? noDays, calendar.dayOf(t)) }
    : {
        other: addOther(orders.other, detail.currency, [1, detail.total]),
        otherDays: addDay(orders.otherDays ?? noDays, calendar.dayOf(t)),
      }),
});

/** Folds a refund, which lowers the revenue of its currency and never the number of orders. */
export const addRefund = (
  orders: OrdersState = noOrders,
  { event: { detail } }: Fact<'PurchaseRefunded'>,
  { currency }: FoldTerms,
): OrdersState => ({
  ...orders,
  ...(detail.currency === currency
    ? { refunded: addExactly(orders.refunded, detail.amount) }
    : { other: addOther(orders.other, detail.currency, [0, -detail.amount]) }),
});

const bothDays = (one: DaySet | undefined, other: DaySet | undefined): DaySet | undefined =>
  one && other ? mergeDays(one, other) : (one ?? other);

const mergeOrderDays = (one: OrdersState, other: OrdersState): Pick<OrdersState, 'days' | 'otherDays'> => {
  const days = bothDays(one.days, other.days);
  const otherDays = bothDays(one.otherDays, other.otherDays);
  return { ...(days && { days }), ...(otherDays && { otherDays }) };
};

export const mergeOrders = (one: OrdersState, other: OrdersState): OrdersState => {
  const firstAt = other.firstAt === undefined ? one.firstAt : earliest(one.firstAt, other.firstAt);
  const lastAt = other.lastAt === undefined ? one.lastAt : latest(one.lastAt, other.lastAt);
  const others = Object.entries(other.other ?? {}).reduce<OtherOrders | undefined>(
    (sum, [currency, amounts]) => addOther(sum, currency, amounts),
    one.other,
  );
  return {
    count: one.count + other.count,
    discounted: one.discounted + other.discounted,
    gross: mergeSums(one.gross, other.gross),
    refunded: mergeSums(one.refunded, other.refunded),
    ...(firstAt !== undefined && { firstAt }),
    ...(lastAt !== undefined && { lastAt }),
    ...mergeOrderDays(one, other),
    ...(others && { other: others }),
  };
};

/** The number of distinct days with an order, in any currency. */
export const orderDays = ({ days = noDays, otherDays = noDays }: OrdersState): number =>
  otherDays.length === 0 ? days.length : mergeDays(days, otherDays).length;

/** Revenue after refunds, in minor units of the catalogue's currency. */
export const revenueOf = ({ gross, refunded }: OrdersState): number => sumOf(addExactly(gross, -sumOf(refunded)));
