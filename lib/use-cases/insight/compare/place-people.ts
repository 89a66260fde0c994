import { definitionOf } from '#lib/core/insight/definition/named-traits.ts';
import { groupSurvey, type GroupSurvey } from '#lib/core/insight/groups.ts';
import { isOfPlaces } from '#lib/core/insight/places/place-levels.ts';
import { comparedPlaces, listedPlaces, planPlaces, type PlaceLine } from '#lib/core/insight/places/place-lines.ts';
import { traitsOfEvents } from '#lib/core/insight/definition/events-in.ts';
import { formatInstant } from '#lib/core/time/instant.ts';
import { accumulate } from '../accumulate.ts';
import type { People } from '../people.ts';
import type { Asked } from './asked.ts';
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

const noPlace = 'of nobody is a country, a region or a city known';

/** Says what is missing where no place is known of enough people. */
const knownPlaces = (plan: ReturnType<typeof planPlaces>): Pick<Places, 'missing'> =>
  Object.keys(plan.items).length === 0 ? { missing: noPlace } : {};

/** Lists the places of everybody, most people first. */
export const placesOfAll = async ({ everybody, minimum }: People): Promise<Places> => {
  const pass = async function* pass() {
    for await (const person of everybody()) yield { ...person, group: 'members' as const };
  };
  const surveyed = await accumulate(pass, groupSurvey);
  const plan = planPlaces(surveyed);
  const members = surveyed.members.people;
  const told = { asOf: formatInstant(plan.now), members, byDefinition: [] };
  if (members < minimum) return told;
  return { ...told, ...knownPlaces(plan), lines: await accumulate(pass, listedPlaces(plan, minimum)) };
};

/** Whether the two groups are told apart by where people are. */
const isByPlace = ({ source }: People['catalogue'], asked: Asked): boolean => {
  const { traits, sources } = definitionOf(source, asked.definitions);
  return isOfPlaces([...traits, ...traitsOfEvents(sources)]);
};

/** Finds the places that stand out among the members of a segment, in two passes over everybody. */
export const placesOf = async (people: People, asked: Asked): Promise<Places> => {
  const { catalogue, minimum } = people;
  const surveyed: GroupSurvey = await accumulate(asked.grouped, groupSurvey);
  const plan = planPlaces(surveyed);
  const missing = missingOf(asked, surveyed);
  const told = {
    segment: asked.segment.key,
    definition: asked.segment,
    with: asked.with,
    asOf: formatInstant(plan.now),
    members: surveyed.members.people,
    others: surveyed.others.people,
    byDefinition: definitionOf(catalogue.source, [asked.segment]).traits,
    ...(missing === undefined ? knownPlaces(plan) : { missing }),
  };
  if (told.members < minimum) return told;
  if (isByPlace(catalogue, asked)) return { ...told, lines: [] };
  return { ...told, lines: await accumulate(asked.grouped, comparedPlaces(plan, minimum)) };
};
