import { eventIdOf, type AppliedEvent } from '../profile/fact.ts';
import { emptyState, type CustomerState } from '../profile/state.ts';
import type { Catalogue } from '../segments/compile/catalogue.ts';
import { advance } from './advance.ts';
import { decide } from './decide.ts';
import type { Decision } from './decision.ts';
import { foldApplied, type Folded } from './fold.ts';
import { noFlip } from './next-flip.ts';

/** The segments to decide: those that the event has touched, and for a new person those that hold for an empty profile. */
const inQuestion = (catalogue: Catalogue, before: CustomerState | undefined, { positions }: Folded) =>
  before ? positions : positions.union(catalogue.heldByEmptyProfile());

/**
 * Applies one event to one person: first come the changes that time alone brings strictly before it, then the event is
 * folded, if it counts, then membership is decided once.
 *
 * The event is decided at its own arrival or the person's clock, whichever is later.
 *
 * @param before - the person's state, already decided by this catalogue (`backfill`); undefined for a person with no profile yet.
 */
export const apply = (catalogue: Catalogue, before: CustomerState | undefined, arrived: AppliedEvent): Decision => {
  const at = Math.max(arrived.arrivedAt, before?.clock ?? -Infinity);
  const { state, changes, next } = before
    ? advance(catalogue, before, at)
    : { state: emptyState, changes: [], next: noFlip };
  const folded = foldApplied(catalogue, state, { applied: arrived, clock: at });
  if (next.at === at) folded.positions.addAll(next.segments);
  const decision = decide(
    catalogue,
    { state: folded.state, positions: inQuestion(catalogue, before, folded) },
    {
      at,
      origin: 'live',
      cause: { eventId: eventIdOf(arrived) },
      before: { state, at: Math.max(state.clock, at - 1) },
    },
  );
  return changes.length === 0 ? decision : { state: decision.state, changes: [...changes, ...decision.changes] };
};
