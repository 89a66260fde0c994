import { addExactly, mergeSums, sumOf, type ExactSum } from '../../measures/exact-sum.ts';
import { revenueOf } from '../../profile/orders.ts';
import type { Accumulator } from '../accumulator.ts';
import type { Grouped } from '../groups.ts';

/** What members have brought, and what everybody has, after refunds. Plain JSON. */
interface Brought {
  members: ExactSum;
  everybody: ExactSum;
}

const thousand = 1000;

/**
 * An amount as a share of a whole, in thousandths, so that what two shares differ by is not the revenue of one person; undefined
 * where it is no part of it, as refunds can make it.
 */
export const shareOfRevenue = (amount: number, all: number): number | undefined =>
  all > 0 && amount >= 0 && amount <= all ? Math.round((amount / all) * thousand) / thousand : undefined;

/** Adds up what members have brought of everybody's revenue, as a share. */
export const revenueOfMembers: Accumulator<Grouped, Brought, number | undefined> = {
  empty: () => ({ members: 0, everybody: 0 }),
  add: (kept, { group, state: { profile } }) => {
    if (profile.orders === undefined) return kept;
    const revenue = revenueOf(profile.orders);
    kept.everybody = addExactly(kept.everybody, revenue);
    if (group === 'members') kept.members = addExactly(kept.members, revenue);
    return kept;
  },
  merge: (one, other) => ({
    members: mergeSums(one.members, other.members),
    everybody: mergeSums(one.everybody, other.everybody),
  }),
  result: ({ members, everybody }) => shareOfRevenue(sumOf(members), sumOf(everybody)),
};
