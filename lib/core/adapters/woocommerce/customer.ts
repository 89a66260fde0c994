import { formatInstant } from '../../time/instant.ts';
import type { Told } from '../adapter.ts';
import { digestOf, factId } from '../fact-id.ts';
import type { Payload } from '../payload.ts';
import { idIn, noPerson } from '../person.ts';
import { timeIn } from './record.ts';

const customerIdOf = (customer: Payload): string => {
  const customerId = idIn(customer, 'id');
  if (customerId === undefined) throw noPerson();
  return customerId;
};

/** Where the goods go, or else the bill. */
const placeOf = (customer: Payload): object => {
  const shipping = customer.part('shipping');
  const address = shipping.text('country') === undefined ? customer.part('billing') : shipping;
  return {
    country: address.text('country'),
    region: address.text('state'),
    city: address.text('city'),
    postalCode: address.text('postcode'),
  };
};

/** A customer as they are now: where they live, and the role that the shop gives them, such as `wholesale`. */
export const tellCustomer = (customer: Payload): readonly Told[] => {
  const customerId = customerIdOf(customer);
  const at = timeIn(customer, 'date_modified_gmt', 'date_created_gmt');
  const role = customer.text('role');
  const fields = { via: 'crm', traits: { geographic: placeOf(customer), custom: role === undefined ? {} : { role } } };
  const eventId = factId('woocommerce.customer', at, digestOf(fields));
  return [{ type: 'CustomerDescribed', detail: { eventId, customerId, occurredAt: formatInstant(at), ...fields } }];
};

/** An account is gone, and with it the person. The payload has no time, and an erasure happens when it arrives. */
export const tellErasure = (customer: Payload): readonly Told[] => {
  const customerId = customerIdOf(customer);
  const eventId = factId('woocommerce.erasure', customerId);
  return [{ type: 'ErasureRequested', detail: { eventId, customerId, occurredAt: formatInstant(0) } }];
};
