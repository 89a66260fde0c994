import { formatInstant } from '../../time/instant.ts';
import type { Told } from '../adapter.ts';
import { currencyIn } from '../amount.ts';
import { factId } from '../fact-id.ts';
import type { Payload } from '../payload.ts';
import { idIn, type Person } from '../person.ts';
import { toldAs } from '../telling.ts';
import { requiredStripeAmountIn, stripeAmountIn } from './amount.ts';
import { buyerOf, ownIdIn, referenceIn, type Notification } from './notification.ts';

/** The shop's own number of an order, which it has left in the metadata. */
export const ownOrderIn = (object: Payload): string | undefined =>
  object.part('metadata').text('orderId') ?? object.part('metadata').text('order_id');

/** What was bought: there only where the shop has expanded it, since Stripe's events leave it out. */
const itemsOf = (session: Payload, currency: string): readonly object[] =>
  session
    .part('line_items')
    .list('data')
    .flatMap((line) => {
      const price = line.part('price');
      const sku = price.part('metadata').text('sku') ?? referenceIn(price, 'product') ?? price.text('id');
      const [quantity, unitPrice] = [line.raw('quantity'), stripeAmountIn(price, 'unit_amount', currency)];
      const isSold = sku !== undefined && unitPrice !== undefined && typeof quantity === 'number' && quantity > 0;
      return isSold ? [{ sku, name: line.text('description'), quantity, unitPrice }] : [];
    });

const couponOf = (session: Payload): string | undefined => {
  const [discount] = session.list('discounts');
  if (discount === undefined) return undefined;
  return (
    discount.part('promotion_code').text('code') ?? referenceIn(discount, 'coupon') ?? discount.text('promotion_code')
  );
};

const shipToOf = (session: Payload): object | undefined => {
  const address = [session.part('collected_information').part('shipping_details'), session.part('shipping_details')]
    .map((details) => details.part('address'))
    .find((each) => each.text('country') !== undefined);
  return (
    address && {
      country: address.text('country'),
      region: address.text('state'),
      city: address.text('city'),
      postalCode: address.text('postal_code'),
    }
  );
};

const orderIdOf = (session: Payload): string | undefined =>
  ownOrderIn(session) ?? referenceIn(session, 'payment_intent') ?? session.text('id');

const purchase = ({ object: session, at }: Notification, person: Person): Told => {
  const currency = currencyIn(session, 'currency');
  const discount = stripeAmountIn(session.part('total_details'), 'amount_discount', currency) ?? 0;
  const items = itemsOf(session, currency);
  const telling = { person, key: factId('stripe.order', session.text('id') ?? ''), number: at, at };
  return toldAs(telling, 'PurchaseMade', {
    at,
    orderId: orderIdOf(session),
    currency,
    total: requiredStripeAmountIn(session, 'amount_total', currency),
    discount: discount === 0 ? undefined : discount,
    items: items.length === 0 ? undefined : items,
    couponCode: couponOf(session),
    shipTo: shipToOf(session),
  });
};

/** Whether the buyer wants to hear of promotions, where the page of the checkout asks. */
const consentOf = ({ id, object: session, at }: Notification, person: Person): readonly Told[] => {
  const answer = session.part('consent').text('promotions');
  if (answer === undefined) return [];
  const eventId = factId('stripe.consent', id);
  const detail = {
    eventId,
    ...person,
    occurredAt: formatInstant(at),
    purpose: 'marketing',
    granted: answer === 'opt_in',
  };
  return [{ type: 'ConsentChanged', detail }];
};

/** A checkout that is completed: an order once it is paid, which some ways of paying take days for. */
export const tellSession = (notification: Notification): readonly Told[] => {
  const { object: session } = notification;
  const person = buyerOf(session, ownIdIn(session) ?? idIn(session, 'client_reference_id'));
  const isOrder = session.text('mode') !== 'setup' && session.text('payment_status') !== 'unpaid';
  return [...(isOrder ? [purchase(notification, person)] : []), ...consentOf(notification, person)];
};
