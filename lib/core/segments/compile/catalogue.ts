import type { IncomingEvent } from '#events/incoming-event.ts';
import type { RfmThresholds } from '../../profile/rfm.ts';
import type { Calendar } from '../../time/calendar.ts';
import type { Node } from './node.ts';
import type { SharedCountdown } from './countdown.ts';
import type { CatalogueSource, Segment } from '../language/language.ts';
import type { Leaf } from './leaf.ts';
import type { Measure } from './measure.ts';
import type { Position, PositionSet } from './position-set.ts';
import type { Signal } from './signal.ts';
import type { TopicsOf } from './topics.ts';

/** A trait that goes out with changes. */
export interface PublishedTrait {
  readonly path: string;
  readonly valueAt: Signal['valueAt'];
}

/** One segment, ready to be decided. */
export interface CompiledSegment {
  readonly source: Segment;
  readonly key: string;
  readonly name: string;
  /** Eight hexadecimal digits of a hash of `when` and `requires`. */
  readonly definitionHash: string;
  /** Its place in the catalogue: changes of one instant are numbered in this order. */
  readonly index: number;
  readonly condition: Node;
  /** What goes out with a change. */
  readonly publish: readonly PublishedTrait[];
  /** Whether the changes that a new catalogue brings to it are not published. */
  readonly isQuiet: boolean;
}

/** A leaf with the segments to decide again when it flips, those that refer to them included. */
export interface PlacedLeaf {
  readonly leaf: Leaf & { readonly nextFlip: NonNullable<Leaf['nextFlip']> };
  readonly segments: PositionSet;
}

/** A measure with the leaves that observe it. */
export interface PlacedMeasure {
  readonly measure: Measure;
  readonly segments: PositionSet;
  /** The leaves that time alone can flip. */
  readonly leaves: readonly PlacedLeaf[];
}

/** A catalogue, compiled: equal measures shared, indexed by what an event can touch, in order of references. */
export interface Catalogue {
  readonly source: CatalogueSource;
  /** Changes whenever a definition does. */
  readonly hash: string;
  /** Rises with each deployment: code of an older one does not touch what a newer one has decided. */
  readonly deployment: number;
  readonly currency: string;
  readonly rfm: RfmThresholds | undefined;
  /** That of its time zone. */
  readonly calendar: Calendar;
  /** The topics of a text whose producer sent none; undefined where the catalogue lists none. */
  readonly topicsOf: TopicsOf | undefined;
  /** The traits that profiles show beside those of the contract, by path: predicted ones where it has a model, and the shop's own. */
  readonly shown: ReadonlyMap<string, Pick<Signal, 'valueAt'>>;
  /** Whether a person's id is kept in the state, from which buckets are drawn. */
  readonly drawsBuckets: boolean;
  /** In order of evaluation. */
  readonly segments: readonly CompiledSegment[];
  readonly positions: ReadonlyMap<string, Position>;
  /** The positions of all segments, in the order in which the catalogue lists them. */
  readonly positionsInOrder: readonly Position[];
  /** The positions of all of them. */
  readonly everySegment: PositionSet;
  /** The segments that hold for an empty profile: for a new person, nothing else holds until an event touches it. */
  readonly heldByEmptyProfile: () => PositionSet;
  readonly measures: ReadonlyMap<string, PlacedMeasure>;
  /** The measures that an event may match, each once. */
  readonly measuresOf: (event: IncomingEvent) => Iterable<PlacedMeasure>;
  /** The segments to decide again when a part of the profile was touched, by `Trait.dependsOn`. */
  readonly segmentsByTrait: ReadonlyMap<string, PositionSet>;
  /** The leaves that flip with the time since an instant of the profile. */
  readonly countdowns: readonly SharedCountdown[];
  /** Other leaves over traits that time alone can flip. */
  readonly timedTraits: readonly PlacedLeaf[];
  /** Those of them whose flip takes long to find, the slowest last. */
  readonly slowTraits: readonly PlacedLeaf[];
}
