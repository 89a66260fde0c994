import { formatInstant, type Instant } from '../../time/instant.ts';
import type { Told } from '../adapter.ts';
import { digestOf, factId } from '../fact-id.ts';
import type { Payload } from '../payload.ts';
import { idIn, noPerson } from '../person.ts';
import { faultOf } from '../unusable.ts';
import { resourceId } from './resource.ts';
import { tagsOf } from './tags.ts';

const customerIdOf = (customer: Payload): string => {
  const customerId = resourceId(customer);
  if (customerId === undefined) throw noPerson();
  return customerId;
};

/** Told whenever the customer is changed at all: named by the change of consent, it is a duplicate until the next one. */
const consentEvent = (customerId: string, purpose: string, { granted, at }: Consent): Told => ({
  type: 'ConsentChanged',
  detail: {
    // Of two answers of one second the later id counts: let it be the refusal.
    eventId: factId('shopify.consent', purpose, at, granted ? 'granted' : 'refused'),
    customerId,
    occurredAt: formatInstant(at),
    purpose,
    granted,
  },
});

interface Consent {
  readonly granted: boolean;
  readonly at: Instant;
}

/** A consent that nobody was ever asked for has no time, and is none. */
const consentIn = (consent: Payload): Consent | undefined => {
  const [state, at] = [consent.text('state'), consent.instant('consent_updated_at')];
  return state === undefined || at === undefined ? undefined : { granted: state === 'subscribed', at };
};

/** Before 2022 one field said it. */
const acceptedIn = (customer: Payload): Consent | undefined => {
  const [granted, at] = [customer.raw('accepts_marketing'), customer.instant('accepts_marketing_updated_at')];
  return typeof granted !== 'boolean' || at === undefined ? undefined : { granted, at };
};

const consentsOf = (customer: Payload, customerId: string): readonly Told[] => {
  const hasState = customer.raw('email_marketing_consent') !== undefined;
  const email = hasState ? consentIn(customer.part('email_marketing_consent')) : acceptedIn(customer);
  const sms = consentIn(customer.part('sms_marketing_consent'));
  return [
    ...(email ? [consentEvent(customerId, 'marketing', email)] : []),
    ...(sms ? [consentEvent(customerId, 'sms', sms)] : []),
  ];
};

/** The tags are the shop's own words, such as `VIP`; where the last is gone, the trait goes with it. */
const described = (customer: Payload): object => {
  const address = customer.part('default_address');
  const tags = customer.text('tags');
  return {
    via: 'crm',
    traits: {
      geographic: {
        country: address.text('country_code') ?? address.text('country'),
        region: address.text('province_code') ?? address.text('province'),
        city: address.text('city'),
        postalCode: address.text('zip'),
      },
      preferences: { currency: customer.text('currency'), language: customer.text('locale') },
      custom: tagsOf(customer),
    },
    forget: tags === undefined && customer.names.includes('tags') ? ['custom.tags'] : undefined,
  };
};

/** A customer as they are now: where they live, their tags, and what they allow. */
export const tellCustomer = (customer: Payload): readonly Told[] => {
  const customerId = customerIdOf(customer);
  const at = customer.instant('updated_at');
  if (at === undefined) throw faultOf('updated_at', 'an instant', undefined);
  const fields = described(customer);
  const eventId = factId('shopify.customer', at, digestOf(fields));
  const description = { eventId, customerId, occurredAt: formatInstant(at), ...fields };
  return [{ type: 'CustomerDescribed', detail: description }, ...consentsOf(customer, customerId)];
};

/** A consent that is told without its customer, who is named by an id. */
export const tellConsent = (payload: Payload): readonly Told[] => {
  const customerId = idIn(payload, 'customer_id') ?? customerIdOf(payload);
  return consentsOf(payload, customerId);
};

/** Someone is to be forgotten. The payload has no time, and an erasure happens when it arrives. */
export const tellErasure =
  (customerOf: (payload: Payload) => Payload) =>
  (payload: Payload, triggeredAt: Instant): readonly Told[] => {
    const customerId = customerIdOf(customerOf(payload));
    const eventId = factId('shopify.erasure', customerId);
    return [{ type: 'ErasureRequested', detail: { eventId, customerId, occurredAt: formatInstant(triggeredAt) } }];
  };
