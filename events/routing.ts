import { eventTypes } from './incoming-event.ts';
import { outgoingEvents } from './outgoing-event.ts';
import { profileErased } from './profile-erased.ts';
import { segmentEntered } from './segment-entered.ts';
import { segmentExited } from './segment-exited.ts';
import { patronSource } from './segment-change.ts';
import { segmentMember } from './segment-member.ts';

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
  /** Whether it gets the members whom `patron announce` names, too. Default: no. */
  readonly snapshots?: boolean | undefined;
  /** Whether it is told who was erased, in whatever segment they were. Default: no. */
  readonly erasures?: boolean | undefined;
}

const typesOf = ({ statuses = ['entered', 'exited'], snapshots = false }: ChangesOfSegments): readonly string[] => [
  ...statuses.map((status) => changeTypes[status]),
  ...(snapshots ? [segmentMember.type] : []),
];

/** The changes of some segments. */
export const segmentChangesPattern = (changes: ChangesOfSegments) => {
  const source = [patronSource];
  const ofSegments = { 'detail-type': typesOf(changes), detail: { segment: { key: changes.segments } } };
  return changes.erasures
    ? { source, $or: [ofSegments, { 'detail-type': [profileErased.type] }] }
    : { source, ...ofSegments };
};
