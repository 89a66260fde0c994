import { lastInstant } from '../../time/instant.ts';
import type { Told } from '../adapter.ts';
import { amountIn, currencyIn } from '../amount.ts';
import { factId } from '../fact-id.ts';
import type { Payload } from '../payload.ts';
import { toldAs, visitorsTelling, withdrawnAs, type Telling } from '../telling.ts';
import { faultOf } from '../unusable.ts';
import { toldOf, type Call } from './call.ts';
import { skuIn } from './visit.ts';

const requiredText = (payload: Payload, name: string): string => {
  const text = payload.text(name);
  if (text !== undefined) return text;
  throw faultOf(payload.path(name), 'an id', payload.raw(name));
};

/** An order is told again under its own id: by the page that is loaded twice, by the server beside the browser, when it is edited. */
const tellingOf = ({ payload, person, at }: Call): Telling => {
  const orderId = requiredText(payload.part('properties'), 'order_id');
  return { person, key: factId('segment.order', orderId), number: Math.max(at, 0), at };
};

const quantityOf = (product: Payload): number => {
  const quantity = Number(product.raw('quantity') ?? 1);
  return Number.isFinite(quantity) && quantity > 0 ? quantity : 0;
};

/** The products that have a price: without one, nothing can be said of what was bought. */
const itemsOf = (properties: Payload, currency: string): readonly object[] =>
  properties.list('products').flatMap((product) => {
    const unitPrice = amountIn(product, 'price', currency);
    const quantity = quantityOf(product);
    const [name, category] = [product.text('name'), product.text('category')];
    const sku = skuIn(product) ?? name;
    return sku === undefined || unitPrice === undefined || quantity === 0
      ? []
      : [{ sku, name, category, quantity, unitPrice }];
  });

/** `total` includes shipping and taxes; senders that only know Google's events give `revenue` or `value`. */
const totalOf = (properties: Payload, currency: string): number => {
  for (const name of ['total', 'revenue', 'value']) {
    const total = amountIn(properties, name, currency);
    if (total !== undefined) return total;
  }
  throw faultOf(properties.path('total'), `an amount in ${currency}`, undefined);
};

const purchase = (call: Call): Told => {
  const properties = call.payload.part('properties');
  const currency = currencyIn(properties, 'currency');
  const discount = amountIn(properties, 'discount', currency);
  const items = itemsOf(properties, currency);
  return toldAs(tellingOf(call), 'PurchaseMade', {
    at: call.at,
    orderId: requiredText(properties, 'order_id'),
    currency,
    total: totalOf(properties, currency),
    discount: discount === 0 ? undefined : discount,
    items: items.length === 0 ? undefined : items,
    channel: properties.text('affiliation'),
    couponCode: properties.text('coupon'),
  });
};

/** Whose customer is known, an order is not the visitor's, however much later the browser's own telling of it comes. */
const notVisitors = (call: Call): readonly Told[] => {
  const telling = tellingOf(call);
  return visitorsTelling({ ...telling, number: lastInstant + telling.number });
};

/**
 * Order Completed and Order Updated: the order as it is now, also where it was told before anybody knew who the visitor was, as by a
 * page that is loaded before its visitor signs in.
 */
export const orderTold = (call: Call): readonly Told[] => [purchase(call), ...notVisitors(call)];

/** Order Cancelled: the order does not count. */
export const orderCancelled = (call: Call): readonly Told[] => [withdrawnAs(tellingOf(call)), ...notVisitors(call)];

/** What the refunded products cost, for senders that give no total. */
const priceOf = (items: readonly object[]): number | undefined => {
  const prices = items.map((item) =>
    'unitPrice' in item && 'quantity' in item ? [item.unitPrice, item.quantity] : [],
  );
  const sum = prices.reduce((total, [price, quantity]) => total + Number(price) * Number(quantity), 0);
  return sum > 0 && Number.isSafeInteger(sum) ? sum : undefined;
};

/** Order Refunded: each is a refund of its own, unless a `refund_id` says that it was told before. */
export const orderRefunded = (call: Call): readonly Told[] => {
  const properties = call.payload.part('properties');
  const currency = currencyIn(properties, 'currency');
  const orderId = requiredText(properties, 'order_id');
  const amount = amountIn(properties, 'total', currency) ?? priceOf(itemsOf(properties, currency));
  if (amount === undefined) throw faultOf(properties.path('total'), `an amount in ${currency}`, undefined);
  const refundId = properties.text('refund_id');
  const fields = { orderId, currency, amount, reason: properties.text('reason') };
  if (refundId === undefined) return [toldOf(call, 'PurchaseRefunded', fields)];
  const { person, at } = call;
  const telling = { person, key: factId('segment.refund', refundId), number: Math.max(at, 0), at };
  return [toldAs(telling, 'PurchaseRefunded', { at, ...fields })];
};
