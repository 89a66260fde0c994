import type { PlacedLeaf } from './catalogue.ts';
import type { CompiledCondition, SharedLeaf } from './compile-conditions.ts';
import { shareCountdowns, type Countdown } from './countdown.ts';
import type { ParsedSegment } from '../language/parse-segment.ts';
import type { Leaf } from './leaf.ts';
import type { Measure } from './measure.ts';
import { referredBy } from './order-references.ts';
import { PositionSet } from './position-set.ts';

/** For each segment, itself and all that depend on it. */
const dependents = (ordered: readonly ParsedSegment[]): ReadonlyMap<string, PositionSet> => {
  const closures = new Map(
    ordered.map(({ source }, position) => [source.key, new PositionSet(ordered.length, [position])]),
  );
  // Backwards, the closures of all that refer to a segment are complete when it passes its own on.
  for (const segment of ordered.toReversed()) {
    const own = closures.get(segment.source.key) as PositionSet;
    for (const key of referredBy(segment)) closures.get(key)?.addAll(own);
  }
  return closures;
};

/** Collects, for each thing observed, the segments to decide again. */
class Placement<Observed> extends Map<Observed, PositionSet> {
  place(observed: Observed, segments: PositionSet): void {
    this.set(observed, this.get(observed)?.union(segments) ?? segments);
  }
}

/** A segment with its condition. */
export type Conditioned = CompiledCondition & { readonly segment: ParsedSegment };

/** The segments to decide again when a leaf flips, when a measure changes, and when a part of the profile does. */
export const placeLeaves = (ordered: readonly ParsedSegment[], conditioned: readonly Conditioned[]) => {
  const closures = dependents(ordered);
  const leaves = new Placement<SharedLeaf>();
  const measures = new Placement<Measure>();
  const traits = new Placement<string>();
  for (const { segment, leaves: shared } of conditioned) {
    const segments = closures.get(segment.source.key) as PositionSet;
    for (const leaf of shared) leaves.place(leaf, segments);
    for (const measure of shared.flatMap((leaf) => leaf.measures)) measures.place(measure, segments);
    for (const part of shared.flatMap(({ dependsOn }) => dependsOn)) traits.place(part, segments);
  }
  return { leaves, measures, traits };
};

const mayFlip = (leaf: Leaf): leaf is PlacedLeaf['leaf'] => leaf.nextFlip !== undefined;

/** The leaves that time alone can flip: those over each measure, those that count down, and the others, those apart that take long. */
export const timeLeaves = (placed: ReadonlyMap<SharedLeaf, PositionSet>) => {
  const ofMeasures = new Map<Measure, PlacedLeaf[]>();
  const countdowns: (readonly [Countdown, PositionSet])[] = [];
  const traits: (PlacedLeaf & { readonly slowness: number })[] = [];
  for (const [{ leaf, measures, dependsOn, slowness }, segments] of placed) {
    const [measure, ...others] = dependsOn.length === 0 ? measures : [];
    if (leaf.countdown) countdowns.push([leaf.countdown, segments]);
    else if (!mayFlip(leaf)) continue;
    else if (measure && others.length === 0)
      ofMeasures.set(measure, [...(ofMeasures.get(measure) ?? []), { leaf, segments }]);
    else traits.push({ leaf, segments, slowness });
  }
  return {
    ofMeasures,
    countdowns: shareCountdowns(countdowns),
    timedTraits: traits.filter(({ slowness }) => slowness === 0),
    slowTraits: traits.filter(({ slowness }) => slowness > 0).sort((one, other) => one.slowness - other.slowness),
  };
};
