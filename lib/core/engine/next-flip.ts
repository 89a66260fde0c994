import type { Span } from '../measures/measure.ts';
import type { CustomerState } from '../profile/state.ts';
import type { Catalogue, PlacedLeaf } from '../segments/compile/catalogue.ts';
import { flipAfter } from '../segments/compile/countdown.ts';
import { PositionSet } from '../segments/compile/position-set.ts';
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

/** A search for the first flip, of several at one instant all: it narrows down to what may still be earlier. */
class Search implements Span {
  readonly after: Instant;
  until = Infinity;
  #segments = noFlip.segments;

  constructor(after: Instant) {
    this.after = after;
  }

  meet(at: Instant, segments: PositionSet): void {
    if (at > this.until || at === Infinity) return;
    this.#segments = at === this.until ? this.#segments.union(segments) : segments;
    this.until = at;
  }

  get first(): Flip {
    return this.until === Infinity ? noFlip : { at: this.until, segments: this.#segments };
  }
}

const noLeaves: readonly PlacedLeaf[] = [];

/** Finds the first flip after an instant. Leaves over events turn only where an event has matched; those over traits may always. */
export const nextFlip = (catalogue: Catalogue, state: CustomerState, after: Instant): Flip => {
  const { countdowns, timedTraits, measures } = catalogue;
  const search = new Search(after);
  // What is found at once goes before what has rows to look through.
  for (const { instant, flips } of countdowns) {
    const since = instant(state.profile);
    const flip = flipAfter(flips, since, after);
    if (flip) search.meet(since + flip.after, flip.segments);
  }
  for (const { leaf, segments } of timedTraits) search.meet(leaf.nextFlip(state, search), segments);
  for (const id of Object.keys(state.measures)) {
    const { leaves } = measures.get(id) ?? { leaves: noLeaves };
    for (const { leaf, segments } of leaves) search.meet(leaf.nextFlip(state, search), segments);
  }
  return search.first;
};

/** The flip that a state waits for: the first that no review has seen yet. */
export const dueFlip = (catalogue: Catalogue, state: CustomerState): Flip =>
  state.nextReviewAt === null ? noFlip : nextFlip(catalogue, state, state.nextReviewAt - 1);
