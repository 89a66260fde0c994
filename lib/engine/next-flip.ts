import type { CustomerState } from '../profile/state.ts';
import type { Catalogue, PlacedLeaf, Position } from '../segments/catalogue.ts';
import type { Instant } from '../time/instant.ts';

/** The next instant at which time alone turns a leaf, and the segments to decide again then. */
export interface Flip {
  /** Infinity where nothing will turn. */
  readonly at: Instant;
  readonly segments: ReadonlySet<Position>;
}

/** Where nothing will turn. */
export const noFlip: Flip = { at: Infinity, segments: new Set() };

/** When a person is to be looked at for a flip; null where nothing will turn. */
export const reviewAt = ({ at }: Flip): Instant | null => (at === Infinity ? null : at);

/** Collects the earliest flip of leaves. */
class Earliest implements Flip {
  at: Instant = Infinity;
  readonly segments = new Set<Position>();

  take(flip: Instant, affected: readonly Position[]): void {
    if (flip > this.at || flip === Infinity) return;
    if (flip < this.at) this.segments.clear();
    this.at = flip;
    for (const position of affected) this.segments.add(position);
  }
}

/** Finds the first flip after an instant. Leaves over events turn only where an event has matched; those over traits may always. */
export const nextFlip = (catalogue: Catalogue, state: CustomerState, after: Instant): Flip => {
  const earliest = new Earliest();
  const takeAll = (leaves: readonly PlacedLeaf[]): void => {
    for (const { leaf, segments } of leaves) earliest.take(leaf.nextFlip?.(state, after) ?? Infinity, segments);
  };
  for (const id of Object.keys(state.measures)) takeAll(catalogue.measures.get(id)?.leaves ?? []);
  takeAll(catalogue.timedTraits);
  return earliest;
};

/** The flip that a state waits for: the first that no review has seen yet. */
export const dueFlip = (catalogue: Catalogue, state: CustomerState): Flip =>
  state.nextReviewAt === null ? noFlip : nextFlip(catalogue, state, state.nextReviewAt - 1);
