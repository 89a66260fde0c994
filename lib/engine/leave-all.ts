import type { CustomerState } from '../profile/state.ts';
import type { Catalogue } from '../segments/catalogue.ts';
import { announce, type Occasion } from './decide.ts';
import type { Decision } from './decision.ts';

/** Ends every membership at one instant, without deciding anything; `why` says it in short words. */
export const leaveAll = (
  catalogue: Catalogue,
  state: CustomerState,
  { why, ...occasion }: Omit<Occasion, 'before'> & { readonly why: string },
): Decision => {
  const turns = Object.entries(state.memberships).flatMap(([key, enteredAt]) => {
    const segment = catalogue.segments[catalogue.positions.get(key) ?? -1];
    const because = [{ path: 'when', condition: why, holds: false }];
    return segment ? [{ segment, status: 'exited' as const, enteredAt, because }] : [];
  });
  const { state: left, changes } = announce(catalogue, { ...state, memberships: {} }, { ...occasion, turns });
  // Whoever has left for good is not looked at again.
  return {
    state: { ...left, nextReviewAt: null },
    changes: changes.map((change) => ({ ...change, nextReviewAt: null })),
  };
};
