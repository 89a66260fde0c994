import { lastInstant, type Instant } from '../../time/instant.ts';
import type { Payload } from '../payload.ts';
import { idIn, personOf, type Person } from '../person.ts';
import { faultOf, Unusable } from '../unusable.ts';

/** One of Stripe's events: what happened to which object, and when. */
export interface Notification {
  readonly id: string;
  /** The object as it was right then. */
  readonly object: Payload;
  /** What it had before, of the fields that changed. */
  readonly previous: Payload;
  readonly at: Instant;
}

/**
 * Reads what all of Stripe's events have.
 *
 * @throws {Unusable} for an event of the test mode, one without its object, and one without an id or a time.
 */
export const readNotification = (event: Payload): Notification => {
  if (event.raw('livemode') === false) throw new Unusable('test-order');
  const [id, created] = [event.text('id'), event.raw('created')];
  if (id === undefined) throw faultOf('id', 'an id', undefined);
  if (typeof created !== 'number' || !Number.isInteger(created) || created < 0 || created * 1000 > lastInstant)
    throw faultOf('created', 'a time in seconds', created);
  const object = event.part('data').part('object');
  if (object.names.length === 0) throw new Unusable('thin-event: ask Stripe for snapshot payloads');
  return { id, object, previous: event.part('data').part('previous_attributes'), at: created * 1000 };
};

/** The names under which a shop may leave its own customer's id in the metadata of what it makes in Stripe. */
const ownIds = ['customerId', 'customer_id', 'userId', 'user_id'];

/** The shop's own id of a customer, which it has left in the metadata. */
export const ownIdIn = (object: Payload): string | undefined => {
  const metadata = object.part('metadata');
  return ownIds.map((name) => idIn(metadata, name)).find((id) => id !== undefined);
};

/** An id, or that of the object that stands in its place. */
export const referenceIn = (object: Payload, name: string): string | undefined =>
  object.text(name) ?? object.part(name).text('id');

const stripesId = (object: Payload): string | undefined => {
  const value = object.raw('customer');
  return typeof value === 'string' ? idIn(object, 'customer') : idIn(object.part('customer'), 'id');
};

/**
 * Whose an object is: the shop's own customer, or else Stripe's.
 *
 * Where both are known, Stripe's is told as a visitor whom this links to the customer: what Stripe tells later of its own
 * customer alone is theirs.
 */
export const buyerOf = (object: Payload, own: string | undefined): Person => {
  const stripes = stripesId(object);
  return personOf({ customerId: own ?? stripes, anonymousId: stripes });
};

/** Whose an object is that names Stripe's customer and perhaps the shop's: never told as a customer who may have another id. */
export const ownerOf = (object: Payload, stripes = stripesId(object)): Person =>
  personOf({ customerId: ownIdIn(object), anonymousId: stripes });
