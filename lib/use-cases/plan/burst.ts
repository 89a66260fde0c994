import type { PersonPlan } from './plan-person.ts';

/** The changes that a pass over all profiles brings at once, and their cost. */
export interface Burst {
  /** Profiles that are decided again. */
  readonly profiles: number;
  /** Entries that are published. */
  readonly entries: number;
  /** Changes of quiet segments, which are not published. */
  readonly quiet: number;
  readonly dollars: {
    /** To put the entries on the bus; what their consumers cost is not in it. */
    readonly publishing: number;
    /** To find everyone, fold their events again, decide and save. */
    readonly deciding: number;
    readonly total: number;
  };
}

/** Adds up a burst person by person. The cost of each is known outside: prices are not part of a plan. */
export interface BurstCounter {
  readonly add: (plan: PersonPlan) => void;
  readonly total: () => Burst;
}
