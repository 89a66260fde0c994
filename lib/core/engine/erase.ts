import type { ArrivedEvent } from '../profile/fact.ts';
import type { CustomerState } from '../profile/state.ts';
import type { Catalogue } from '../segments/compile/catalogue.ts';
import type { Instant } from '../time/instant.ts';
import { advance } from './advance.ts';
import type { InstantChanges } from './decision.ts';
import { leaveAll } from './leave-all.ts';

/** The end of a person's memberships. */
export interface Erased {
  /** When it took effect. */
  readonly at: Instant;
  /** The sequence of the last exit. */
  readonly sequence: number;
  readonly changes: readonly InstantChanges[];
}

/** Ends a person's memberships for an `ErasureRequested`, after the changes that time alone brings strictly before it, without deciding. */
export const erase = (catalogue: Catalogue, before: CustomerState | undefined, arrived: ArrivedEvent): Erased => {
  if (!before) return { at: arrived.arrivedAt, sequence: 0, changes: [] };
  const at = Math.max(arrived.arrivedAt, before.clock);
  const run = advance(catalogue, before, at);
  const { eventId } = arrived.event.detail;
  const exits = leaveAll(catalogue, run.state, {
    at,
    origin: 'erasure',
    cause: { eventId },
    why: 'the person has not asked to be forgotten',
  });
  return { at, sequence: exits.state.sequence, changes: [...run.changes, ...exits.changes] };
};
