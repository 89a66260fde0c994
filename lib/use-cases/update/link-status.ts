import { visitorKey } from '#lib/core/profile/person.ts';
import type { LoadedPerson } from '#lib/ports/store/customer-store.ts';
import type { Arrival } from './arrival.ts';
import type { Reading } from './step.ts';

/** Whether the visitor named beside the customer is to be linked, needs nothing, or is another customer. */
export const linkStatus = ({ own, visitors }: Reading, { event }: Arrival): 'plain' | 'identity-conflict' | 'link' => {
  const { anonymousId, customerId } = event.detail;
  if (anonymousId === undefined || customerId === undefined) return 'plain';
  const record = visitors.get(visitorKey(anonymousId))?.record;
  if (record === undefined || record.kind === 'profile') return 'link';
  return record.kind === 'linked' && record.to !== own.person ? 'identity-conflict' : 'plain';
};

/**
 * The visitor named beside the customer, as loaded.
 *
 * @throws {TypeError} for one that was not read.
 */
export const visitorNamedBy = ({ event }: Arrival, { visitors }: Reading): LoadedPerson => {
  const visitor = visitors.get(visitorKey(event.detail.anonymousId ?? ''));
  if (visitor === undefined) throw new TypeError('Cannot link a visitor who was not read: current value is undefined');
  return visitor;
};
