import type { CustomerState } from '../profile/state.ts';
import type { Catalogue, CompiledSegment } from '../segments/compile/catalogue.ts';
import { nodeHolds, type View } from '../segments/compile/node.ts';
import type { PositionSet } from '../segments/compile/position-set.ts';
import { explain } from '../segments/explain/explain.ts';
import type { Instant } from '../time/instant.ts';
import { addEntry, withoutEntry } from '../entries.ts';
import { announce } from './announce.ts';
import type { Cause, Decision, Origin } from './decision.ts';
import { membersOf } from './members.ts';
import type { MembershipChange } from './membership-change.ts';
import { nextFlip, reviewAt, type Flip } from './next-flip.ts';

/** When and why membership is decided. */
export interface Occasion {
  readonly at: Instant;
  readonly origin: Origin;
  readonly cause: Cause;
  /** The state just before: the conditions that have flipped since explain a change. */
  readonly before: View;
  /** The exits from segments that the catalogue no longer has. */
  readonly gone?: readonly MembershipChange[];
}

/** A decision with the flip that its state waits for. */
export interface Decided extends Decision {
  readonly next: Flip;
}

/** A state while it is being decided. */
type Draft = { -readonly [Part in keyof CustomerState]: CustomerState[Part] };

/** A segment whose membership has changed; `enteredAt` is undefined for an entry. */
interface Changed {
  readonly segment: CompiledSegment;
  readonly enteredAt: Instant | undefined;
}

/**
 * Updates the draft's memberships segment by segment, in order of references, so that each segment sees those it refers to
 * as they are now.
 *
 * @param members - the positions of the draft's memberships, which are updated with it.
 */
const updateMemberships = (
  catalogue: Catalogue,
  { draft, positions, members }: { draft: Draft; positions: PositionSet; members: PositionSet },
  at: Instant,
): readonly Changed[] => {
  const changed: Changed[] = [];
  let own: Record<string, Instant> | undefined;
  for (let position = positions.from(0); position !== undefined; position = positions.from(position + 1)) {
    const segment = catalogue.segments[position] as CompiledSegment;
    const wasIn = members.has(position);
    if (nodeHolds(segment.condition, draft, at) === wasIn) continue;
    const { key } = segment;
    changed.push({ segment, enteredAt: wasIn ? draft.memberships[key] : undefined });
    if (wasIn) {
      own = withoutEntry(draft.memberships, key);
      members.delete(position);
    } else {
      // One copy serves all entries.
      own = addEntry(own ?? { ...draft.memberships }, key, at);
      members.add(position);
    }
    draft.memberships = own;
  }
  return changed;
};

/** A state, and the positions of the segments to decide. */
interface Question {
  readonly state: CustomerState;
  readonly positions: PositionSet;
}

const noChanges: readonly MembershipChange[] = [];

/** Decides some segments of one person at one instant. */
export const decide = (catalogue: Catalogue, { state, positions }: Question, occasion: Occasion): Decided => {
  const { at, origin, cause, before, gone = noChanges } = occasion;
  const { hash, deployment } = catalogue;
  const draft: Draft = { ...state, catalogue: hash, deployment };
  const members = membersOf(catalogue, state);
  const changed = updateMemberships(catalogue, { draft, positions, members }, at);
  const next = nextFlip(catalogue, draft, at);
  draft.nextReviewAt = reviewAt(next);
  if (changed.length === 0 && gone.length === 0) return { state: draft, changes: [], next };
  const view: View = { state: draft, at };
  const changes = changed.map(({ segment, enteredAt }): MembershipChange => ({
    segment,
    status: enteredAt === undefined ? 'entered' : 'exited',
    enteredAt: enteredAt ?? at,
    because: explain(segment.condition, view, before),
  }));
  const all = gone.length === 0 ? changes : [...gone, ...changes];
  const announced = announce(catalogue, draft, { changes: all, members, at, origin, cause });
  return { state: announced.state, changes: [announced.changes], next };
};
