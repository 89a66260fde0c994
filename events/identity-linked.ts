import { defineEvent } from './define-event.ts';
import { personId } from './forms/ids.ts';

/** A visitor and a customer are the same person. */
export const identityLinked = defineEvent({
  type: 'IdentityLinked',
  data: { customerId: personId, anonymousId: personId },
});
