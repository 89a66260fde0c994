import type { ExactSum } from '../../measures/exact-sum.ts';
import { revenueOf } from '../../profile/orders.ts';
import type { CustomerState } from '../../profile/state.ts';
import type { Accumulator } from '../accumulator.ts';
import { addSumTo, addTo, mergeCells, mergeSumCells, zeros } from '../cells.ts';
import { pairOf } from '../metrics/segment-counts.ts';
import type { Person } from '../person.ts';

/** Who is in which segment now, as plain JSON. A segment has its place in the catalogue's order. */
export interface MembershipCounts {
  readonly sizes: number[];
  /** The members who have ordered. */
  readonly buyers: number[];
  /** Of the members, after refunds. */
  readonly revenue: ExactSum[];
  /** The members of both segments of a pair, see `membersOfBoth`. */
  readonly both: number[];
}

const placeOf = (segments: number, pair: readonly [number, number]): number =>
  pairOf({ periods: 1, segments }, 0, pair);

/** How many people are in both of two different segments. */
export const membersOfBoth = ({ sizes, both }: MembershipCounts, pair: readonly [number, number]): number =>
  both[placeOf(sizes.length, pair)] ?? 0;

const countPairs = ({ sizes, both }: MembershipCounts, places: readonly number[]): void => {
  for (const [index, one] of places.entries()) {
    for (const other of places.slice(index + 1)) addTo(both, placeOf(sizes.length, [one, other]), 1);
  }
};

const countMember = (kept: MembershipCounts, place: number, { orders }: CustomerState['profile']): void => {
  addTo(kept.sizes, place, 1);
  if (orders === undefined) return;
  addTo(kept.buyers, place, Number(orders.count > 0));
  addSumTo(kept.revenue, place, revenueOf(orders));
};

/**
 * Counts the members of segments, and of pairs of them.
 *
 * @param keys - of the segments, in the catalogue's order.
 */
export const membershipCounts = (keys: readonly string[]): Accumulator<Person, MembershipCounts, MembershipCounts> => {
  const places = new Map(keys.map((key, place) => [key, place]));
  const { length } = keys;
  return {
    empty: () => ({
      sizes: zeros(length),
      buyers: zeros(length),
      revenue: zeros(length),
      both: zeros((length * (length - 1)) / 2),
    }),
    add: (kept, { state: { memberships, profile } }) => {
      const own = Object.keys(memberships).flatMap((key) => places.get(key) ?? []);
      for (const place of own) countMember(kept, place, profile);
      countPairs(kept, own);
      return kept;
    },
    merge: (one, other) => {
      for (const name of ['sizes', 'buyers', 'both'] as const) mergeCells(one[name], other[name]);
      mergeSumCells(one.revenue, other.revenue);
      return one;
    },
    result: (kept) => kept,
  };
};
