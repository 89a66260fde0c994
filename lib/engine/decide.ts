import type { CustomerState } from '../profile/state.ts';
import type { Catalogue, CompiledSegment } from '../segments/catalogue.ts';
import { nodeHolds, type View } from '../segments/condition.ts';
import { explain } from '../segments/explain.ts';
import type { PositionSet } from '../segments/position-set.ts';
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

type Memberships = CustomerState['memberships'];

// Not `{ ...memberships, [key]: at }`, which takes several times as long.
const withKey = (memberships: Memberships, key: string, at: Instant): Memberships => {
  const more: Record<string, Instant> = { ...memberships };
  more[key] = at;
  return more;
};

// A copy without the key: an object that a key was deleted from stays slow for good.
const without = (memberships: Memberships, left: string): Memberships => {
  const others: Record<string, Instant> = {};
  for (const key of Object.keys(memberships)) if (key !== left) others[key] = memberships[key] as Instant;
  return others;
};

/** Somebody, and the segments in question. */
interface Question {
  readonly state: CustomerState;
  readonly positions: PositionSet;
}

/** The state with its new memberships, and what turned, in order of references. */
const turn = (catalogue: Catalogue, { state, positions }: Question, { at, before }: Occasion) => {
  const members = membersOf(catalogue, state);
  const { hash, deployment } = catalogue;
  // Its memberships move on with each turn, so that segments see those they refer to as they are now.
  const now = { ...state, catalogue: hash, deployment };
  const turned: { readonly segment: CompiledSegment; readonly enteredAt: Instant | undefined }[] = [];
  for (const position of positions.toArray()) {
    const segment = catalogue.segments[position] as CompiledSegment;
    const wasIn = members.has(position);
    if (nodeHolds(segment.condition, now, at) === wasIn) continue;
    const { key } = segment;
    turned.push({ segment, enteredAt: wasIn ? now.memberships[key] : undefined });
    now.memberships = wasIn ? without(now.memberships, key) : withKey(now.memberships, key, at);
  }
  const view: View = { state: now, at };
  const turns = turned.map(({ segment, enteredAt }): Turn => ({
    segment,
    status: enteredAt === undefined ? 'entered' : 'exited',
    enteredAt: enteredAt ?? at,
    because: explain(segment.condition, view, before),
  }));
  return { now, turns };
};

/** Decides some segments at one instant. */
export const decide = (catalogue: Catalogue, question: Question, occasion: Occasion): Decided => {
  const { at, origin, cause, gone } = occasion;
  const { now, turns } = turn(catalogue, question, occasion);
  const next = nextFlip(catalogue, now, at);
  const nextReviewAt = reviewAt(next);
  const all = gone ? [...gone, ...turns] : turns;
  if (all.length === 0) return { state: { ...now, nextReviewAt }, changes: [], next };
  const { state, changes } = announce(catalogue, now, { turns: all, at, origin, cause, nextReviewAt });
  return { state: { ...state, nextReviewAt }, changes: [changes], next };
};
