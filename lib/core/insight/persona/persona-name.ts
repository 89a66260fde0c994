import type { ComparePlan } from '../compare/compare-groups.ts';
import { testItems, type Finding } from '../compare/finding.ts';
import { countIn, type ItemCounts } from '../compare/item-counts.ts';
import { adjectiveOf } from './adjectives.ts';
import { firstNameFor, type NameGender } from './first-names.ts';

/** What makes a word true of members: they have it clearly more often than others, most of those of whom it is known do, and it is known of most. */
const least = { falseDiscovery: 0.01, effect: 0.2, share: 0.5, known: 0.5 };

const isTrue = ({ q, effect, share, members }: Finding, size: number): boolean =>
  q < least.falseDiscovery && effect >= least.effect && share >= least.share && members.known >= least.known * size;

/** By the size of the difference: of what no others have, as of much that members are defined by, little is certain. */
const byEffect = (one: Finding, other: Finding): number =>
  other.effect - one.effect || (one.trait + one.key < other.trait + other.key ? -1 : 1);

/** A member of one gender is meant by a name only where most are known to be of it. */
const leastOfGender = 0.6;

const genderOf = ({ sizes, traits }: ItemCounts): NameGender => {
  const members = { group: 'members' } as const;
  const gender = traits['demographic.gender'];
  const known = gender ? countIn(gender.known, members) : 0;
  if (gender === undefined || known < least.known * countIn(sizes, members)) return 'either';
  const isMost = (value: NameGender): boolean => {
    const having = Object.entries(gender.having).filter(([key]) => key.toLowerCase() === JSON.stringify(value));
    return having.reduce((sum, [, counts]) => sum + countIn(counts, members), 0) >= leastOfGender * known;
  };
  return (['female', 'male'] as const).find(isMost) ?? 'either';
};

/** Whom a name is made for. */
interface Named {
  /** The name of the segment, which serves where nothing else is true of its members. */
  readonly title: string;
  readonly minimum: number;
  /** Words that other personas beside this one have. */
  readonly taken: ReadonlySet<string>;
}

/** A persona's name, with the word in it that others beside it may not have. */
export interface PersonaName {
  readonly name: string;
  readonly word: string;
}

const capitalised = (text: string): string => text.charAt(0).toLocaleUpperCase('en') + text.slice(1);

/**
 * Names a persona after what most tells its members from others, also what they are defined by: an end of a trait's fifths, or a
 * category. The first name has the same initial.
 */
export const personaName = (plan: ComparePlan, counts: ItemCounts, { title, minimum, taken }: Named): PersonaName => {
  const size = countIn(counts.sizes, { group: 'members' });
  const words = testItems(plan.items, counts, { minimum, isLeftOut: () => false })
    .filter((finding) => isTrue(finding, size) && finding.members.having >= minimum)
    .toSorted(byEffect)
    .flatMap(({ trait, key }) => adjectiveOf(plan.items, trait, key) ?? []);
  const word = words.find((each) => !taken.has(each)) ?? capitalised(title);

  return { name: `${word} ${firstNameFor(word, genderOf(counts))}`, word };
};
