import { emptyState } from '../../profile/state.ts';
import type { TraitTerms } from '../../profile/trait-terms.ts';
import { utcCalendar, type Calendar } from '../../time/calendar.ts';
import type { Instant } from '../../time/instant.ts';
import type { CatalogueSource } from '../language/language.ts';
import { parseComputedTraits } from '../language/parse-condition.ts';
import { requirementOf } from '../language/requirement.ts';
import { bucketName, idPart } from './bucket-signal.ts';
import type { Catalogue, CompiledSegment, PlacedMeasure } from './catalogue.ts';
import type { HashedCatalogue } from './catalogue-hash.ts';
import { ConditionCompiler } from './compile-conditions.ts';
import { nodeHolds } from './node.ts';
import { parseSegment } from '../language/parse-segment.ts';
import { indexMeasures } from './measure-index.ts';
import { once } from '../../once.ts';
import { orderReferences } from './order-references.ts';
import { placeLeaves, timeLeaves, type Conditioned } from './place-leaves.ts';
import { PositionSet, type Position } from './position-set.ts';
import { ReadySegment } from './ready-segment.ts';
import { shareMeasures } from './share-measures.ts';
import type { PredictedSignals } from './predicted-signals.ts';
import type { SeldomMeasures } from './seldom-measures.ts';
import { writtenAt, type Signal } from './signal.ts';
import { Signals } from './signals.ts';
import { topicsOfCatalogue } from './topics.ts';

/** What a catalogue needs loaded beside the code, where it names it. */
export interface Loaded {
  /** That of its time zone. */
  readonly calendar: Calendar;
  /** What its model predicts; undefined where it has none. */
  readonly predicted?: PredictedSignals | undefined;
  /** Undefined where `asksForSeldomMeasures` says that it has none. */
  readonly seldom?: SeldomMeasures | undefined;
}

/** The conditions of all segments, in order of references, and the signals that they and profiles read. */
const compileConditions = (source: CatalogueSource, { calendar, predicted, seldom }: Loaded) => {
  const parsed = source.segments.map(parseSegment);
  const ordered = orderReferences(parsed);
  const terms: TraitTerms = { rfm: source.rfm, calendar };
  const definitions = parseComputedTraits(source);
  const shared = shareMeasures(parsed, definitions, { currency: source.currency, calendar, seldom });
  const signals = new Signals({ computed: definitions, terms, measureOf: shared.ofMeasured, predicted });
  const compiler = new ConditionCompiler(shared, signals, { ...terms, model: source.predict });
  const conditioned = ordered.map((segment): Conditioned => ({
    segment,
    ...compiler.compile(segment, requirementOf(segment.source, source)),
  }));
  const computed = new Map([...definitions.keys()].map((path) => [path, signals.trait(path)]));
  return { ordered, conditioned, signals, definitions, computed };
};

const shownOf = (
  predicted: Readonly<Record<string, Signal>> = {},
  computed: ReadonlyMap<string, Signal>,
): Catalogue['shown'] =>
  new Map([...Object.entries(predicted), ...computed].map(([path, signal]) => [path, { valueAt: writtenAt(signal) }]));

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
 */
export const assemble = (
  { source, hash }: HashedCatalogue,
  deployment: number,
  loaded: Loaded = { calendar: utcCalendar },
): Catalogue => {
  const { ordered, conditioned, signals, definitions, computed } = compileConditions(source, loaded);
  const { leaves, measures, traits } = placeLeaves(ordered, conditioned);
  // What no condition asks about is folded all the same, because a profile shows it.
  const nothing = new PositionSet(ordered.length);
  for (const measure of [...computed.values()].flatMap((signal) => signal.measures)) measures.place(measure, nothing);
  const { ofMeasures, ...flipping } = timeLeaves(leaves);
  const placedMeasures = [...measures].map(([measure, segments]): PlacedMeasure => ({
    measure,
    segments,
    leaves: ofMeasures.get(measure) ?? [],
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
    calendar: loaded.calendar,
    topicsOf: topicsOfCatalogue(source),
    shown: shownOf(loaded.predicted, computed),
    drawsBuckets: asksForBuckets(source, traits.keys(), computed.values()),
    segments,
    positions,
    positionsInOrder: source.segments.map(({ key }) => positions.get(key) as Position),
    everySegment: new PositionSet(ordered.length, ordered.keys()),
    heldByEmptyProfile: once(() => heldByEmptyProfile(segments)),
    measures: new Map(placedMeasures.map((measure) => [measure.measure.id, measure])),
    measuresOf: indexMeasures(placedMeasures),
    segmentsByTrait: traits,
    ...flipping,
  };
};
