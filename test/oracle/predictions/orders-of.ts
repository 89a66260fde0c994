import type { Catalogue } from '../catalogue.ts';
import { numbersOf, ofType, type Fact } from '../facts.ts';
import { zoneOf } from '../zone.ts';

/** What predictions are made of: somebody who has ordered, until the next order or refund. */
export interface Bought {
  readonly firstAt: number;
  /** The last order, or the first where there is no repeat: the silence begins here. */
  readonly lastAt: number;
  readonly repeats: number;
  /** Days with an order in the catalogue's currency. */
  readonly paidDays: number;
  /** Of the catalogue's currency, never below 0. */
  readonly revenue: number;
}

const daysOf = (orders: readonly Fact[], catalogue: Catalogue): number => {
  const zone = zoneOf(catalogue);
  return new Set(orders.map(({ t }) => zone.dateAt(t))).size;
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

/** Undefined for somebody who has not ordered. */
export const boughtBy = (facts: readonly Fact[], catalogue: Catalogue): Bought | undefined => {
  const orders = ofType(facts, 'PurchaseMade');
  const [first, last] = [orders[0], orders.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const isPaid = ({ detail }: Fact): boolean => detail['currency'] === catalogue.currency;
  const paid = orders.filter(isPaid);
  const refunds = ofType(facts, 'PurchaseRefunded').filter(isPaid);
  const repeats = daysOf(orders, catalogue) - 1;
  return {
    firstAt: first.t,
    lastAt: repeats === 0 ? first.t : last.t,
    repeats,
    paidDays: daysOf(paid, catalogue),
    revenue: Math.max(0, sum(numbersOf(paid, 'total')) - sum(numbersOf(refunds, 'amount'))),
  };
};
