import type { CustomerState } from '../profile/state.ts';
import type { Catalogue, CompiledSegment } from '../segments/compile/catalogue.ts';
import { nodeHolds, type View } from '../segments/compile/node.ts';
import { explain } from '../segments/explain/explain.ts';
import type { PositionSet } from '../segments/compile/position-set.ts';
import type { Instant } from '../time/instant.ts';
import { announce } from './announce.ts';
import type { Cause, Decision, Origin } from './decision.ts';
import { membersOf } from './members.ts';
import { nextFlip, reviewAt, type Flip } from './next-flip.ts';
import type { Turn } from './turn.ts';

/** When and why membership is decided. */
export interface Occasion {
  readonly at: Instant;
  readonly origin: Origin;
  readonly cause: Cause;
  /** How things stood just before: what has turned since explains a change. */
  readonly before: View;
  /** Segments left because the catalogue has them no more. */
  readonly gone?: readonly Turn[];
}

/** A decision with the flip that its state waits for. */
export interface Decided extends Decision {
  readonly next: Flip;
}

/** A state under way. */
type Draft = { -readonly [Part in keyof CustomerState]: CustomerState[Part] };

// A copy without the key: an object that a key was deleted from stays slow for good.
const without = (memberships: CustomerState['memberships'], left: string): Record<string, Instant> => {
  const others: Record<string, Instant> = {};
  for (const key of Object.keys(memberships)) if (key !== left) others[key] = memberships[key] as Instant;
  return others;
};

/** A segment entered, or left since it was entered. */
interface Turned {
  readonly segment: CompiledSegment;
  readonly enteredAt: Instant | undefined;
}

/**
 * Moves the memberships on segment by segment, in order of references, so that each sees those it refers to as they are now.
 *
 * @param members - whom the draft belongs to before; afterwards, after.
 */
const turn = (
  catalogue: Catalogue,
  { draft, positions, members }: { draft: Draft; positions: PositionSet; members: PositionSet },
  at: Instant,
): readonly Turned[] => {
  const turned: Turned[] = [];
  let own: Record<string, Instant> | undefined;
  for (let position = positions.from(0); position !== undefined; position = positions.from(position + 1)) {
    const segment = catalogue.segments[position] as CompiledSegment;
    const wasIn = members.has(position);
    if (nodeHolds(segment.condition, draft, at) === wasIn) continue;
    const { key } = segment;
    turned.push({ segment, enteredAt: wasIn ? draft.memberships[key] : undefined });
    if (wasIn) {
      own = without(draft.memberships, key);
      members.delete(position);
    } else {
      // One copy takes all that are entered.
      own ??= { ...draft.memberships };
      own[key] = at;
      members.add(position);
    }
    draft.memberships = own;
  }
  return turned;
};

/** Somebody, and the segments in question. */
interface Question {
  readonly state: CustomerState;
  readonly positions: PositionSet;
}

const noTurns: readonly Turn[] = [];

/** Decides some segments at one instant. */
export const decide = (catalogue: Catalogue, { state, positions }: Question, occasion: Occasion): Decided => {
  const { at, origin, cause, before, gone = noTurns } = occasion;
  const { hash, deployment } = catalogue;
  const draft: Draft = { ...state, catalogue: hash, deployment };
  const members = membersOf(catalogue, state);
  const turned = turn(catalogue, { draft, positions, members }, at);
  const next = nextFlip(catalogue, draft, at);
  draft.nextReviewAt = reviewAt(next);
  if (turned.length === 0 && gone.length === 0) return { state: draft, changes: [], next };
  const view: View = { state: draft, at };
  const turns = turned.map(({ segment, enteredAt }): Turn => ({
    segment,
    status: enteredAt === undefined ? 'entered' : 'exited',
    enteredAt: enteredAt ?? at,
    because: explain(segment.condition, view, before),
  }));
  const all = gone.length === 0 ? turns : [...gone, ...turns];
  const announced = announce(catalogue, draft, { turns: all, members, at, origin, cause });
  return { state: announced.state, changes: [announced.changes], next };
};
