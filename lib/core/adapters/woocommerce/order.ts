import { amountIn, currencyIn, requiredAmountIn } from '../amount.ts';
import type { Told } from '../adapter.ts';
import { factId } from '../fact-id.ts';
import type { Payload } from '../payload.ts';
import { noPerson, personOf } from '../person.ts';
import { toldAs, visitorsTelling, withdrawnAs, type Telling } from '../telling.ts';
import { faultOf } from '../unusable.ts';
import { personIn, timeIn } from './record.ts';
import { tellRefund, withdrawRefund } from './refund.ts';

/** WooCommerce's own states, in the order in which an order passes through them; plugins have others. */
const states = ['pending', 'failed', 'on-hold', 'processing', 'completed', 'refunded', 'cancelled', 'trash'];
const drafts = new Set(['auto-draft', 'checkout-draft']);
const paidStates = new Set(['processing', 'completed', 'refunded']);

/**
 * A state of a plugin's, such as `shipped`, counts once the order is paid. What was refunded without a word of how much is as if it
 * had never been.
 */
const counts = (order: Payload): boolean => {
  const status = order.text('status') ?? '';
  if (status === 'refunded' && order.list('refunds').length === 0) return false;
  return states.includes(status) ? paidStates.has(status) : order.raw('date_paid_gmt') !== undefined;
};

/** Times are in whole seconds, and an order is made and paid within one: how far it has come orders those. */
const stageOf = (order: Payload): number => {
  const state = states.indexOf(order.text('status') ?? '');
  return (state === -1 ? states.indexOf('processing') : state) * 100 + Math.min(order.list('refunds').length, 99);
};

const skuOf = (line: Payload): string | undefined => {
  const variation = line.text('variation_id');
  return (
    line.text('sku') ?? (variation === '0' ? undefined : variation) ?? line.text('product_id') ?? line.text('name')
  );
};

/** The price of one piece before coupons, which WooCommerce only has as that of all pieces: rounded, where they share a cent. */
const itemsOf = (order: Payload, currency: string): readonly object[] =>
  order.list('line_items').flatMap((line) => {
    const [sku, name] = [skuOf(line), line.text('name')];
    const quantity = Number(line.raw('quantity') ?? 0);
    const ofAll = amountIn(line, 'subtotal', currency);
    if (sku === undefined || ofAll === undefined || ofAll < 0 || !(quantity > 0)) return [];
    return [{ sku, name, quantity, unitPrice: Math.round(ofAll / quantity) }];
  });

const shipToOf = (order: Payload): object | undefined => {
  const address = order.part('shipping');
  const country = address.text('country');
  if (country === undefined) return undefined;
  return { country, region: address.text('state'), city: address.text('city'), postalCode: address.text('postcode') };
};

const purchase = (order: Payload, telling: Telling, orderId: string): Told => {
  const currency = currencyIn(order, 'currency');
  const items = itemsOf(order, currency);
  const discount =
    (amountIn(order, 'discount_total', currency) ?? 0) + (amountIn(order, 'discount_tax', currency) ?? 0);
  return toldAs(telling, 'PurchaseMade', {
    at: timeIn(order, 'date_created_gmt', 'date_paid_gmt'),
    orderId,
    currency,
    total: requiredAmountIn(order, 'total', currency),
    discount: discount === 0 ? undefined : discount,
    items: items.length === 0 ? undefined : items,
    channel: order.text('created_via'),
    couponCode: order.list('coupon_lines')[0]?.text('code'),
    shipTo: shipToOf(order),
  });
};

/** An order, told anew at each change: what was paid and paid back while it counts, or that it does not. */
export const tellOrder = (order: Payload): readonly Told[] => {
  if (order.raw('status') === undefined) throw noPerson();
  const person = personOf(personIn(order));
  if (drafts.has(order.text('status') ?? '')) return [];
  const orderId = order.text('id');
  if (orderId === undefined) throw faultOf('id', 'an id', undefined);
  const at = timeIn(order, 'date_modified_gmt', 'date_created_gmt');
  const telling = { person, key: factId('woocommerce.order', orderId), number: Math.max(at, 0) + stageOf(order), at };
  const refunds = order.list('refunds');
  const earlier = visitorsTelling(telling);
  if (!counts(order)) {
    return [withdrawnAs(telling), ...refunds.map((refund) => withdrawRefund(refund, telling)), ...earlier];
  }
  const refunded = { orderId, currency: currencyIn(order, 'currency'), telling };
  return [purchase(order, telling, orderId), ...refunds.flatMap((refund) => tellRefund(refund, refunded)), ...earlier];
};
