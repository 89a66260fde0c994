import { once } from '../../once.ts';
import type { Accumulator } from '../accumulator.ts';
import type { GroupSurvey, Grouped } from '../groups.ts';
import { itemProfileOf, type ReadingItems } from '../items/item-profile.ts';
import { findItems, isMiddleBand, isSomeOrNone, type Walk } from '../items/items.ts';
import type { ReadKnown } from '../items/known-traits.ts';
import type { Person } from '../person.ts';
import { testItems, type Finding, type Testing } from './finding.ts';
import { followsFromIn, type ProfileSamples } from './follows-from.ts';
import { countIn, itemCounts, type ItemCounts } from './item-counts.ts';
import { standOuts } from './stand-outs.ts';

/** What the second of two passes counts, made of what the first has found. */
export interface ComparePlan extends ReadingItems {
  /** Of members and of others, read when they are first asked for. */
  readonly samples: () => ProfileSamples;
}

/** Plans what to count: bands of the numbers of everybody, and the values of either group. */
export const planComparison = ({ everybody, members, others }: GroupSurvey, readKnown: ReadKnown): ComparePlan => {
  const { now } = everybody;
  const walkOver =
    (people: readonly Person[]): Walk =>
    (take) => {
      for (const { state } of people) readKnown(state, now, take);
    };
  const items = findItems(walkOver(everybody.sample), walkOver([...members.sample, ...others.sample]));
  const reading = { items, readKnown, now };
  const profilesOf = (people: readonly Person[]) => people.map((person) => itemProfileOf(person, reading));
  const samples = once(() => ({ members: profilesOf(members.sample), others: profilesOf(others.sample) }));
  return { ...reading, samples };
};

/** What two groups differ in. */
export interface StandOuts {
  /** Strongest first. */
  readonly findings: readonly Finding[];
  /** The parts of a profile that are known of fewer members than the minimum. */
  readonly notKnown: readonly string[];
}

/** The parts of a profile in which something can be known or not: orders and visits are counted of everybody. */
const parts = [
  'demographic',
  'geographic',
  'psychographic',
  'preferences',
  'categories',
  'channels',
  'devices',
  'searches',
  'feedback',
] as const;

const notKnownIn = ({ traits }: ItemCounts, minimum: number): readonly string[] =>
  parts.filter((part) =>
    Object.entries(traits).every(
      ([path, { known }]) =>
        !path.startsWith(`${part}.`) || path === 'feedback.count' || countIn(known, { group: 'members' }) < minimum,
    ),
  );

/** Counts both groups, and finds what stands out. */
export const countComparison = (plan: ComparePlan, testing: Testing): Accumulator<Grouped, ItemCounts, StandOuts> => ({
  ...itemCounts(plan),
  result: (counts) => {
    const { items, samples } = plan;
    const itemsOf = ({ trait }: Finding) => items[trait] ?? { values: [] };
    const saying = {
      minimum: testing.minimum,
      isMiddle: (finding: Finding) => isMiddleBand(itemsOf(finding), finding.key),
      isSomeOrNone: (finding: Finding) => isSomeOrNone(itemsOf(finding), finding.key),
      followsFrom: followsFromIn(samples()),
    };
    return {
      findings: standOuts(testItems(items, counts, testing), saying),
      notKnown: notKnownIn(counts, testing.minimum),
    };
  },
});
