import type { CustomerState } from '../profile/state.ts';
import type { Catalogue } from '../segments/compile/catalogue.ts';
import { announce, type Announcement } from './announce.ts';
import type { Decision } from './decision.ts';
import { membersOf } from './members.ts';
import type { Turn } from './turn.ts';

/** Ends every membership at one instant, without deciding anything; `why` says it in short words. */
export const leaveAll = (
  catalogue: Catalogue,
  before: CustomerState,
  { why, ...occasion }: Pick<Announcement, 'at' | 'origin' | 'cause'> & { readonly why: string },
): Decision => {
  // Whoever leaves for good is not looked at again.
  const state: CustomerState = { ...before, memberships: {}, nextReviewAt: null };
  const because = [{ path: 'when', condition: why, holds: false }];
  const turns = Object.entries(before.memberships).flatMap(([key, enteredAt]): readonly Turn[] => {
    const segment = catalogue.segments[catalogue.positions.get(key) ?? -1];
    return segment ? [{ segment, status: 'exited', enteredAt, because }] : [];
  });
  if (turns.length === 0) return { state, changes: [] };
  const left = announce(catalogue, state, { ...occasion, turns, members: membersOf(catalogue, state) });
  return { state: left.state, changes: [left.changes] };
};
