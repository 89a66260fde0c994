import type { Told } from '../adapter.ts';
import { currencyIn } from '../amount.ts';
import { factId } from '../fact-id.ts';
import type { Payload } from '../payload.ts';
import { personOf } from '../person.ts';
import { toldAs } from '../telling.ts';
import { requiredStripeAmountIn } from './amount.ts';
import { ownerOf, ownIdIn, type Notification } from './notification.ts';

/** Why an invoice is one that no checkout has told: the first of a subscription, and one for a single order, are told by it. */
const renewals = new Set(['subscription_cycle', 'subscription_update', 'subscription_threshold']);

/** The subscription's metadata, where the invoice has copied them to: it has moved between versions of the API. */
const subscriptionsOf = (invoice: Payload): readonly Payload[] => [
  invoice.part('parent').part('subscription_details'),
  invoice.part('subscription_details'),
];

/** An invoice that is paid: an order where it renews a subscription. */
export const tellInvoice = ({ object: invoice, at }: Notification): readonly Told[] => {
  if (!renewals.has(invoice.text('billing_reason') ?? '')) return [];
  const currency = currencyIn(invoice, 'currency');
  const total = requiredStripeAmountIn(invoice, 'amount_paid', currency);
  if (total === 0) return [];
  const owner = ownerOf(invoice);
  const own = subscriptionsOf(invoice).map(ownIdIn);
  const person = personOf({ ...owner, customerId: owner.customerId ?? own.find((id) => id !== undefined) });
  const orderId = invoice.text('id') ?? '';
  const telling = { person, key: factId('stripe.invoice', orderId), number: at, at };
  return [toldAs(telling, 'PurchaseMade', { at, orderId, currency, total, channel: 'subscription' })];
};
