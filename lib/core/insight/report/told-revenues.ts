import { buyersOfOne, type MembershipCounts } from './membership-counts.ts';

/** All who have ordered, and the fewest of them that a figure may tell of. */
interface Buyers {
  readonly all: number;
  readonly minimum: number;
}

/** Whether neither these buyers nor all others are so few that a figure would tell of them; of nobody it tells nothing. */
const isNoneOrMany = (buyers: number, { all, minimum }: Buyers): boolean =>
  [buyers, all - buyers].every((count) => count === 0 || count >= minimum);

/**
 * The places of the segments whose revenue may be told beside that of all. What is left of all tells of the others, and two segments
 * tell of those who are in one of them alone: of two that differ by few, or are all but few together, the later is not told.
 */
export const toldRevenues = (counts: MembershipCounts, buyers: Buyers): ReadonlySet<number> => {
  const told = new Set<number>();
  for (const [place, own] of counts.buyers.entries()) {
    const isTold = own >= buyers.minimum && isNoneOrMany(own, buyers);
    const isApart = [...told].every((other) => isNoneOrMany(buyersOfOne(counts, [other, place]), buyers));
    if (isTold && isApart) told.add(place);
  }
  return told;
};
