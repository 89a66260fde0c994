import { formatInstant } from '../../time/instant.ts';
import type { Told } from '../adapter.ts';
import { factId } from '../fact-id.ts';
import { idIn } from '../person.ts';
import { ownerOf, type Notification } from './notification.ts';

/** A customer as they are now: where they live, their language and their currency. */
export const tellCustomer = ({ id, object: customer, at }: Notification): readonly Told[] => {
  const address = customer.part('address');
  const [language] = Array.isArray(customer.raw('preferred_locales'))
    ? (customer.raw('preferred_locales') as unknown[])
    : [];
  const detail = {
    eventId: factId('stripe', id),
    ...ownerOf(customer, idIn(customer, 'id')),
    occurredAt: formatInstant(at),
    via: 'crm',
    traits: {
      geographic: {
        country: address.text('country'),
        region: address.text('state'),
        city: address.text('city'),
        postalCode: address.text('postal_code'),
      },
      preferences: {
        currency: customer.text('currency')?.toUpperCase(),
        language: typeof language === 'string' && language !== '' ? language : undefined,
      },
    },
  };
  return [{ type: 'CustomerDescribed', detail }];
};

/** A customer is gone, and with them the person. Exactly one id is named. */
export const tellErasure = ({ object: customer, at }: Notification): readonly Told[] => {
  const { customerId, anonymousId } = ownerOf(customer, idIn(customer, 'id'));
  const who = customerId === undefined ? { anonymousId } : { customerId };
  const eventId = factId('stripe.erasure', customerId ?? `~${anonymousId}`);
  return [{ type: 'ErasureRequested', detail: { eventId, ...who, occurredAt: formatInstant(at) } }];
};
