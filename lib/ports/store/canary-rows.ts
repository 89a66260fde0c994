import type { Instant } from '#lib/core/time/instant.ts';

/** What is stored of the made-up person by whom a deployment tries itself out, and whose turn it is to do so. */
export interface CanaryRows {
  /**
   * Takes the turn.
   *
   * @param run - an id of its own.
   * @param until - when the turn ends by itself.
   * @returns whether it was taken; not where another run has it still.
   */
  begin(run: string, until: Instant): Promise<boolean>;
  /** Gives the turn back. */
  end(): Promise<void>;
  /** Deletes all rows of the made-up person, and returns their number. */
  sweep(): Promise<number>;
}
