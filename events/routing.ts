import { eventTypes } from './incoming-event.ts';
import { outgoingEvents } from './outgoing-event.ts';
import { segmentEntered } from './segment-entered.ts';
import { segmentExited } from './segment-exited.ts';
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

const changeTypes = { entered: segmentEntered.type, exited: segmentExited.type } as const;

/** Which changes a subscriber gets. */
export interface ChangesOfSegments {
  /** The keys of segments. */
  readonly segments: readonly string[];
  /** Default: both. */
  readonly statuses?: readonly (keyof typeof changeTypes)[] | undefined;
}

/** The changes of some segments. */
export const segmentChangesPattern = ({ segments, statuses = ['entered', 'exited'] }: ChangesOfSegments) => ({
  source: [patronSource],
  'detail-type': statuses.map((status) => changeTypes[status]),
  detail: { segment: { key: segments } },
});
