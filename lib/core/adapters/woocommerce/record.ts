import type { Instant } from '../../time/instant.ts';
import { readInstant } from '../../time/read-instant.ts';
import type { Payload } from '../payload.ts';
import { idIn, visitorIn, type Person } from '../person.ts';
import { faultOf } from '../unusable.ts';

/**
 * An instant in a `…_gmt` field, which is in UTC and does not say so.
 *
 * @throws {Unusable} for anything else that is there.
 */
const gmtIn = (record: Payload, name: string): Instant | undefined => {
  const text = record.text(name);
  if (text === undefined) return undefined;
  const instant = readInstant(text) ?? readInstant(`${text}Z`);
  if (instant === undefined) throw faultOf(record.path(name), 'an instant', text);
  return instant;
};

/** The first of several times that is there. @throws {Unusable} where none is. */
export const timeIn = (record: Payload, ...names: readonly [string, ...(readonly string[])]): Instant => {
  const at = names.map((name) => gmtIn(record, name)).find((each) => each !== undefined);
  if (at !== undefined) return at;
  throw faultOf(record.path(names[0]), 'an instant', undefined);
};

/** The meta data in which a shop's storefront may leave its visitor's id. */
const visitorKey = 'anonymousId';

/** Whose an order is: the customer, who is number 0 where a guest orders, and the visitor whom the meta data name. */
export const personIn = (order: Payload): Person => {
  const customerId = idIn(order, 'customer_id');
  const visitor = order.list('meta_data').find((each) => each.text('key') === visitorKey);
  return {
    customerId: customerId === '0' ? undefined : customerId,
    anonymousId: visitor && visitorIn(visitor, 'value'),
  };
};
