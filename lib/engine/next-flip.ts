import type { CustomerState } from '../profile/state.ts';
import type { Catalogue } from '../segments/catalogue.ts';
import { nextTurn } from '../segments/countdown.ts';
import { PositionSet } from '../segments/position-set.ts';
import type { Instant } from '../time/instant.ts';

/** The next instant at which time alone turns a leaf, and the segments to decide again then. */
export interface Flip {
  /** Infinity where nothing will turn. */
  readonly at: Instant;
  readonly segments: PositionSet;
}

/** Where nothing will turn. */
export const noFlip: Flip = { at: Infinity, segments: new PositionSet(0) };

/** When a person is to be looked at for a flip; null where nothing will turn. */
export const reviewAt = ({ at }: Flip): Instant | null => (at === Infinity ? null : at);

/** The earlier of two flips, of two at one instant both. */
const earlier = (one: Flip, at: Instant, segments: PositionSet): Flip => {
  if (at > one.at || at === Infinity) return one;
  return { at, segments: at === one.at ? one.segments.union(segments) : segments };
};

const flipOfMeasures = ({ measures }: Catalogue, state: CustomerState, after: Instant): Flip => {
  let first = noFlip;
  for (const id of Object.keys(state.measures)) {
    for (const { leaf, segments } of measures.get(id)?.leaves ?? []) {
      first = earlier(first, leaf.nextFlip(state, after), segments);
    }
  }
  return first;
};

/** Finds the first flip after an instant. Leaves over events turn only where an event has matched; those over traits may always. */
export const nextFlip = (catalogue: Catalogue, state: CustomerState, after: Instant): Flip => {
  let first = flipOfMeasures(catalogue, state, after);
  for (const { instant, turns } of catalogue.countdowns) {
    const since = instant(state.profile);
    const turn = nextTurn(turns, since, after);
    if (turn) first = earlier(first, since + turn.after, turn.segments);
  }
  for (const { leaf, segments } of catalogue.timedTraits) {
    first = earlier(first, leaf.nextFlip(state, after), segments);
  }
  return first;
};

/** The flip that a state waits for: the first that no review has seen yet. */
export const dueFlip = (catalogue: Catalogue, state: CustomerState): Flip =>
  state.nextReviewAt === null ? noFlip : nextFlip(catalogue, state, state.nextReviewAt - 1);
