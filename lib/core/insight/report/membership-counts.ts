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
  /** Those of them who have ordered. */
  readonly buyersOfBoth: number[];
}

const placeOf = (segments: number, pair: readonly [number, number]): number =>
  pairOf({ periods: 1, segments }, 0, pair);

/** How many people are in both of two different segments. */
export const membersOfBoth = ({ sizes, both }: MembershipCounts, pair: readonly [number, number]): number =>
  both[placeOf(sizes.length, pair)] ?? 0;

/** How many who have ordered are in one of two different segments and not in the other. */
export const buyersOfOne = ({ buyers, buyersOfBoth }: MembershipCounts, pair: readonly [number, number]): number => {
  const [one = 0, other = 0] = pair.map((place) => buyers[place]);
  return one + other - 2 * (buyersOfBoth[placeOf(buyers.length, pair)] ?? 0);
};

const countPairs = (
  { sizes, both, buyersOfBoth }: MembershipCounts,
  places: readonly number[],
  isBuyer: boolean,
): void => {
  for (const [index, one] of places.entries()) {
    for (const other of places.slice(index + 1)) {
      const place = placeOf(sizes.length, [one, other]);
      addTo(both, place, 1);
      addTo(buyersOfBoth, place, Number(isBuyer));
    }
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
      buyersOfBoth: zeros((length * (length - 1)) / 2),
    }),
    add: (kept, { state: { memberships, profile } }) => {
      const own = Object.keys(memberships).flatMap((key) => places.get(key) ?? []);
      for (const place of own) countMember(kept, place, profile);
      countPairs(kept, own, (profile.orders?.count ?? 0) > 0);
      return kept;
    },
    merge: (one, other) => {
      for (const name of ['sizes', 'buyers', 'both', 'buyersOfBoth'] as const) mergeCells(one[name], other[name]);
      mergeSumCells(one.revenue, other.revenue);
      return one;
    },
    result: (kept) => kept,
  };
};
