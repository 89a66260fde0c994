import type { CustomerState } from '../profile/state.ts';
import type { Catalogue } from '../segments/compile/catalogue.ts';
import { formatInstant, type Instant } from '../time/instant.ts';
import { decide, type Decided } from './decide.ts';
import type { InstantChanges } from './decision.ts';
import { dueFlip, noFlip, reviewAt } from './next-flip.ts';

/**
 * Lets time pass without an event: every change that time alone brings strictly before an instant happens at its own exact
 * instant, in order. The clock moves only to instants at which a membership changed.
 */
export const advance = (catalogue: Catalogue, before: CustomerState, until: Instant): Decided => {
  if (before.nextReviewAt === null || before.nextReviewAt > until) return { state: before, changes: [], next: noFlip };
  let state = before;
  let next = dueFlip(catalogue, before);
  const changes: InstantChanges[] = [];
  while (next.at < until) {
    const { at, segments } = next;
    const decided = decide(
      catalogue,
      { state, positions: segments },
      { at, origin: 'timer', cause: { dueAt: formatInstant(at) }, before: { state, at: at - 1 } },
    );
    ({ state, next } = decided);
    changes.push(...decided.changes);
  }
  const nextReviewAt = reviewAt(next);
  return { state: nextReviewAt === state.nextReviewAt ? state : { ...state, nextReviewAt }, changes, next };
};
