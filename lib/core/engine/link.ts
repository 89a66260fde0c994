import { eventIdOf, type AppliedEvent } from '../profile/fact.ts';
import { emptyState, type CustomerState } from '../profile/state.ts';
import type { Catalogue } from '../segments/compile/catalogue.ts';
import { advance } from './advance.ts';
import { apply } from './apply.ts';
import { decide } from './decide.ts';
import type { Decision, InstantChanges } from './decision.ts';
import { foldApplied, mergeStates } from './fold.ts';
import { leaveAll } from './leave-all.ts';
import { correct } from './correct.ts';
import { refold } from './refold.ts';

/** A customer and the visitor who turns out to be that customer; undefined for one with no profile yet. */
export interface Pair {
  readonly customer: CustomerState | undefined;
  readonly visitor: CustomerState | undefined;
  /** Set where others stop counting at the event's arrival: all applied events of both, this one among them. */
  readonly events?: readonly AppliedEvent[] | undefined;
}

/** The outcome of a link: the customer with the visitor's past in it, and the visitor's last changes in its own sequence. */
export interface Linked {
  readonly customer: Decision;
  readonly visitor: readonly InstantChanges[];
}

const applyAlone = (catalogue: Catalogue, { customer, events }: Pair, arrived: AppliedEvent): Decision =>
  customer && events ? correct(catalogue, customer, { arrived, events }) : apply(catalogue, customer, arrived);

/**
 * Applies an event that links a visitor to a customer.
 *
 * At the latest of both clocks and the arrival, the visitor leaves every segment. The customer, who is now the fold of the
 * events of both and of this one, if it counts, is decided once.
 */
export const link = (catalogue: Catalogue, pair: Pair, arrived: AppliedEvent): Linked => {
  const { customer, visitor, events } = pair;
  if (!visitor) return { customer: applyAlone(catalogue, pair, arrived), visitor: [] };
  const at = Math.max(arrived.arrivedAt, customer?.clock ?? -Infinity, visitor.clock);
  const occasion = { at, origin: 'merge', cause: { eventId: eventIdOf(arrived) } } as const;
  const left = advance(catalogue, visitor, at);
  const exits = leaveAll(catalogue, left.state, { ...occasion, why: 'the visitor is not yet a known customer' });
  const run = customer ? advance(catalogue, customer, at) : { state: emptyState, changes: [] };
  const own = { ...run.state, clock: at };
  const merged = events
    ? { ...own, ...refold(catalogue, events, at) }
    : foldApplied(catalogue, mergeStates(catalogue, own, left.state), { applied: arrived, clock: at }).state;
  const decision = decide(
    catalogue,
    { state: merged, positions: catalogue.everySegment },
    { ...occasion, before: { state: run.state, at: Math.max(run.state.clock, at - 1) } },
  );
  return {
    customer: { state: decision.state, changes: [...run.changes, ...decision.changes] },
    visitor: [...left.changes, ...exits.changes],
  };
};
