import type { Instant } from '../time/instant.ts';
import type { RfmThresholds } from './rfm.ts';
import type { GivenPath, PartName, Profile, TallyName } from './state.ts';
import type { TraitTerms } from './trait-terms.ts';

/** The type of a computed trait's value, by its kind. */
export interface KindValues {
  readonly number: number;
  /** In minor units of the catalogue's currency. */
  readonly money: number;
  /** From 0 to 1. */
  readonly share: number;
  readonly text: string;
  readonly texts: readonly string[];
  readonly counts: readonly { readonly value: string; readonly count: number }[];
  /** UTC with milliseconds. */
  readonly instant: string;
}

export type TraitKind = keyof KindValues;

/** Reads one trait at an instant; undefined while it has no value. */
type ReadTrait<Value = unknown> = (profile: Profile, now: Instant, terms: TraitTerms) => Value | undefined;

/** One thing that a trait is read from: a part of the profile, a value count or a given trait. */
type Dependency = PartName | TallyName | GivenPath;

/** A trait that is a step function of the time gone by since an instant. */
interface ElapsedTrait {
  /** The path of the trait that is the instant. */
  readonly since: string;
  readonly instant: (profile: Profile) => Instant | undefined;
  /** The milliseconds after the instant at which the value changes. */
  readonly steps: (rfm: RfmThresholds) => readonly number[];
  readonly valueAfter: (elapsed: number, rfm: RfmThresholds) => unknown;
}

/** How a trait is read, and when its value changes. */
export interface Reading<Value = unknown> {
  readonly read: ReadTrait<Value>;
  /** Everything that `read` looks at: a segment is decided again only where one of them has changed. */
  readonly dependsOn: readonly Dependency[];
  /** The value as a number, where it is an instant: ages are compared without writing it. */
  readonly instant?: (profile: Profile) => Instant | undefined;
  /** The instants at which time alone changes how the value compares with some numbers; absent where it never does. */
  readonly changesAt?: (operands: readonly number[]) => (profile: Profile, terms: TraitTerms) => readonly Instant[];
  /** The first instant after another at which time alone changes the value; Infinity where it will not. Absent where it never does, and beside `elapsed`. */
  readonly nextChange?: (profile: Profile, after: Instant, terms: TraitTerms) => Instant;
  /** Set where the value depends on nothing but the time gone by since an instant. */
  readonly elapsed?: ElapsedTrait;
}

/** A computed trait of one kind. */
export interface TraitOf<Kind extends TraitKind> extends Reading<KindValues[Kind]> {
  readonly kind: Kind;
  /** Its name in descriptions of segments, such as `number of orders`; a plural for a list. */
  readonly label: string;
}

/** A trait that is computed from events rather than given. */
export type ComputedTrait = { readonly [Kind in TraitKind]: TraitOf<Kind> }[TraitKind];
