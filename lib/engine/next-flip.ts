import type { CustomerState } from '../profile/state.ts';
import type { Catalogue, PlacedLeaf } from '../segments/catalogue.ts';
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

/** The earliest of flips that come one by one, of several at one instant all. */
class Earliest {
  #at = Infinity;
  #segments = noFlip.segments;

  add(at: Instant, segments: PositionSet): void {
    if (at > this.#at || at === Infinity) return;
    this.#segments = at === this.#at ? this.#segments.union(segments) : segments;
    this.#at = at;
  }

  get flip(): Flip {
    return this.#at === Infinity ? noFlip : { at: this.#at, segments: this.#segments };
  }
}

const noLeaves: readonly PlacedLeaf[] = [];

/** Finds the first flip after an instant. Leaves over events turn only where an event has matched; those over traits may always. */
export const nextFlip = (catalogue: Catalogue, state: CustomerState, after: Instant): Flip => {
  const { measures, countdowns, timedTraits } = catalogue;
  const earliest = new Earliest();
  for (const id of Object.keys(state.measures)) {
    const { leaves } = measures.get(id) ?? { leaves: noLeaves };
    for (const { leaf, segments } of leaves) earliest.add(leaf.nextFlip(state, after), segments);
  }
  for (const { instant, turns } of countdowns) {
    const since = instant(state.profile);
    const turn = nextTurn(turns, since, after);
    if (turn) earliest.add(since + turn.after, turn.segments);
  }
  for (const { leaf, segments } of timedTraits) earliest.add(leaf.nextFlip(state, after), segments);
  return earliest.flip;
};

/** The flip that a state waits for: the first that no review has seen yet. */
export const dueFlip = (catalogue: Catalogue, state: CustomerState): Flip =>
  state.nextReviewAt === null ? noFlip : nextFlip(catalogue, state, state.nextReviewAt - 1);
