import { revenueOf } from '../profile/orders.ts';
import type { Instant } from '../time/instant.ts';
import type { Accumulator } from './accumulator.ts';
import type { Person } from './person.ts';

/** What questions need to know of everybody before they can be asked. */
export interface QuestionFacts {
  /** The latest clock of anybody. */
  readonly now: Instant;
  /**
   * The revenue that 90 % of those who have ordered do not exceed, in minor units: the smallest such (nearest rank).
   * Undefined where nobody has ordered.
   */
  readonly bestRevenue: number | undefined;
}

interface Kept {
  now: Instant;
  /** How many people have each revenue. It grows with the amounts that differ, not with the people. */
  readonly revenues: Record<string, number>;
}

/** The share of those who have ordered that the best leave below them. */
const below = 0.9;

const percentile = (revenues: Kept['revenues']): number | undefined => {
  const sorted = Object.entries(revenues).map(([revenue, count]) => [Number(revenue), count] as const);
  sorted.sort(([one], [other]) => one - other);
  const people = sorted.reduce((sum, [, count]) => sum + count, 0);
  let reached = 0;
  return sorted.find(([, count]) => (reached += count) >= Math.ceil(below * people))?.[0];
};

/** Finds them in one pass. */
export const questionFacts: Accumulator<Person, Kept, QuestionFacts> = {
  empty: () => ({ now: 0, revenues: {} }),
  add: (kept, { state: { clock, profile } }) => {
    kept.now = Math.max(kept.now, clock);
    if (profile.orders === undefined || profile.orders.count === 0) return kept;
    const revenue = String(revenueOf(profile.orders));
    kept.revenues[revenue] = (kept.revenues[revenue] ?? 0) + 1;
    return kept;
  },
  merge: (one, other) => {
    one.now = Math.max(one.now, other.now);
    for (const [revenue, count] of Object.entries(other.revenues)) {
      one.revenues[revenue] = (one.revenues[revenue] ?? 0) + count;
    }
    return one;
  },
  result: ({ now, revenues }) => ({ now, bestRevenue: percentile(revenues) }),
};
