import type { CatalogueSource, Segment } from '../../segments/language/language.ts';
import { conditionOf } from './conditions.ts';
import { groupNames, keyOf } from './group-names.ts';
import type { Grouping } from './grouping.ts';

/** A segment with the group that it stands for. */
export interface FoundSegment {
  readonly group: number;
  readonly segment: Segment;
}

const descriptions = {
  sharp: 'A group that lies apart from others by what people do.',
  continuum: 'One end or the middle of a continuum, cut at a useful place.',
} as const;

/** Groups as segments; one that no rule says is left out. */
export const foundSegments = (grouping: Grouping): readonly FoundSegment[] => {
  const { kind, rules } = grouping;
  return groupNames(grouping).flatMap((name, group) => {
    const when = conditionOf(rules.tree, group);
    return when === undefined
      ? []
      : [{ group, segment: { key: keyOf(name), name, description: descriptions[kind], when } }];
  });
};

/** A catalogue of segments in the currency and the time zone of another. */
export const foundCatalogue = (
  { currency, timeZone }: CatalogueSource,
  segments: readonly Segment[],
): CatalogueSource => ({ currency, ...(timeZone !== undefined && { timeZone }), segments });
