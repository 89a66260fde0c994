import { eventTypes } from './incoming-event.ts';
import { outgoingEvents } from './outgoing-event.ts';
import { patronSource } from './segment-change.ts';

/*
 * In the syntax of EventBridge's event patterns. Every entry that is not Patron's own matches exactly one of the first
 * three, so that none is handled twice and none is lost.
 */

const notFromPatron = [{ 'anything-but': [patronSource] }];
const given = [{ exists: true }];
const missing = [{ exists: false }];

/** Known events of a customer: their queue's group is `$.detail.customerId`. */
export const customerEventsPattern = {
  source: notFromPatron,
  'detail-type': eventTypes,
  detail: { customerId: given },
};

/** Known events of a visitor, without a customer: their queue's group is `$.detail.anonymousId`. */
export const visitorEventsPattern = {
  source: notFromPatron,
  'detail-type': eventTypes,
  detail: { customerId: missing, anonymousId: given },
};

/** Entries that cannot be routed, since they belong to no one or are of an unknown kind. They go to quarantine. */
export const unroutablePattern = {
  source: notFromPatron,
  $or: [{ 'detail-type': [{ 'anything-but': eventTypes }] }, { detail: { customerId: missing, anonymousId: missing } }],
};

/** Everything that Patron announces. */
export const fromPatron = {
  source: [patronSource],
  'detail-type': Object.values(outgoingEvents).map(({ type }) => type),
};
