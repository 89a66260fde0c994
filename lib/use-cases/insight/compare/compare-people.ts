import {
  countComparison,
  planComparison,
  type ComparePlan,
  type StandOuts,
} from '#lib/core/insight/compare/compare-groups.ts';
import type { Finding, Testing } from '#lib/core/insight/compare/finding.ts';
import { lineOf, type Line } from '#lib/core/insight/compare/line.ts';
import { definitionOf } from '#lib/core/insight/definition/named-traits.ts';
import { saysTheSame } from '#lib/core/insight/definition/says-the-same.ts';
import { groupSurvey, type GroupSizes } from '#lib/core/insight/groups.ts';
import type { Items } from '#lib/core/insight/items/items.ts';
import { readKnown } from '#lib/core/insight/items/known-traits.ts';
import type { Segment } from '#lib/core/segments/language/language.ts';
import { formatInstant } from '#lib/core/time/instant.ts';
import { accumulate } from '../accumulate.ts';
import type { InsightTerms, People } from '../people.ts';
import type { About, Asked } from './asked.ts';
import { missingOf } from './missing-of.ts';

/** What members of a segment share and others do not. Plain JSON. */
export interface Comparison {
  /** The key of the segment. */
  readonly segment: string;
  /** The segment as it is defined. */
  readonly definition: Segment;
  /** The key of the segment of the others; `rest` for everybody else. */
  readonly with: string;
  /** The latest clock of anybody, at which all traits are read. */
  readonly asOf: string;
  readonly members: number;
  readonly others: number;
  /** The paths of the traits that the segment is defined by. */
  readonly byDefinition: readonly string[];
  /** Set where the question has no answer in these data. */
  readonly missing?: string;
  /** The parts of a profile that are known of fewer members than the minimum; absent where the segment is smaller than that. */
  readonly notKnown?: readonly string[];
  /** Strongest first; absent where the segment is smaller than the minimum. */
  readonly lines?: readonly Line[];
}

/** A comparison, and what a suggestion is made of. */
export interface Compared {
  readonly comparison: Comparison;
  readonly findings: readonly Finding[];
  readonly plan: ComparePlan;
}

/** A comparison as far as the sizes of the groups tell. */
export const comparisonHead = ({ catalogue }: InsightTerms, asked: About, sizes: GroupSizes) => {
  const missing = missingOf(asked, sizes);
  return {
    segment: asked.segment.key,
    definition: asked.segment,
    with: asked.with,
    asOf: formatInstant(sizes.everybody.now),
    members: sizes.members.people,
    others: sizes.others.people,
    byDefinition: definitionOf(catalogue.source, [asked.segment]).traits,
    ...(missing !== undefined && { missing }),
  };
};

/** How the findings of a comparison are tested. */
export const testingOf = ({ catalogue: { source }, minimum }: InsightTerms, { definitions }: About): Testing => ({
  minimum,
  isLeftOut: saysTheSame(definitionOf(source, definitions), source),
});

/** The lines of what stands out. */
export const comparedLines = ({ findings, notKnown }: StandOuts, items: Items, minimum: number) => ({
  notKnown,
  lines: findings.map((each) => lineOf(each, items, minimum)),
});

/** Compares the members of a segment with others, in two passes over everybody. */
export const comparePeople = async (people: People, asked: Asked): Promise<Compared> => {
  const { catalogue, minimum } = people;
  const pass = asked.grouped;
  const surveyed = await accumulate(pass, groupSurvey);
  const plan = planComparison(surveyed, readKnown(catalogue));
  const head = comparisonHead(people, asked, surveyed);
  if (head.members < minimum) return { comparison: head, findings: [], plan };
  const found = await accumulate(pass, countComparison(plan, testingOf(people, asked)));
  return { comparison: { ...head, ...comparedLines(found, plan.items, minimum) }, findings: found.findings, plan };
};
