import type { Span } from '../measures/measure.ts';
import type { CustomerState } from '../profile/state.ts';
import type { Catalogue, PlacedLeaf } from '../segments/compile/catalogue.ts';
import { flipAfter } from '../segments/compile/countdown.ts';
import { PositionSet } from '../segments/compile/position-set.ts';
import type { Instant } from '../time/instant.ts';

/** The next instant at which time alone flips a leaf, and the segments to decide again then. */
export interface Flip {
  /** Infinity where no leaf will flip. */
  readonly at: Instant;
  readonly segments: PositionSet;
}

/** No leaf will flip. */
export const noFlip: Flip = { at: Infinity, segments: new PositionSet(0) };

/** The instant at which a person is due for review; null where no leaf will flip. */
export const reviewAt = ({ at }: Flip): Instant | null => (at === Infinity ? null : at);

/** A search for the first flip, which narrows down to what may still be earlier. Flips at the same instant are kept together. */
class Search implements Span {
  readonly after: Instant;
  until = Infinity;
  #segments = noFlip.segments;

  constructor(after: Instant) {
    this.after = after;
  }

  consider(at: Instant, segments: PositionSet): void {
    if (at > this.until || at === Infinity) return;
    this.#segments = at === this.until ? this.#segments.union(segments) : segments;
    this.until = at;
  }

  get first(): Flip {
    return this.until === Infinity ? noFlip : { at: this.until, segments: this.#segments };
  }
}

const noLeaves: readonly PlacedLeaf[] = [];

/** Finds the first flip after an instant. A leaf over events can flip only once an event has matched; one over a trait always can. */
export const nextFlip = (catalogue: Catalogue, state: CustomerState, after: Instant): Flip => {
  const { countdowns, timedTraits, slowTraits, measures } = catalogue;
  const search = new Search(after);
  // Countdowns are found at once: they narrow the search before leaves that have rows to look through.
  for (const { instant, flips } of countdowns) {
    const since = instant(state.profile);
    const flip = flipAfter(flips, since, after);
    if (flip) search.consider(since + flip.after, flip.segments);
  }
  for (const { leaf, segments } of timedTraits) search.consider(leaf.nextFlip(state, search), segments);
  for (const id of Object.keys(state.measures)) {
    const { leaves } = measures.get(id) ?? { leaves: noLeaves };
    for (const { leaf, segments } of leaves) search.consider(leaf.nextFlip(state, search), segments);
  }
  for (const { leaf, segments } of slowTraits) search.consider(leaf.nextFlip(state, search), segments);
  return search.first;
};

/** The flip that a state waits for: the first that has not been reviewed yet. */
export const dueFlip = (catalogue: Catalogue, state: CustomerState): Flip =>
  state.nextReviewAt === null ? noFlip : nextFlip(catalogue, state, state.nextReviewAt - 1);
