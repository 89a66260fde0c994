import { emptyState } from '../../profile/state.ts';
import type { TraitTerms } from '../../profile/trait-terms.ts';
import { utcCalendar, type Calendar } from '../../time/calendar.ts';
import type { Instant } from '../../time/instant.ts';
import type { CatalogueSource } from '../language/language.ts';
import { parseComputedTraits } from '../language/parse-condition.ts';
import { requirementOf } from '../language/requirement.ts';
import { bucketName, idPart } from './bucket-signal.ts';
import type { Catalogue, CompiledSegment, PlacedLeaf, PlacedMeasure } from './catalogue.ts';
import type { HashedCatalogue } from './catalogue-hash.ts';
import { ConditionCompiler, type CompiledCondition, type SharedLeaf } from './compile-conditions.ts';
import { nodeHolds } from './node.ts';
import { shareCountdowns, type Countdown } from './countdown.ts';
import { parseSegment, type ParsedSegment } from '../language/parse-segment.ts';
import type { Leaf } from './leaf.ts';
import type { Measure } from './measure.ts';
import { indexMeasures } from './measure-index.ts';
import { once } from '../../once.ts';
import { orderReferences, referredBy } from './order-references.ts';
import { PositionSet, type Position } from './position-set.ts';
import { ReadySegment } from './ready-segment.ts';
import { shareMeasures } from './share-measures.ts';
import type { Signal } from './signal.ts';
import { Signals } from './signals.ts';
import { topicsOfCatalogue } from './topics.ts';

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
type Conditioned = CompiledCondition & { readonly segment: ParsedSegment };

const placeLeaves = (ordered: readonly ParsedSegment[], conditioned: readonly Conditioned[]) => {
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

/** The leaves that time alone can flip: those over each measure, those that count down, and the others. */
const timeLeaves = (placed: ReadonlyMap<SharedLeaf, PositionSet>) => {
  const ofMeasures = new Map<Measure, PlacedLeaf[]>();
  const countdowns: (readonly [Countdown, PositionSet])[] = [];
  const traits: PlacedLeaf[] = [];
  for (const [{ leaf, measures, dependsOn }, segments] of placed) {
    const [measure, ...others] = dependsOn.length === 0 ? measures : [];
    if (leaf.countdown) countdowns.push([leaf.countdown, segments]);
    else if (!mayFlip(leaf)) continue;
    else if (measure && others.length === 0)
      ofMeasures.set(measure, [...(ofMeasures.get(measure) ?? []), { leaf, segments }]);
    else traits.push({ leaf, segments });
  }
  return { ofMeasures, countdowns, traits };
};

/** The conditions of all segments, in order of references, and the signals that they and profiles read. */
const compileConditions = (source: CatalogueSource, calendar: Calendar) => {
  const parsed = source.segments.map(parseSegment);
  const ordered = orderReferences(parsed);
  const terms: TraitTerms = { rfm: source.rfm, calendar };
  const definitions = parseComputedTraits(source);
  const shared = shareMeasures(parsed, definitions, { currency: source.currency, calendar });
  const signals = new Signals(definitions, terms, shared.ofMeasured);
  const compiler = new ConditionCompiler(shared, signals, terms);
  const conditioned = ordered.map((segment): Conditioned => ({
    segment,
    ...compiler.compile(segment, requirementOf(segment.source, source)),
  }));
  const computed = new Map([...definitions.keys()].map((path) => [path, signals.trait(path)]));
  return { ordered, conditioned, signals, definitions, computed };
};

/** Whether a person's id is kept in the state, for the buckets that are drawn from it. */
const asksForBuckets = ({ segments }: CatalogueSource, traits: Iterable<string>, computed: Iterable<Signal>): boolean =>
  [...traits, ...[...computed].flatMap(({ dependsOn }) => dependsOn)].includes(idPart) ||
  segments.some(({ publish }) => publish?.traits.some((path) => bucketName(path) !== undefined) ?? false);

/** The segments that hold for an empty profile, at any instant: time alone changes nothing in it. */
const heldByEmptyProfile = (segments: readonly CompiledSegment[]): PositionSet => {
  const held = new PositionSet(segments.length);
  const empty = { ...emptyState, memberships: {} as Record<string, Instant> };
  for (const [position, { key, condition }] of segments.entries()) {
    if (!nodeHolds(condition, empty, empty.clock)) continue;
    held.add(position);
    empty.memberships[key] = empty.clock;
  }
  return held;
};

/**
 * Assembles a catalogue that was checked and hashed before: parses its conditions, shares equal measures, indexes them by
 * event type and equality tests, and finds the order of references. Use `compile` for a catalogue that was not checked.
 *
 * @param deployment - the number of the deployment that the catalogue belongs to; 0 where there is none.
 * @param calendar - that of the catalogue's time zone.
 */
export const assemble = (
  { source, hash }: HashedCatalogue,
  deployment: number,
  calendar: Calendar = utcCalendar,
): Catalogue => {
  const { ordered, conditioned, signals, definitions, computed } = compileConditions(source, calendar);
  const { leaves, measures, traits } = placeLeaves(ordered, conditioned);
  // What no condition asks about is folded all the same, because a profile shows it.
  const nothing = new PositionSet(ordered.length);
  for (const measure of [...computed.values()].flatMap((signal) => signal.measures)) measures.place(measure, nothing);
  const timed = timeLeaves(leaves);
  const placedMeasures = [...measures].map(([measure, segments]): PlacedMeasure => ({
    measure,
    segments,
    leaves: timed.ofMeasures.get(measure) ?? [],
  }));
  const surroundings = { source, computed: definitions, traitOf: signals.trait };
  const segments = conditioned.map(({ segment, condition }) => new ReadySegment(segment, condition, surroundings));
  const positions = new Map(segments.map(({ key }, position) => [key, position]));
  return {
    source,
    hash,
    deployment,
    currency: source.currency,
    rfm: source.rfm,
    calendar,
    topicsOf: topicsOfCatalogue(source),
    computed,
    drawsBuckets: asksForBuckets(source, traits.keys(), computed.values()),
    segments,
    positions,
    positionsInOrder: source.segments.map(({ key }) => positions.get(key) as Position),
    everySegment: new PositionSet(ordered.length, ordered.keys()),
    heldByEmptyProfile: once(() => heldByEmptyProfile(segments)),
    measures: new Map(placedMeasures.map((measure) => [measure.measure.id, measure])),
    measuresOf: indexMeasures(placedMeasures),
    segmentsByTrait: traits,
    countdowns: shareCountdowns(timed.countdowns),
    timedTraits: timed.traits,
  };
};
