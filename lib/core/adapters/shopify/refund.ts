import { amountIn, currencyIn, requiredAmountIn } from '../amount.ts';
import type { Told } from '../adapter.ts';
import { factId } from '../fact-id.ts';
import type { Payload } from '../payload.ts';
import type { Person } from '../person.ts';
import { toldAs, withdrawnAs, type Telling } from '../telling.ts';
import { faultOf } from '../unusable.ts';
import { requiredId } from './resource.ts';

/** A refund of an order, as far as money goes back. */
export interface Refund {
  readonly payload: Payload;
  readonly at: number;
  /** What was paid back until now, in minor units of `currency`: 0 while it is pending, or where it failed. */
  readonly amount: number;
  /** The order's, but where the exact amount is known only in the currency that was paid in. */
  readonly currency: string;
  /** Of the transactions, how many have ended. */
  readonly settled: number;
}

/** Which of two currencies a price is read in: the shop's, or the one that the customer paid in. */
type Money = 'shop_money' | 'presentment_money';

const sumIn = (lines: readonly Payload[], names: readonly string[], money: Money): number =>
  lines
    .flatMap((line) => names.map((name) => line.part(name).part(money)))
    .filter((part) => part.raw('currency_code') !== undefined)
    .reduce((sum, part) => sum + (amountIn(part, 'amount', currencyIn(part, 'currency_code')) ?? 0), 0);

/**
 * What a refund comes to by its lines. Adjustments are below 0 where more goes back: the price of sending was among them until version
 * 2024-10, has lines of its own since, and may be in both.
 */
const byLines = (refund: Payload, taxesIncluded: boolean, money: Money): number => {
  const withTax = (names: readonly [string, string]) => (taxesIncluded ? names.slice(0, 1) : names);
  const sending = refund.list('refund_shipping_lines');
  const adjustments = refund
    .list('order_adjustments')
    .filter((each) => sending.length === 0 || each.text('kind') !== 'shipping_refund');
  return (
    sumIn(refund.list('refund_line_items'), withTax(['subtotal_set', 'total_tax_set']), money) +
    sumIn(sending, withTax(['subtotal_amount_set', 'tax_amount_set']), money) -
    sumIn(adjustments, ['amount_set', 'tax_amount_set'], money)
  );
};

/** Transactions are in the currency that was paid in: where their sum is that of the lines, the lines know the shop's. */
const inShopMoney = (order: Payload, refund: Payload, paid: number): number | undefined => {
  const taxesIncluded = order.raw('taxes_included') === true;
  const amount = byLines(refund, taxesIncluded, 'shop_money');
  return amount > 0 && byLines(refund, taxesIncluded, 'presentment_money') === paid ? amount : undefined;
};

const paidBack = (order: Payload, refund: Payload, done: readonly Payload[]): Pick<Refund, 'amount' | 'currency'> => {
  const orderCurrency = currencyIn(order, 'currency');
  const [first] = done;
  const currency = first === undefined ? orderCurrency : currencyIn(first, 'currency');
  const amount = done.reduce((sum, each) => sum + requiredAmountIn(each, 'amount', currency), 0);
  if (currency === orderCurrency) return { amount, currency };
  const inShop = inShopMoney(order, refund, amount);
  return inShop === undefined ? { amount, currency } : { amount: inShop, currency: orderCurrency };
};

const ofMoney = (refund: Payload): readonly Payload[] =>
  refund.list('transactions').filter((each) => each.text('kind') === 'refund');

const readRefund = (order: Payload, refund: Payload): Refund => {
  const at = refund.instant('processed_at') ?? refund.instant('created_at');
  if (at === undefined) throw faultOf(refund.path('processed_at'), 'an instant', undefined);
  const transactions = ofMoney(refund);
  const done = transactions.filter((each) => each.text('status') === 'success');
  const settled = transactions.filter((each) => each.text('status') !== 'pending').length;
  return { payload: refund, at, ...paidBack(order, refund, done), settled };
};

/** The refunds of an order that move money. */
export const refundsOf = (order: Payload): readonly Refund[] =>
  order
    .list('refunds')
    .filter((refund) => ofMoney(refund).length > 0)
    .map((refund) => readRefund(order, refund));

/** What was taken off an order without money going back, such as before it was paid: pieces by the id of their line. */
export const removedPieces = (order: Payload): ReadonlyMap<string, number> => {
  const removed = new Map<string, number>();
  for (const refund of order.list('refunds').filter((each) => ofMoney(each).length === 0)) {
    for (const line of refund.list('refund_line_items')) {
      const id = line.text('line_item_id') ?? '';
      removed.set(id, (removed.get(id) ?? 0) + Number(line.raw('quantity') ?? 0));
    }
  }
  return removed;
};

/** Numbered by what the refund itself says, so that each later telling of its order tells the same event. */
const tellingOf = ({ payload, at, settled }: Refund, person: Person): Telling => ({
  person,
  key: factId('shopify.refund', requiredId(payload)),
  number: Math.max(at, 0) + Math.min(settled, 999),
  at,
});

/** Tells a refund of an order that counts. */
export const tellRefund = (refund: Refund, orderId: string, person: Person): Told => {
  const { payload, at, amount, currency } = refund;
  const telling = tellingOf(refund, person);
  if (amount === 0) return withdrawnAs(telling);
  return toldAs(telling, 'PurchaseRefunded', { at, orderId, currency, amount, reason: payload.text('note') });
};

/** Takes back a refund with its order: `order` is the telling that does. */
export const withdrawRefund = (refund: Refund, order: Telling): Told =>
  withdrawnAs({ ...order, key: tellingOf(refund, order.person).key });
