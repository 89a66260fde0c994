import { formatInstant } from '../../time/instant.ts';
import { defineAdapter, type Told } from '../adapter.ts';
import { factId } from '../fact-id.ts';
import type { Payload } from '../payload.ts';
import { idIn, noPerson, visitorIn } from '../person.ts';
import { Unusable } from '../unusable.ts';
import { readCall, toldOf, type Call } from './call.ts';
import { consentUpdated, unsubscribed } from './consent.ts';
import { identify } from './identify.ts';
import { orderCancelled, orderRefunded, orderTold } from './order.ts';
import { productReviewed } from './review.ts';
import { visit } from './visit.ts';

const visitAs =
  (action: string) =>
  (call: Call): readonly Told[] => [visit(call, action)];

/** What the events of the specification mean, by their names in lower case. */
const tracked: Readonly<Record<string, (call: Call) => readonly Told[]>> = {
  'product viewed': visitAs('product'),
  'product clicked': visitAs('product'),
  'products searched': visitAs('search'),
  'product list viewed': visitAs('page'),
  'product list filtered': visitAs('page'),
  'product added': visitAs('cart'),
  'product removed': visitAs('cart'),
  'cart viewed': visitAs('cart'),
  'checkout started': visitAs('checkout'),
  'checkout step viewed': visitAs('checkout'),
  'checkout step completed': visitAs('checkout'),
  'payment info entered': visitAs('checkout'),
  'order completed': orderTold,
  'order updated': orderTold,
  'order cancelled': orderCancelled,
  'order refunded': orderRefunded,
  'product reviewed': productReviewed,
  'segment consent preference updated': consentUpdated,
  unsubscribed,
};

const track = (payload: Payload): readonly Told[] => {
  const event = payload.text('event') ?? '';
  const name = event.toLowerCase();
  const tell = Object.hasOwn(tracked, name) ? tracked[name] : undefined;
  if (tell === undefined) throw new Unusable(`unknown-event ${event}`);
  return tell(readCall(payload));
};

/** alias: a visitor, whom the previous id names, is this customer. */
const alias = (payload: Payload): readonly Told[] => {
  const [customerId, anonymousId] = [idIn(payload, 'userId'), visitorIn(payload, 'previousId')];
  if (customerId === undefined || anonymousId === undefined) throw noPerson();
  const call = readCall(payload);
  return [toldOf({ ...call, person: { customerId, anonymousId } }, 'IdentityLinked', {})];
};

/** delete: somebody asked to be forgotten. Exactly one id is named. */
const erasure = (payload: Payload): readonly Told[] => {
  const { person, at } = readCall(payload);
  const { customerId, anonymousId } = person;
  const who = customerId === undefined ? { anonymousId } : { customerId };
  const eventId = factId('segment.erasure', customerId ?? `~${anonymousId}`);
  return [{ type: 'ErasureRequested', detail: { eventId, ...who, occurredAt: formatInstant(at) } }];
};

const calls: Readonly<Record<string, (payload: Payload) => readonly Told[]>> = {
  track,
  page: (payload) => [visit(readCall(payload), 'page')],
  screen: (payload) => [visit(readCall(payload), 'page')],
  identify: (payload) => identify(readCall(payload)),
  alias,
  delete: erasure,
};

/** The calls of the Segment specification with its e-commerce events, as Segment, RudderStack and Jitsu send them. */
export const segment = defineAdapter('shop.segment', (payload) => {
  const type = payload.text('type') ?? '';
  const tell = Object.hasOwn(calls, type) ? calls[type] : undefined;
  if (tell === undefined) throw new Unusable(`unknown-call ${type}`);
  return tell(payload);
});
