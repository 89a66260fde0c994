import { countComparison, type ComparePlan } from '../compare/compare-groups.ts';
import { isSeenOn, type Testing } from '../compare/finding.ts';
import type { ItemCounts } from '../compare/item-counts.ts';

/** How many of the lines that are found on one half of the people hold on the other. */
export interface Validation {
  readonly found: number;
  readonly held: number;
}

type Counts = ItemCounts['sizes'];

/** The people of the first half alone. */
const firstHalf = ([members, , others]: Counts): Counts => [members, 0, others, 0];

const onFirstHalf = ({ sizes, traits }: ItemCounts): ItemCounts => ({
  sizes: firstHalf(sizes),
  traits: Object.fromEntries(
    Object.entries(traits).map(([path, { known, having }]) => [
      path,
      {
        known: firstHalf(known),
        having: Object.fromEntries(Object.entries(having).map(([key, counts]) => [key, firstHalf(counts)])),
      },
    ]),
  ),
});

/** Looks for lines on the first half of the people, as on all, and looks at each on the second. */
export const validate = (plan: ComparePlan, counts: ItemCounts, testing: Testing): Validation => {
  const { findings } = countComparison(plan, testing).result(onFirstHalf(counts));
  const held = findings.filter(({ trait, key, effect }) => {
    const own = counts.traits[trait];
    return own !== undefined && isSeenOn(1, own, key)(Math.sign(effect));
  });
  return { found: findings.length, held: held.length };
};
