import type { SnapshotDetailOf, SnapshotEventType } from '#events/snapshot-event.ts';
import { consentOf, keysOf, publishedTraits } from '#lib/core/engine/announce.ts';
import { membersOf } from '#lib/core/engine/members.ts';
import type { Member } from '#lib/core/members/membership.ts';
import { changeIdOf, idFieldOf } from '#lib/core/profile/person.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import type { Catalogue, CompiledSegment } from '#lib/core/segments/compile/catalogue.ts';
import { formatInstant, type Instant } from '#lib/core/time/instant.ts';
import type { OutgoingEntry } from '#lib/ports/publisher/change-publisher.ts';

/** A snapshot of the members of one segment. */
export interface SnapshotOf {
  readonly catalogue: Catalogue;
  readonly segment: CompiledSegment;
  readonly runId: string;
}

/** A member whose entry was published, with their state as of an instant. */
export interface PresentMember {
  readonly member: Member & { readonly sequence: number };
  readonly state: CustomerState;
  readonly asOf: Instant;
}

/** An entry of a snapshot, with a detail that its contract knows. */
export const snapshotEntry = <Type extends SnapshotEventType>(
  detailType: Type,
  detail: SnapshotDetailOf<Type>,
): OutgoingEntry => ({ detailType, detail: JSON.stringify(detail) });

/** The entry that announces a member. */
export const memberEntry = (
  { catalogue, segment, runId }: SnapshotOf,
  { member, state, asOf }: PresentMember,
): OutgoingEntry => {
  const enteredAt = formatInstant(member.enteredAt);
  const { key, name, definitionHash } = segment;
  return snapshotEntry('SegmentMember', {
    changeId: changeIdOf(member.person, member.sequence),
    sequence: member.sequence,
    ...idFieldOf(member.person),
    status: 'entered',
    segment: { key, name, definitionHash },
    effectiveAt: enteredAt,
    decidedAt: formatInstant(asOf),
    origin: 'snapshot',
    runId,
    enteredAt,
    nextReviewAt: state.nextReviewAt === null ? null : formatInstant(state.nextReviewAt),
    segments: [...keysOf(catalogue, membersOf(catalogue, state))],
    traits: publishedTraits(segment, { state, at: asOf }),
    consent: consentOf(state),
  });
};
