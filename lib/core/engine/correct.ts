import { eventIdOf, type AppliedEvent } from '../profile/fact.ts';
import type { CustomerState } from '../profile/state.ts';
import type { Catalogue } from '../segments/compile/catalogue.ts';
import { advance } from './advance.ts';
import { decide } from './decide.ts';
import type { Decision } from './decision.ts';
import { refold } from './refold.ts';

/** A correction, and all applied events once it is one of them; those that do not count any more are only counted. */
export interface Correction {
  readonly arrived: AppliedEvent;
  readonly events: readonly AppliedEvent[];
}

/**
 * Applies an event at whose arrival others stop counting: first come the changes that time alone brings strictly before it, of the
 * profile as it was; then the profile is the fold of the events that count, and every segment is decided once. Changes of the past
 * stand.
 */
export const correct = (catalogue: Catalogue, before: CustomerState, { arrived, events }: Correction): Decision => {
  const at = Math.max(arrived.arrivedAt, before.clock);
  const { state, changes } = advance(catalogue, before, at);
  const decision = decide(
    catalogue,
    { state: { ...state, clock: at, ...refold(catalogue, events, at) }, positions: catalogue.everySegment },
    {
      at,
      origin: 'live',
      cause: { eventId: eventIdOf(arrived) },
      before: { state, at: Math.max(state.clock, at - 1) },
    },
  );
  return { state: decision.state, changes: [...changes, ...decision.changes] };
};
