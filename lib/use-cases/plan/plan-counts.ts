import { idFieldOf, isVisitor, type PersonKey } from '#lib/core/profile/person.ts';
import type { BurstCounter } from './burst.ts';
import { OverlapCounts } from './overlaps.ts';
import type { PersonPlan, PlannedChange } from './plan-person.ts';
import type { Sample } from './plan.ts';

/** The most people who are named of those who would enter or leave a segment. */
const samplesAtMost = 5;

/** The number of people who would enter or leave a segment, and the first few of them. */
export interface CountedChanges {
  readonly count: number;
  readonly samples: readonly Sample[];
}

const noChanges: CountedChanges = { count: 0, samples: [] };

/** The counts over everyone. Memory grows with the segments, not with the people. */
export class PlanCounts {
  readonly profiles = { customers: 0, visitors: 0 };
  /** The members of each segment before, by its key. */
  readonly before = new Map<string, number>();
  readonly after = new OverlapCounts();
  readonly burst: BurstCounter;
  /** The profiles that each catalogue decided last, by its hash. */
  readonly decidedBy = new Map<string, number>();
  /** The profiles with events on their way into the ledger. */
  unsettled = 0;
  readonly #changes = { entered: new Map<string, CountedChanges>(), exited: new Map<string, CountedChanges>() };

  constructor(burst: BurstCounter) {
    this.burst = burst;
  }

  /** Counts one person. */
  add(plan: PersonPlan): void {
    const { person, before, after, decidedBy, isUnsettled, changes } = plan;
    this.profiles[isVisitor(person) ? 'visitors' : 'customers'] += 1;
    for (const key of before) this.before.set(key, (this.before.get(key) ?? 0) + 1);
    this.after.add(after);
    this.burst.add(plan);
    this.decidedBy.set(decidedBy, (this.decidedBy.get(decidedBy) ?? 0) + 1);
    this.unsettled += isUnsettled ? 1 : 0;
    for (const change of changes) this.#addChange(person, change);
  }

  #addChange(person: PersonKey, { key, status, because }: PlannedChange): void {
    const { count, samples } = this.changesOf(key, status);
    const more = samples.length < samplesAtMost ? [...samples, { ...idFieldOf(person), because }] : samples;
    this.#changes[status].set(key, { count: count + 1, samples: more });
  }

  changesOf(key: string, status: PlannedChange['status']): CountedChanges {
    return this.#changes[status].get(key) ?? noChanges;
  }

  get people(): number {
    return this.profiles.customers + this.profiles.visitors;
  }
}
