import type { Accumulator } from '../accumulator.ts';
import { testItems, type Finding } from '../compare/finding.ts';
import { countIn, itemCounts, type ItemCounts } from '../compare/item-counts.ts';
import { lineOf, toldMembers, type Line } from '../compare/line.ts';
import type { GroupSurvey, Grouped } from '../groups.ts';
import { findItems, type Items, type Walk } from '../items/items.ts';
import type { ReadingItems } from '../items/item-profile.ts';
import type { Person } from '../person.ts';
import { placeLevels, placeTraits, readPlaces, type PlaceLevel } from './place-levels.ts';

/** A place where members are more often, or less often, than others. */
export interface PlaceLine extends Pick<Line, 'members' | 'known' | 'share'> {
  readonly level: PlaceLevel;
  readonly place: string;
  /** The rest is absent where members are everybody. */
  readonly direction?: Line['direction'];
  readonly others?: number;
  readonly lift?: number;
  readonly q?: number;
  readonly confirmedOnHalf?: boolean;
}

/** Plans which places to count: those of either group. */
export const planPlaces = ({ everybody, members, others }: GroupSurvey): ReadingItems => {
  const { now } = everybody;
  const walk: Walk = (take) => {
    for (const { state } of [...members.sample, ...others.sample] as readonly Person[]) readPlaces(state, now, take);
  };
  return { items: findItems(() => {}, walk), readKnown: readPlaces, now };
};

/** What makes a place worth a line. Few orders in a village do not: its lift is drawn towards 1, and its effect is uncertain. */
const least = { falseDiscovery: 0.01, lift: 1.2, errors: 4 };

const isWorthALine = ({ q, lift, effect, error, members }: Finding, minimum: number): boolean =>
  q < least.falseDiscovery &&
  Math.max(lift, 1 / lift) >= least.lift &&
  Math.abs(effect) >= least.errors * error &&
  members.having >= minimum &&
  (effect > 0 || members.known - members.having >= minimum);

const levelOf = (trait: string): PlaceLevel => placeLevels.find((level) => placeTraits[level] === trait) as PlaceLevel;

const placeLine = (finding: Finding, items: Items, minimum: number): PlaceLine => {
  const { trait, value, direction, share, others, lift, q, members, known, confirmedOnHalf } = lineOf(
    finding,
    items,
    minimum,
  );
  return {
    level: levelOf(trait),
    // The only items are values, and each is a text.
    place: value as string,
    direction,
    members,
    known,
    ...(share !== undefined && { share }),
    ...(others !== undefined && { others }),
    ...(lift !== undefined && { lift }),
    q,
    confirmedOnHalf,
  };
};

const byLevel = (one: Finding, other: Finding): number =>
  placeLevels.indexOf(levelOf(one.trait)) - placeLevels.indexOf(levelOf(other.trait)) ||
  Math.abs(other.weight) - Math.abs(one.weight) ||
  (one.key < other.key ? -1 : 1);

/** Counts the places of two groups, and finds those that stand out: the widest first, then the strongest. */
export const comparedPlaces = (
  plan: ReadingItems,
  minimum: number,
): Accumulator<Grouped, ItemCounts, readonly PlaceLine[]> => ({
  ...itemCounts(plan),
  result: (counts) =>
    testItems(plan.items, counts, { minimum, isLeftOut: () => false })
      .filter((finding) => isWorthALine(finding, minimum))
      .sort(byLevel)
      .map((finding) => placeLine(finding, plan.items, minimum)),
});

/** The most places of a level that are listed where there is nobody to compare with. */
const mostListed = 10;

type TraitCounts = ItemCounts['traits'][string];

const listed = (level: PlaceLevel, { known, having }: TraitCounts, minimum: number): readonly PlaceLine[] => {
  const people = countIn(known, { group: 'members' });
  return Object.entries(having)
    .map(([key, counts]) => ({ place: String(JSON.parse(key)), count: countIn(counts, { group: 'members' }) }))
    .filter(({ count }) => count >= minimum)
    .sort((one, other) => other.count - one.count || (one.place < other.place ? -1 : 1))
    .slice(0, mostListed)
    .map(({ place, count }) => ({
      level,
      place,
      members: toldMembers({ having: count, known: people }, minimum),
      known: people,
      ...(people - count >= minimum && { share: count / people }),
    }));
};

/** Counts the places of everybody, who are the members then, and lists those where most are. */
export const listedPlaces = (
  plan: ReadingItems,
  minimum: number,
): Accumulator<Grouped, ItemCounts, readonly PlaceLine[]> => ({
  ...itemCounts(plan),
  result: ({ traits }) =>
    placeLevels.flatMap((level) => {
      const counts = traits[placeTraits[level]];
      return counts === undefined ? [] : listed(level, counts, minimum);
    }),
});
