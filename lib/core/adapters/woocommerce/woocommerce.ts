import { defineAdapter, type Headers, type Told } from '../adapter.ts';
import type { Payload } from '../payload.ts';
import { noPerson } from '../person.ts';
import { Unusable } from '../unusable.ts';
import { tellCustomer, tellErasure } from './customer.ts';
import { tellOrder } from './order.ts';

/** What the topics of webhooks mean. That an order is deleted names nobody: it is cancelled before. */
const topics: Readonly<Record<string, (payload: Payload) => readonly Told[]>> = {
  'order.created': tellOrder,
  'order.updated': tellOrder,
  'order.restored': tellOrder,
  'order.deleted': () => {
    throw noPerson();
  },
  'customer.created': tellCustomer,
  'customer.updated': tellCustomer,
  'customer.deleted': tellErasure,
};

/** What a payload without a topic is, as in an export: a field that only it has, and the topic it would come with. */
const marks: readonly (readonly [field: string, topic: string])[] = [
  ['line_items', 'order.updated'],
  ['is_paying_customer', 'customer.updated'],
  ['username', 'customer.updated'],
];

const topicOf = (payload: Payload, headers: Headers): string => {
  const names = new Set(payload.names);
  return headers['x-wc-webhook-topic'] ?? marks.find(([field]) => names.has(field))?.[1] ?? '';
};

/** The records of WooCommerce's REST API, as webhooks and exports carry them. */
export const wooCommerce = defineAdapter('shop.woocommerce', (payload, headers) => {
  // What a new webhook sends first, to see whether anyone is there.
  if (payload.names.length === 1 && payload.names[0] === 'webhook_id') return [];
  const topic = topicOf(payload, headers);
  const tell = Object.hasOwn(topics, topic) ? topics[topic] : undefined;
  if (tell === undefined) throw new Unusable(`unknown-topic ${topic}`.trim());
  return tell(payload);
});
