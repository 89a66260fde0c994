import { advance } from '#lib/core/engine/advance.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import { formatInstant, type Instant } from '#lib/core/time/instant.ts';
import { difference, type Difference } from './difference.ts';

/** A profile as it is kept and as its ledger makes it at the same clock. */
interface Reviewed {
  readonly stored: CustomerState;
  readonly rebuilt: CustomerState;
  readonly until: Instant;
}

const written = (instant: Instant | null): string | null => (instant === null ? null : formatInstant(instant));

/** The state after the next review, if that may already have been made without changing anything; otherwise undefined. */
const afterHarmlessReview = (catalogue: Catalogue, state: CustomerState, { stored, until }: Reviewed) => {
  const at = state.nextReviewAt;
  if (at === null || at > until || (stored.nextReviewAt !== null && at >= stored.nextReviewAt)) return undefined;
  const run = advance(catalogue, state, at + 1);
  return run.changes.length === 0 ? run.state : undefined;
};

/**
 * A next review that comes too late, too early or not at all. Reviews that changed nothing leave no trace but a later next
 * review, so the stored one may be any of those that follow such reviews.
 */
export const reviewDifference = (catalogue: Catalogue, reviewed: Reviewed): readonly Difference[] => {
  let state = reviewed.rebuilt;
  let next = afterHarmlessReview(catalogue, state, reviewed);
  while (next !== undefined) {
    state = next;
    next = afterHarmlessReview(catalogue, state, reviewed);
  }
  const { nextReviewAt: stored } = reviewed.stored;
  return stored === state.nextReviewAt
    ? []
    : [difference('nextReviewAt', written(stored), written(state.nextReviewAt))];
};
