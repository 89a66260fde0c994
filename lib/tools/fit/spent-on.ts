import { factOf, type FoldTerms } from '#lib/core/profile/fact.ts';
import type { LocalDay } from '#lib/core/time/calendar.ts';
import type { CountedEvent } from '#lib/use-cases/history/past-events.ts';

/** An order, or a refund of one. */
interface OrderAmount {
  readonly orderId: string;
  /** In minor units of the catalogue's currency. */
  readonly amount: number;
}

/** The orders of a day in the catalogue's currency. */
const ordersOn = (day: LocalDay, events: readonly CountedEvent[], { currency, calendar }: FoldTerms) =>
  events.flatMap((counted): readonly OrderAmount[] => {
    const { event, t } = factOf(counted, counted.arrivedAt);
    if (event.type !== 'PurchaseMade' || event.detail.currency !== currency || calendar.dayOf(t) !== day) return [];
    return [{ orderId: event.detail.orderId, amount: event.detail.total }];
  });

const refundsIn = (events: readonly CountedEvent[], currency: string): readonly OrderAmount[] =>
  events.flatMap(({ event }) =>
    event.type === 'PurchaseRefunded' && event.detail.currency === currency ? [event.detail] : [],
  );

const sumOf = (amounts: readonly OrderAmount[]): number => amounts.reduce((sum, { amount }) => sum + amount, 0);

/** What was spent on a day by orders in the catalogue's currency, less all refunds of those; undefined where there were none. */
export const spentOn = (day: LocalDay, events: readonly CountedEvent[], terms: FoldTerms): number | undefined => {
  const orders = ordersOn(day, events, terms);
  if (orders.length === 0) return undefined;
  const ids = new Set(orders.map(({ orderId }) => orderId));
  return sumOf(orders) - sumOf(refundsIn(events, terms.currency).filter(({ orderId }) => ids.has(orderId)));
};
