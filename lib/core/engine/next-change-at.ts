import type { CustomerState } from '../profile/state.ts';
import type { Catalogue } from '../segments/compile/catalogue.ts';
import type { Instant } from '../time/instant.ts';
import { advance } from './advance.ts';

/** The most flips that are looked at: a condition on the hour of the day may flip for years and change nothing. */
const mostFlips = 8;

/**
 * When time alone changes a membership next if no event comes: at the next review, or later where what flips then leaves every
 * segment as it was; null where time changes nothing. After seven flips that change nothing it is the eighth, whatever that
 * changes, and so is never too late.
 */
export const nextChangeAt = (catalogue: Catalogue, before: CustomerState): Instant | null => {
  let state = before;
  for (let flips = 1; state.nextReviewAt !== null && flips < mostFlips; flips += 1) {
    const run = advance(catalogue, state, state.nextReviewAt + 1);
    if (run.changes.length > 0) break;
    ({ state } = run);
  }
  return state.nextReviewAt;
};
