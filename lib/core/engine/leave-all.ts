import type { CustomerState } from '../profile/state.ts';
import type { Catalogue } from '../segments/compile/catalogue.ts';
import { announce, type Announcement } from './announce.ts';
import type { Decision } from './decision.ts';
import { membersOf } from './members.ts';
import { goneSegment, type MembershipChange } from './membership-change.ts';

/** Ends every membership at one instant, also of segments that the catalogue does not have, without deciding any condition; `why` stands as the reason of each exit. */
export const leaveAll = (
  catalogue: Catalogue,
  before: CustomerState,
  { why, ...occasion }: Pick<Announcement, 'at' | 'origin' | 'cause'> & { readonly why: string },
): Decision => {
  // A person who leaves for good is never reviewed again.
  const state: CustomerState = { ...before, memberships: {}, nextReviewAt: null };
  const because = [{ path: 'when', condition: why, holds: false }];
  const changes = Object.entries(before.memberships).map(([key, enteredAt]): MembershipChange => {
    const segment = catalogue.segments[catalogue.positions.get(key) ?? -1] ?? goneSegment(key);
    return { segment, status: 'exited', enteredAt, because };
  });
  if (changes.length === 0) return { state, changes: [] };
  const left = announce(catalogue, state, { ...occasion, changes, members: membersOf(catalogue, state) });
  return { state: left.state, changes: [left.changes] };
};
