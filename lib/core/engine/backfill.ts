import type { AppliedEvent } from '../profile/fact.ts';
import type { CustomerState } from '../profile/state.ts';
import type { Catalogue } from '../segments/compile/catalogue.ts';
import type { Instant } from '../time/instant.ts';
import { decide } from './decide.ts';
import type { Decision } from './decision.ts';
import { goneSegment, type MembershipChange } from './membership-change.ts';
import { refold } from './refold.ts';

/** The past from which a person is decided by another catalogue. */
export interface Past {
  /** All applied events of the person, in any order; those that do not count are only counted. */
  readonly events: readonly AppliedEvent[];
  /** When they are decided, unless the person's clock is later. */
  readonly at: Instant;
}

/** The exits from segments that the catalogue no longer has. */
const goneFrom = ({ positions }: Catalogue, { memberships }: CustomerState): readonly MembershipChange[] =>
  Object.entries(memberships)
    .filter(([key]) => !positions.has(key))
    .map(([key, enteredAt]) => ({
      segment: goneSegment(key),
      status: 'exited',
      enteredAt,
      because: [{ path: 'when', condition: 'the catalogue has this segment', holds: false }],
    }));

/**
 * Decides a person by another catalogue than before, with origin `backfill`: folds all events again, so that every measure
 * of the catalogue has its state, then decides every segment once. A membership that goes on keeps its `enteredAt`.
 */
export const backfill = (catalogue: Catalogue, before: CustomerState, past: Past): Decision => {
  const at = Math.max(past.at, before.clock);
  const gone = goneFrom(catalogue, before);
  const memberships = Object.fromEntries(
    Object.entries(before.memberships).filter(([key]) => catalogue.positions.has(key)),
  );
  const state = { ...before, clock: at, ...refold(catalogue, past.events, at), memberships };
  const { state: decided, changes } = decide(
    catalogue,
    { state, positions: catalogue.everySegment },
    { at, origin: 'backfill', cause: { catalogue: catalogue.hash }, before: { state, at }, gone },
  );
  return { state: decided, changes };
};
