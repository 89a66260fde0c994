import type { PersonBehind } from '#lib/ports/store/customer-store.ts';
import type { Target } from './pass.ts';

/** The reason for a tick. */
export interface TickReason extends Target {
  readonly attempt: number;
}

/** Has people reviewed by the deployed code, which decides them by its catalogue. */
export interface Ticker {
  /** The most people it takes at once. */
  readonly most: number;
  /**
   * Ticks a few people. Ticking one twice for the same reason does no harm.
   *
   * @returns how many could not be ticked, and must be ticked again.
   */
  tick(persons: readonly PersonBehind[], reason: TickReason): Promise<number>;
}
