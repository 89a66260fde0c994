import { hash } from 'node:crypto';
import { fingerprint } from '#events/fingerprint.ts';
import type { Trait } from '../profile/trait.ts';
import type { Catalogue, CompiledSegment, PlacedLeaf, PlacedMeasure, Position } from './catalogue.ts';
import { checkCatalogue } from './check-catalogue.ts';
import { ConditionCompiler, type SharedLeaf } from './compile-conditions.ts';
import { knownTrait } from './known-trait.ts';
import type { Segment } from './language.ts';
import type { Measure } from './measure.ts';
import { indexMeasures } from './measure-index.ts';
import { orderReferences, referredBy } from './order-references.ts';

const hashDigits = 8;

const definitionHash = ({ when, requires }: Segment): string =>
  hash('sha256', fingerprint('segment', requires ? { when, requires } : { when }), 'hex').slice(0, hashDigits);

const addAll = (to: Set<Position> | undefined, from: Iterable<Position> = []): void => {
  for (const position of from) to?.add(position);
};

/** For each segment, itself and all that depend on it. */
const dependents = (ordered: readonly Segment[]): ReadonlyMap<string, ReadonlySet<Position>> => {
  const closures = new Map(ordered.map(({ key }, position) => [key, new Set([position])]));
  // Backwards, the closures of all that refer to a segment are complete when it passes its own on.
  for (const segment of ordered.toReversed()) {
    for (const key of referredBy(segment)) addAll(closures.get(key), closures.get(segment.key));
  }
  return closures;
};

/** Collects, for each thing observed, the segments to decide again. */
class Placement<Observed> {
  readonly #positions = new Map<Observed, Set<Position>>();

  add(observed: Observed, positions: Iterable<Position>): void {
    const known = this.#positions.get(observed) ?? new Set();
    this.#positions.set(observed, known);
    addAll(known, positions);
  }

  of(observed: Observed): readonly Position[] {
    return [...(this.#positions.get(observed) ?? [])].sort((one, other) => one - other);
  }

  all(): readonly (readonly [Observed, readonly Position[]])[] {
    return [...this.#positions.keys()].map((observed) => [observed, this.of(observed)]);
  }
}

const placeLeaves = (ordered: readonly Segment[], compiler: ConditionCompiler) => {
  const closures = dependents(ordered);
  const leaves = new Placement<SharedLeaf>();
  const measures = new Placement<Measure>();
  const traits = new Placement<string>();
  for (const segment of ordered) {
    const positions = closures.get(segment.key) ?? [];
    const shared = compiler.leavesOf(segment);
    for (const leaf of shared) leaves.add(leaf, positions);
    for (const measure of shared.flatMap((leaf) => leaf.measure ?? [])) measures.add(measure, positions);
    for (const part of shared.flatMap(({ trait }) => trait?.dependsOn ?? [])) traits.add(part, positions);
  }
  return { leaves, measures, traits };
};

/**
 * Compiles a catalogue as it was read from JSON: shares equal measures, indexes them by event type and equality tests,
 * and finds the order of references.
 *
 * @param deployment - the number of the deployment that the catalogue belongs to; 0 where there is none.
 * @throws {CatalogueError} where it does not fit, with the path of the fault, what was seen and what was expected.
 */
export const compile = (json: unknown, deployment: number = 0): Catalogue => {
  const source = checkCatalogue(json);
  const ordered = orderReferences(source.segments);
  const compiler = new ConditionCompiler(source);
  const { leaves, measures, traits } = placeLeaves(ordered, compiler);
  const timed = leaves.all().filter(([{ leaf }]) => leaf.nextFlip);
  const placed = (wanted: (shared: SharedLeaf) => boolean): readonly PlacedLeaf[] =>
    timed.filter(([shared]) => wanted(shared)).map(([{ leaf }, segments]) => ({ leaf, segments }));
  const placedMeasures = measures.all().map(([measure, segments]): PlacedMeasure => ({
    measure,
    segments,
    leaves: placed((leaf) => leaf.measure === measure),
  }));
  const indexes = new Map(source.segments.map((segment, index) => [segment, index]));
  return {
    source,
    hash: fingerprint('catalogue', source),
    deployment,
    currency: source.currency,
    rfm: source.rfm,
    segments: ordered.map((segment): CompiledSegment => ({
      source: segment,
      key: segment.key,
      name: segment.name ?? segment.key,
      definitionHash: definitionHash(segment),
      index: indexes.get(segment) as number,
      condition: compiler.compile(segment),
      publish: (segment.publish?.traits ?? []).map((path) => knownTrait(path) as Trait),
    })),
    positions: new Map(ordered.map(({ key }, position) => [key, position])),
    measures: new Map(placedMeasures.map((measure) => [measure.measure.id, measure])),
    measuresOf: indexMeasures(placedMeasures),
    segmentsByTrait: new Map(traits.all()),
    timedTraits: placed(({ trait }) => trait !== undefined),
  };
};
