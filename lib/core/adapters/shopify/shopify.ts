import { readInstant } from '../../time/read-instant.ts';
import { defineAdapter, type Headers, type Told } from '../adapter.ts';
import type { Payload } from '../payload.ts';
import { noPerson } from '../person.ts';
import { Unusable } from '../unusable.ts';
import { tellCheckout } from './checkout.ts';
import { tellConsent, tellCustomer, tellErasure } from './customer.ts';
import { tellOrder } from './order.ts';
import { tellTags } from './tags.ts';

type Tell = (payload: Payload, triggeredAt: number) => readonly Told[];

/** They name no customer: `orders/updated` tells the same. */
const tellNobody: Tell = () => {
  throw noPerson();
};

const unlessAnswered = (what: string): Tell => {
  return () => {
    throw new Unusable(what);
  };
};

/** What the topics of webhooks mean. All topics of orders carry the whole order. */
const topics: Readonly<Record<string, Tell>> = {
  'orders/create': tellOrder,
  'orders/paid': tellOrder,
  'orders/updated': tellOrder,
  'orders/cancelled': tellOrder,
  'orders/fulfilled': tellOrder,
  'orders/partially_fulfilled': tellOrder,
  'orders/edited': tellNobody,
  'orders/delete': tellNobody,
  'refunds/create': tellNobody,
  'carts/create': tellNobody,
  'carts/update': tellNobody,
  'customers/create': tellCustomer,
  'customers/update': tellCustomer,
  'customers/enable': tellCustomer,
  'customers/disable': tellCustomer,
  'customer.tags_added': tellTags('given'),
  'customer.tags_removed': tellTags('taken'),
  'customers_email_marketing_consent/update': tellConsent,
  'customers_marketing_consent/update': tellConsent,
  'customers/delete': tellErasure((payload) => payload),
  'customers/redact': tellErasure((payload) => payload.part('customer')),
  'customers/data_request': unlessAnswered('data-request: answer it with patron export'),
  'shop/redact': unlessAnswered('shop-redact: remove the deployment with patron remove'),
  'checkouts/create': tellCheckout,
  'checkouts/update': tellCheckout,
};

/** What a payload without a topic is, as in an export: a field that only it has, and the topic it would come with. */
const marks: readonly (readonly [field: string, topic: string])[] = [
  ['orders_to_redact', 'customers/redact'],
  ['financial_status', 'orders/updated'],
  ['abandoned_checkout_url', 'checkouts/update'],
  ['customer_id', 'customers_email_marketing_consent/update'],
  ['verified_email', 'customers/update'],
  ['email_marketing_consent', 'customers/update'],
];

const topicOf = (payload: Payload, headers: Headers): string => {
  const names = new Set(payload.names);
  return headers['x-shopify-topic'] ?? marks.find(([field]) => names.has(field))?.[1] ?? '';
};

/** The resources of Shopify's REST API, as webhooks, partner events and exports carry them. */
export const shopify = defineAdapter('shop.shopify', (payload, headers) => {
  if (headers['x-shopify-test'] === 'true') throw new Unusable('test-order');
  const topic = topicOf(payload, headers);
  const tell = Object.hasOwn(topics, topic) ? topics[topic] : undefined;
  if (tell === undefined) throw new Unusable(`unknown-topic ${topic}`.trim());
  return tell(payload, readInstant(headers['x-shopify-triggered-at']) ?? 0);
});
