import { axesOf } from '#lib/core/insight/discover/axes.ts';
import { behaviours } from '#lib/core/insight/discover/behaviours.ts';
import { conductOf, type Conduct } from '#lib/core/insight/discover/conduct.ts';
import { foundCatalogue } from '#lib/core/insight/discover/found-catalogue.ts';
import { findGroups, type Grouping } from '#lib/core/insight/discover/grouping.ts';
import { survey, type Survey } from '#lib/core/insight/survey.ts';
import type { CatalogueSource } from '#lib/core/segments/language/language.ts';
import { formatInstant, type Instant } from '#lib/core/time/instant.ts';
import { accumulate } from '../accumulate.ts';
import type { InsightTerms, People } from '../people.ts';
import { clearestGroups, countGroups, rounded, type CountedGroup } from './counted-groups.ts';
import type { Discovery } from './discovery.ts';

/** What was found, and the catalogue that says it. */
export interface Discovered {
  readonly discovery: Discovery;
  readonly catalogue: CatalogueSource;
}

/** More than three groups confuse. */
export const usualGroups = 3;

/** Among fewer people than so many times the minimum, groups are chance. */
const leastPeople = 4;

const pathsOf = (axes: readonly { readonly of: number }[]): readonly string[] =>
  axes.flatMap(({ of }) => behaviours[of]?.path ?? []);

const missingOf = ({ people }: Survey, conducts: readonly Conduct[], minimum: number): string | undefined => {
  const least = leastPeople * minimum;
  if (people < least) return `among fewer than ${least} people groups are chance, and ${people} are known`;
  return axesOf(conducts).length === 0 ? 'people hardly differ in what they do' : undefined;
};

/** How sure groups are; nothing where none may be told. */
const assess = (grouping: Grouping | undefined, counted: readonly CountedGroup[]) => {
  if (grouping === undefined || counted.length === 0) return { verdict: 'nothing', byDefinition: [] } as const;
  const { kind, silhouette, rules, stability, axes } = grouping;
  return {
    verdict: kind,
    silhouette: rounded(silhouette),
    stability: { median: rounded(stability.median), tenth: rounded(stability.tenth) },
    agreement: rounded(rules.agreement),
    byDefinition: pathsOf(axes),
  };
};

/** What a first look at everybody tells of groups. Plain JSON. */
export interface GroupsLearnt {
  readonly now: Instant;
  readonly people: number;
  /** What people were compared by. */
  readonly traits: readonly string[];
  /** What the data lack, where they lack something. */
  readonly missing?: string;
  /** Absent where there are no groups. */
  readonly grouping?: Grouping;
}

/**
 * Learns groups and their rules from a sample of everybody.
 *
 * @param most - the largest number of groups.
 */
export const learnGroups = (seen: Survey, most: number, minimum: number): GroupsLearnt => {
  const conducts = seen.sample.map((person) => conductOf(person, seen.now));
  const missing = missingOf(seen, conducts, minimum);
  const grouping = missing === undefined ? findGroups(conducts, most) : undefined;
  return {
    now: seen.now,
    people: seen.people,
    traits: pathsOf(axesOf(conducts)),
    ...(missing !== undefined && { missing }),
    ...(grouping && { grouping }),
  };
};

/** What was found. */
export const discovered = (
  { catalogue }: InsightTerms,
  { now, people, traits, missing, grouping }: GroupsLearnt,
  counted: readonly CountedGroup[],
): Discovered => {
  const { byDefinition, ...assessed } = assess(grouping, counted);
  const segments = counted.map(({ segment }) => segment);
  return {
    discovery: {
      asOf: formatInstant(now),
      people,
      traits,
      ...assessed,
      groups: counted.map(({ told }) => told),
      byDefinition,
      ...(missing !== undefined && { missing }),
    },
    catalogue: foundCatalogue(catalogue.source, segments),
  };
};

/**
 * Finds natural groups among everybody by what they do, in two passes: groups and rules are learnt from a sample, then counted.
 *
 * @param most - the largest number of groups.
 */
export const discover = async (people: People, most: number): Promise<Discovered> => {
  const learnt = learnGroups(await accumulate(people.everybody, survey), most, people.minimum);
  const { grouping, now } = learnt;
  const counted = grouping === undefined ? [] : await countGroups(people, grouping, now);
  return discovered(people, learnt, clearestGroups(counted, most));
};
