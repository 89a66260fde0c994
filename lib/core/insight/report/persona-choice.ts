import { sumOf } from '../../measures/exact-sum.ts';
import { membersOfBoth, type MembershipCounts } from './membership-counts.ts';

/** More confuse those who are to know them by heart. */
const mostPersonas = 3;

/** A persona of more people than this share would be everybody. */
const largestShare = 2 / 5;

/** The largest share of the smaller of two segments that may be in the other as well. */
const largestOverlap = 1 / 4;

/** What is chosen of. */
interface Choice {
  /** The places of the segments that can be chosen. */
  readonly places: readonly number[];
  /** How many there are in all. */
  readonly people: number;
  readonly minimum: number;
}

const revenueAt = ({ revenue }: MembershipCounts, place: number): number => sumOf(revenue[place] ?? 0);

const overlapOf = (counts: MembershipCounts, one: number, other: number): number =>
  membersOfBoth(counts, [one, other]) / Math.min(counts.sizes[one] ?? 0, counts.sizes[other] ?? 0);

/**
 * Chooses the segments that make the personas of a report, at most three, by their places: of those with at least the
 * minimum of members and others, and at most two fifths of everybody, the one whose members have brought the most revenue, and then
 * always the next that shares at most a quarter of the smaller one's members with each that is chosen already.
 */
export const choosePersonas = (counts: MembershipCounts, { places, people, minimum }: Choice): readonly number[] => {
  const candidates = places
    .filter((place) => {
      const size = counts.sizes[place] ?? 0;
      const isLargeEnough = size >= minimum && people - size >= minimum && size <= largestShare * people;
      return isLargeEnough && revenueAt(counts, place) > 0;
    })
    .sort((one, other) => revenueAt(counts, other) - revenueAt(counts, one) || one - other);
  const chosen: number[] = [];
  for (const place of candidates) {
    if (chosen.every((other) => overlapOf(counts, place, other) <= largestOverlap)) chosen.push(place);
    if (chosen.length === mostPersonas) break;
  }
  return chosen;
};
