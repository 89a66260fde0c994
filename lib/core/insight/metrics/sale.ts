import { addExactly, type ExactSum } from '../../measures/exact-sum.ts';
import { sortedPosition } from '../../measures/sorted-position.ts';
import { factOf } from '../../profile/fact.ts';
import type { Instant } from '../../time/instant.ts';
import type { KnownEvent } from './known-event.ts';

/** A purchase or a refund. */
export interface Sale {
  /** Its event time. */
  readonly at: Instant;
  /** When it became the person's, see `KnownEvent`. */
  readonly since: Instant;
  /** In minor units of the catalogue's currency: below 0 for a refund, 0 in another currency. */
  readonly amount: number;
  readonly isOrder: boolean;
}

/** Reads a purchase or a refund; none for any other event. */
export const saleOf = (known: KnownEvent, currency: string): readonly Sale[] => {
  const { event, since } = known;
  const { t: at } = factOf(known, known.arrivedAt);
  const inCurrency = (amount: number, of: string): number => (of === currency ? amount : 0);
  if (event.type === 'PurchaseMade') {
    return [{ at, since, amount: inCurrency(event.detail.total, event.detail.currency), isOrder: true }];
  }
  if (event.type === 'PurchaseRefunded') {
    return [{ at, since, amount: -inCurrency(event.detail.amount, event.detail.currency), isOrder: false }];
  }
  return [];
};

export const byTime = (one: Sale, other: Sale): number => one.at - other.at;

/** The sales of a stretch of time. */
export interface Sales {
  /** Net of refunds, in minor units of the catalogue's currency. */
  readonly revenue: ExactSum;
  readonly hasOrdered: boolean;
}

/** A stretch of time, up to but not including `to`. */
interface Stretch {
  readonly from: Instant;
  readonly to: Instant;
}

/**
 * Adds up the sales of a stretch.
 *
 * @param sales - by event time.
 * @param asOf - what had not become the person's before does not count.
 */
export const salesWithin = (sales: readonly Sale[], { from, to }: Stretch, asOf: Instant): Sales => {
  const positionOf = (instant: Instant): number =>
    sortedPosition(sales.length, (position) => (sales[position] as Sale).at < instant);
  const own = sales.slice(positionOf(from), positionOf(to)).filter(({ since }) => since < asOf);
  return {
    revenue: own.reduce<ExactSum>((sum, { amount }) => addExactly(sum, amount), 0),
    hasOrdered: own.some(({ isOrder }) => isOrder),
  };
};
