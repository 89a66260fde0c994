import type { Told } from '../adapter.ts';
import { currencyIn } from '../amount.ts';
import { factId } from '../fact-id.ts';
import type { Payload } from '../payload.ts';
import { toldAs } from '../telling.ts';
import { faultOf } from '../unusable.ts';
import { requiredStripeAmountIn, stripeAmountIn } from './amount.ts';
import { ownOrderIn } from './checkout-session.ts';
import { ownerOf, referenceIn, type Notification } from './notification.ts';

const reasonOf = (charge: Payload): string | undefined => charge.part('refunds').list('data')[0]?.text('reason');

/**
 * A charge that was refunded, in part or whole: by what its sum of refunds has grown. That sum names the refund, since Stripe
 * may tell one in two events.
 */
export const tellRefund = ({ object: charge, previous, at }: Notification): readonly Told[] => {
  const [id, currency] = [charge.text('id'), currencyIn(charge, 'currency')];
  if (id === undefined) throw faultOf(charge.path('id'), 'an id', undefined);
  const refunded = requiredStripeAmountIn(charge, 'amount_refunded', currency);
  const amount = refunded - (stripeAmountIn(previous, 'amount_refunded', currency) ?? 0);
  const telling = { person: ownerOf(charge), key: factId('stripe.refund', id, refunded), number: at, at };
  const orderId = ownOrderIn(charge) ?? referenceIn(charge, 'payment_intent') ?? id;
  return [toldAs(telling, 'PurchaseRefunded', { at, orderId, currency, amount, reason: reasonOf(charge) })];
};
