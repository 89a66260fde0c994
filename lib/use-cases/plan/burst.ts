import type { PersonPlan } from './plan-person.ts';

/** What a pass over all profiles brings at once, and what it costs. */
export interface Burst {
  /** Profiles that are decided anew. */
  readonly profiles: number;
  /** Entries that are published. */
  readonly entries: number;
  /** Changes of quiet segments, which are not. */
  readonly quiet: number;
  readonly dollars: {
    /** To put the entries on the bus; what their consumers cost is not in it. */
    readonly publishing: number;
    /** To find everybody, fold their events anew, decide and save. */
    readonly deciding: number;
    readonly total: number;
  };
}

/** Adds up a burst person by person. What each of them costs is known outside: prices are no part of a plan. */
export interface BurstCounter {
  readonly add: (weighed: PersonPlan) => void;
  readonly total: () => Burst;
}
