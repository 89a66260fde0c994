import type { Instant } from '#lib/core/time/instant.ts';
import type { Plan } from '../../plan/plan.ts';

/** A plan that is being made, or was. Plain JSON. */
export interface PlanJob {
  readonly id: string;
  readonly state: 'running' | 'done' | 'failed';
  /** Profiles that are planned, and how many there are. */
  readonly done: number;
  readonly of: number;
  /** Null until it is done. */
  readonly plan: Plan | null;
  /** Why it failed. */
  readonly message?: string;
}

/** Makes plans of what a catalogue would do, one at a time: one that is begun ends the one before. */
export interface PlanJobs {
  /**
   * @param at - as of when.
   * @throws {CatalogueError} for a catalogue that does not fit.
   */
  begin(catalogue: unknown, at: Instant): Promise<PlanJob>;
  /** Undefined for one that is not known, or was ended by another. */
  get(id: string): PlanJob | undefined;
}
