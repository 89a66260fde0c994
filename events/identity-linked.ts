import { defineEvent } from './define-event.ts';
import { field } from './forms/group.ts';
import { personId } from './forms/ids.ts';

export const identityLinked = defineEvent({
  type: 'IdentityLinked',
  meaning: 'A visitor and a customer are the same person: the events of both become the customer’s.',
  data: {
    customerId: field(personId, 'The customer, by the shop’s own id.'),
    anonymousId: field(personId, 'The visitor, who is that customer from now on.'),
  },
  ids: 'both',
});
