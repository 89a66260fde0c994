import type { PersonBehind } from '#lib/ports/store/customer-store.ts';
import type { Target } from './pass.ts';

/** For what somebody is ticked. */
export interface TickReason extends Target {
  readonly attempt: number;
}

/** Has persons looked at by the code of the deployment, which decides them by its catalogue. */
export interface Ticker {
  /** How many it takes at once, at most. */
  readonly most: number;
  /**
   * Ticks a few persons. Ticking one twice for the same reason does no harm.
   *
   * @returns how many could not be ticked, and are to be ticked again.
   */
  tick(persons: readonly PersonBehind[], reason: TickReason): Promise<number>;
}
