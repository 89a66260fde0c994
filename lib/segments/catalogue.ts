import type { IncomingEvent } from '#events/incoming-event.ts';
import type { RfmThresholds } from '../profile/rfm.ts';
import type { Trait } from '../profile/trait.ts';
import type { Node } from './condition.ts';
import type { CatalogueSource, Segment } from './language.ts';
import type { Leaf } from './leaf.ts';
import type { Measure } from './measure.ts';

/** Where a segment stands in the order of evaluation: after every segment that it refers to. */
export type Position = number;

/** One segment, ready to be decided. */
export interface CompiledSegment {
  readonly source: Segment;
  readonly key: string;
  readonly name: string;
  /** Eight hexadecimal digits of a hash of `when` and `requires`. */
  readonly definitionHash: string;
  /** Where it stands in the catalogue: changes of one instant are numbered in this order. */
  readonly index: number;
  readonly condition: Node;
  readonly publish: readonly Trait[];
}

/** A leaf with the segments to decide again when it flips, those that refer to them included. */
export interface PlacedLeaf {
  readonly leaf: Leaf;
  readonly segments: readonly Position[];
}

/** A measure with the leaves that observe it. */
export interface PlacedMeasure {
  readonly measure: Measure;
  readonly segments: readonly Position[];
  /** Those that time alone can flip. */
  readonly leaves: readonly PlacedLeaf[];
}

/** A catalogue, compiled: equal measures shared, indexed by what an event can touch, in order of references. */
export interface Catalogue {
  readonly source: CatalogueSource;
  /** Changes whenever a definition does. */
  readonly hash: string;
  /** Rises with each deployment: code of an older one leaves what a newer one has decided alone. */
  readonly deployment: number;
  readonly currency: string;
  readonly rfm: RfmThresholds | undefined;
  /** In order of evaluation. */
  readonly segments: readonly CompiledSegment[];
  readonly positions: ReadonlyMap<string, Position>;
  readonly measures: ReadonlyMap<string, PlacedMeasure>;
  /** The measures that an event may match. */
  readonly measuresOf: (event: IncomingEvent) => Iterable<PlacedMeasure>;
  /** What to decide again when a part of the profile was touched, by `Trait.dependsOn`. */
  readonly segmentsByTrait: ReadonlyMap<string, readonly Position[]>;
  /** Leaves over traits that time alone can flip. */
  readonly timedTraits: readonly PlacedLeaf[];
}
