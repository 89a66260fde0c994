import { amountIn, currencyIn, requiredAmountIn } from '../amount.ts';
import type { Told } from '../adapter.ts';
import { factId } from '../fact-id.ts';
import type { Payload } from '../payload.ts';
import { noPerson, personOf } from '../person.ts';
import { toldAs, visitorsTelling, withdrawnAs, type Telling } from '../telling.ts';
import { faultOf, Unusable } from '../unusable.ts';
import { itemsOf } from './line-items.ts';
import { refundsOf, tellRefund, withdrawRefund, type Refund } from './refund.ts';
import { personIn, requiredId } from './resource.ts';

/** The financial states, in the order in which an order passes through them. */
const states = [
  'pending',
  'authorized',
  'expired',
  'partially_paid',
  'paid',
  'partially_refunded',
  'refunded',
  'voided',
];
const paidStates = new Set(['partially_paid', 'paid', 'partially_refunded', 'refunded']);

const isCancelled = (order: Payload): boolean => order.raw('cancelled_at') !== undefined;

/** What was refunded without a word of how much is as if it had never been. */
const counts = (order: Payload): boolean => {
  const state = order.text('financial_status') ?? '';
  const isGivenBack = state === 'refunded' && order.list('refunds').length === 0;
  return !isCancelled(order) && paidStates.has(state) && !isGivenBack;
};

/** Times are in whole seconds, and an order is made and paid within one: how far it has come orders those. */
const stageOf = (order: Payload): number => {
  const state = states.indexOf(order.text('financial_status') ?? '') + 1;
  return (isCancelled(order) ? 500 : 0) + state * 20 + Math.min(order.list('refunds').length, 19);
};

/** What was paid: not what was taken off before, not what is still owed. Refunds are told apart, and lower nothing here. */
const totalOf = (order: Payload, currency: string, refunds: readonly Refund[]): number => {
  const total = requiredAmountIn(order, 'total_price', currency);
  const left = amountIn(order, 'current_total_price', currency);
  if (left === undefined || refunds.some((refund) => refund.currency !== currency)) return total;
  const refunded = refunds.reduce((sum, { amount }) => sum + amount, 0);
  const outstanding = amountIn(order, 'total_outstanding', currency) ?? 0;
  const owed = order.text('financial_status') === 'partially_paid' ? outstanding : Math.min(outstanding, 0);
  return Math.max(0, Math.min(total, left - owed + refunded));
};

const shipToOf = (order: Payload): object | undefined => {
  const address = order.part('shipping_address');
  const country = address.text('country_code') ?? address.text('country');
  if (country === undefined) return undefined;
  const region = address.text('province_code') ?? address.text('province');
  return { country, region, city: address.text('city'), postalCode: address.text('zip') };
};

const instantOf = (order: Payload, ...names: readonly string[]): number => {
  const at = names.map((name) => order.instant(name)).find((each) => each !== undefined);
  if (at !== undefined) return at;
  throw faultOf(order.path(names[0] ?? ''), 'an instant', undefined);
};

const purchase = (order: Payload, telling: Telling, refunds: readonly Refund[]): Told => {
  const currency = currencyIn(order, 'currency');
  const items = itemsOf(order, currency);
  const discount = amountIn(order, 'total_discounts', currency) ?? 0;
  return toldAs(telling, 'PurchaseMade', {
    at: instantOf(order, 'processed_at', 'created_at'),
    orderId: requiredId(order),
    currency,
    total: totalOf(order, currency, refunds),
    discount: discount === 0 ? undefined : discount,
    items: items.length === 0 ? undefined : items,
    channel: order.text('source_name'),
    couponCode: order.list('discount_codes')[0]?.text('code'),
    shipTo: shipToOf(order),
  });
};

/** An order, told anew at each change: what was paid and paid back while it counts, or that it does not. */
export const tellOrder = (order: Payload): readonly Told[] => {
  if (order.raw('test') === true) throw new Unusable('test-order');
  if (order.raw('line_items') === undefined) throw noPerson();
  const updatedAt = instantOf(order, 'updated_at', 'created_at');
  const person = personOf(personIn(order));
  const orderId = requiredId(order);
  const key = factId('shopify.order', orderId);
  const telling = { person, key, number: Math.max(updatedAt, 0) + stageOf(order), at: updatedAt };
  const refunds = refundsOf(order);
  const earlier = visitorsTelling(telling);
  if (counts(order)) {
    const told = refunds.map((refund) => tellRefund(refund, orderId, person));
    return [purchase(order, telling, refunds), ...told, ...earlier];
  }
  const withdrawn = refunds.map((refund) => withdrawRefund(refund, telling));
  return [withdrawnAs(telling), ...withdrawn, ...earlier];
};
