import { defineAdapter, type Told } from '../adapter.ts';
import { noPerson } from '../person.ts';
import { Unusable } from '../unusable.ts';
import { tellRefund } from './charge.ts';
import { tellSession } from './checkout-session.ts';
import { tellCustomer, tellErasure } from './customer.ts';
import { tellInvoice } from './invoice.ts';
import { readNotification, type Notification } from './notification.ts';

type Tell = (notification: Notification) => readonly Told[];

/** Nothing was counted yet, so that nothing is to be taken back. */
const tellNothing: Tell = () => [];

/** They name no customer: `charge.refunded` tells the same. */
const tellNobody: Tell = () => {
  throw noPerson();
};

/** What the types of events mean. */
const types: Readonly<Record<string, Tell>> = {
  'checkout.session.completed': tellSession,
  'checkout.session.async_payment_succeeded': tellSession,
  'checkout.session.async_payment_failed': tellNothing,
  'checkout.session.expired': tellNothing,
  'charge.refunded': tellRefund,
  'charge.refund.updated': tellNobody,
  'refund.created': tellNobody,
  'refund.updated': tellNobody,
  'refund.failed': tellNobody,
  'invoice.paid': tellInvoice,
  'customer.created': tellCustomer,
  'customer.updated': tellCustomer,
  'customer.deleted': tellErasure,
};

/** Stripe's events with snapshot payloads, as webhooks and the partner bus carry them. */
export const stripe = defineAdapter('shop.stripe', (event) => {
  const type = event.text('type') ?? '';
  const tell = Object.hasOwn(types, type) ? types[type] : undefined;
  if (tell === undefined) throw new Unusable(`unknown-type ${type}`.trim());
  return tell(readNotification(event));
});
