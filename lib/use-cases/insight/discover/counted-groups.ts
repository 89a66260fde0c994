import { foundCatalogue, foundSegments, type FoundSegment } from '#lib/core/insight/discover/found-catalogue.ts';
import { groupCounts, type GroupCount } from '#lib/core/insight/discover/group-counts.ts';
import type { Grouping } from '#lib/core/insight/discover/grouping.ts';
import type { CompiledSegment } from '#lib/core/segments/compile/catalogue.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import type { Segment } from '#lib/core/segments/language/language.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import { accumulate } from '../accumulate.ts';
import type { InsightTerms, People } from '../people.ts';
import type { FoundGroup } from './discovery.ts';

/** A group that may be told, with its segment. */
export interface CountedGroup {
  readonly segment: Segment;
  readonly told: FoundGroup;
}

/** A share to two decimals. */
export const rounded = (share: number): number => Number(share.toFixed(2));

const shareOf = (part: number, whole: number): number => (whole === 0 ? 0 : rounded(part / whole));

/** A group with the segment that stands for it. */
interface GroupRule extends FoundSegment {
  readonly compiled: CompiledSegment;
}

/** The rules of groups, ready to be decided of anybody. */
export const rulesOf = ({ catalogue }: InsightTerms, grouping: Grouping): readonly GroupRule[] => {
  const found = foundSegments(grouping);
  const sources = found.map(({ segment }) => segment);
  const { segments } = compile(foundCatalogue(catalogue.source, sources));
  return found.flatMap(({ group, segment }) => {
    const compiled = segments.find(({ key }) => key === segment.key);
    return compiled ? [{ group, segment, compiled }] : [];
  });
};

/** What was counted of groups. */
interface GroupsCounted {
  readonly grouping: Grouping;
  readonly rules: readonly GroupRule[];
  /** One for each rule. */
  readonly counts: readonly GroupCount[];
}

/** The groups that may be told, largest first. */
export const countedGroups = ({ grouping, rules, counts }: GroupsCounted, minimum: number): readonly CountedGroup[] =>
  rules
    .flatMap(({ group, segment, compiled: { key, name } }, index) => {
      const { members = 0, both = 0, natural = 0 } = counts[index] ?? {};
      if (members < minimum) return [];
      const stability = rounded(grouping.stability.groups[group] ?? 0);
      const shares = { precision: shareOf(both, members), recall: shareOf(both, natural), stability };
      return [{ segment, told: { key, name, members, ...shares, when: segment.when } }];
    })
    .sort((one, other) => other.told.members - one.told.members);

/** Counts the groups over everybody: those that may be told, largest first. */
export const countGroups = async (
  people: People,
  grouping: Grouping,
  now: Instant,
): Promise<readonly CountedGroup[]> => {
  const rules = rulesOf(people, grouping);
  const counts = await accumulate(people.everybody, groupCounts({ ...grouping, rules, now }));
  return countedGroups({ grouping, rules, counts }, people.minimum);
};

const clarityOf = ({ told: { precision, recall } }: CountedGroup): number => precision * recall;

/** Where fewer groups are asked for than there are, those that their rules say best. */
export const clearestGroups = (counted: readonly CountedGroup[], most: number): readonly CountedGroup[] => {
  const clearest = new Set(counted.toSorted((one, other) => clarityOf(other) - clarityOf(one)).slice(0, most));
  return counted.filter((each) => clearest.has(each));
};
