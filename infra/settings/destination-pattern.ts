import { profileErased } from '#events/profile-erased.ts';
import { patronSource } from '#events/segment-change.ts';
import { segmentEntered } from '#events/segment-entered.ts';
import { segmentExited } from '#events/segment-exited.ts';
import { segmentMember } from '#events/segment-member.ts';
import { isOfApi, type Destination } from './destination.ts';

const source = [patronSource];
const ofCustomers = { customerId: [{ exists: true }] };

const typesFor = ({ origins }: Destination): readonly string[] => [
  segmentEntered.type,
  segmentExited.type,
  ...(origins.includes('snapshot') ? [segmentMember.type] : []),
];

const originsFor = ({ origins }: Destination) =>
  origins.includes('backfill') ? {} : { origin: [{ 'anything-but': ['backfill'] }] };

/**
 * What a destination is told of, in the syntax of EventBridge's event patterns: of customers, for no tool knows a shop's visitors. A webhook
 * is told of erasures, too, since a program of the shop's own can forget; to a tool any event would bring back a person whom it has deleted.
 */
export const destinationPattern = (destination: Destination) => {
  const detail = { ...ofCustomers, ...originsFor(destination), segment: { key: destination.segments } };
  const changes = { 'detail-type': typesFor(destination), detail };
  if (isOfApi(destination)) return { source, ...changes };
  return { source, $or: [changes, { 'detail-type': [profileErased.type], detail: ofCustomers }] };
};
