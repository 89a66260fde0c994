import { definitionOf } from '#lib/core/insight/definition/named-traits.ts';
import { groupSurvey, type GroupSizes, type GroupSurvey } from '#lib/core/insight/groups.ts';
import type { ReadingItems } from '#lib/core/insight/items/item-profile.ts';
import { isOfPlaces } from '#lib/core/insight/places/place-levels.ts';
import { comparedPlaces, listedPlaces, planPlaces, type PlaceLine } from '#lib/core/insight/places/place-lines.ts';
import { traitsOfEvents } from '#lib/core/insight/definition/events-in.ts';
import { formatInstant } from '#lib/core/time/instant.ts';
import { accumulate } from '../accumulate.ts';
import type { InsightTerms, People } from '../people.ts';
import type { About, Asked } from './asked.ts';
import type { Comparison } from './compare-people.ts';
import { missingOf } from './missing-of.ts';

/** The places in which members are more often than others, or less often. Plain JSON. */
export interface Places extends Partial<Pick<Comparison, 'segment' | 'definition' | 'with' | 'others' | 'missing'>> {
  /** The latest clock of anybody. */
  readonly asOf: string;
  /** Everybody, where no segment is asked about. */
  readonly members: number;
  readonly byDefinition: readonly string[];
  /** Absent where the segment is smaller than the minimum. */
  readonly lines?: readonly PlaceLine[];
}

/** What the first of two passes has found for places. */
interface PlacesSurveyed {
  readonly sizes: GroupSizes;
  readonly plan: ReadingItems;
}

const noPlace = 'of nobody is a country, a region or a city known';

/** Says what is missing where no place is known of enough people. */
const knownPlaces = (plan: ReadingItems): Pick<Places, 'missing'> =>
  Object.keys(plan.items).length === 0 ? { missing: noPlace } : {};

/** The places of everybody as far as the first pass tells. */
export const placesOfAllHead = (plan: ReadingItems, members: number) => ({
  asOf: formatInstant(plan.now),
  members,
  byDefinition: [],
});

/** The places of everybody, of whom there are enough. */
export const listedOfAll = (plan: ReadingItems, lines: readonly PlaceLine[]) => ({ ...knownPlaces(plan), lines });

/** Lists the places of everybody, most people first. */
export const placesOfAll = async ({ everybody, minimum }: People): Promise<Places> => {
  const pass = async function* pass() {
    for await (const person of everybody()) yield { ...person, group: 'members' as const };
  };
  const surveyed = await accumulate(pass, groupSurvey);
  const plan = planPlaces(surveyed);
  const head = placesOfAllHead(plan, surveyed.members.people);
  if (head.members < minimum) return head;
  return { ...head, ...listedOfAll(plan, await accumulate(pass, listedPlaces(plan, minimum))) };
};

/** Whether the two groups are told apart by where people are: then no place stands out. */
export const isByPlace = ({ catalogue: { source } }: InsightTerms, { definitions }: About): boolean => {
  const { traits, sources } = definitionOf(source, definitions);
  return isOfPlaces([...traits, ...traitsOfEvents(sources)]);
};

/** The places of a group as far as the first pass tells. */
export const placesHead = ({ catalogue }: InsightTerms, asked: About, { sizes, plan }: PlacesSurveyed) => {
  const missing = missingOf(asked, sizes);
  return {
    segment: asked.segment.key,
    definition: asked.segment,
    with: asked.with,
    asOf: formatInstant(plan.now),
    members: sizes.members.people,
    others: sizes.others.people,
    byDefinition: definitionOf(catalogue.source, [asked.segment]).traits,
    ...(missing === undefined ? knownPlaces(plan) : { missing }),
  };
};

/** Finds the places that stand out among the members of a segment, in two passes over everybody. */
export const placesOf = async (people: People, asked: Asked): Promise<Places> => {
  const { minimum } = people;
  const sizes: GroupSurvey = await accumulate(asked.grouped, groupSurvey);
  const plan = planPlaces(sizes);
  const head = placesHead(people, asked, { sizes, plan });
  if (head.members < minimum) return head;
  if (isByPlace(people, asked)) return { ...head, lines: [] };
  return { ...head, lines: await accumulate(asked.grouped, comparedPlaces(plan, minimum)) };
};
