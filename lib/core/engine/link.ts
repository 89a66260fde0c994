import { eventIdOf, type AppliedEvent } from '../profile/fact.ts';
import { emptyState, type CustomerState } from '../profile/state.ts';
import type { Catalogue } from '../segments/compile/catalogue.ts';
import { advance } from './advance.ts';
import { apply } from './apply.ts';
import { decide } from './decide.ts';
import type { Decision, InstantChanges } from './decision.ts';
import { foldApplied, mergeStates } from './fold.ts';
import { leaveAll } from './leave-all.ts';

/** A customer and the visitor who turns out to be that customer; undefined for one with no profile yet. */
export interface Pair {
  readonly customer: CustomerState | undefined;
  readonly visitor: CustomerState | undefined;
}

/** The outcome of a link: the customer with the visitor's past in it, and the visitor's last changes in its own sequence. */
export interface Linked {
  readonly customer: Decision;
  readonly visitor: readonly InstantChanges[];
}

/**
 * Applies an event that links a visitor to a customer.
 *
 * At the latest of both clocks and the arrival, the visitor leaves every segment. The customer, who is now the fold of the
 * events of both and of this one, if it counts, is decided once.
 */
export const link = (catalogue: Catalogue, { customer, visitor }: Pair, arrived: AppliedEvent): Linked => {
  if (!visitor) return { customer: apply(catalogue, customer, arrived), visitor: [] };
  const at = Math.max(arrived.arrivedAt, customer?.clock ?? -Infinity, visitor.clock);
  const occasion = { at, origin: 'merge', cause: { eventId: eventIdOf(arrived) } } as const;
  const left = advance(catalogue, visitor, at);
  const exits = leaveAll(catalogue, left.state, { ...occasion, why: 'the visitor is not yet a known customer' });
  const run = customer ? advance(catalogue, customer, at) : { state: emptyState, changes: [] };
  const merged = mergeStates(catalogue, { ...run.state, clock: at }, left.state);
  const decision = decide(
    catalogue,
    { state: foldApplied(catalogue, merged, { applied: arrived, clock: at }).state, positions: catalogue.everySegment },
    { ...occasion, before: { state: run.state, at: Math.max(run.state.clock, at - 1) } },
  );
  return {
    customer: { state: decision.state, changes: [...run.changes, ...decision.changes] },
    visitor: [...left.changes, ...exits.changes],
  };
};
