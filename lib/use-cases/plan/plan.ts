import type { IdField } from '#lib/core/profile/person.ts';
import type { Reason } from '#lib/core/segments/explain/explain.ts';
import type { Burst } from './burst.ts';
import type { DefinitionChange } from './definition-changes.ts';
import type { Overlap } from './overlaps.ts';

/** A person who would enter or leave a segment, and why. */
export type Sample = IdField & { readonly because: readonly Reason[] };

/** The effect that a catalogue would have on one segment. */
export interface SegmentPlan {
  readonly key: string;
  readonly name: string;
  /** How the definition changes; `unknown` where the previous catalogue is not at hand. */
  readonly definition: DefinitionChange;
  /** The previous name, where it differs. */
  readonly renamedFrom?: string;
  /** The previous segment with the same definition under another key: everyone leaves that one and enters this. */
  readonly sameAs?: string;
  /** Whether the pass changes it without publishing. */
  readonly isQuiet: boolean;
  /** Members before and after. */
  readonly before: number;
  readonly after: number;
  readonly entering: number;
  readonly leaving: number;
  /** Entering and leaving as a share of `before`; where no one is in it before, of all profiles. */
  readonly change: number;
  /** The first few people found. */
  readonly samples: { readonly entering: readonly Sample[]; readonly leaving: readonly Sample[] };
}

/** Who would enter and leave each segment if a catalogue were deployed at an instant. Plain JSON. */
export interface Plan {
  readonly at: string;
  readonly profiles: { readonly customers: number; readonly visitors: number };
  /** In the new catalogue's order, then those that it no longer has. */
  readonly segments: readonly SegmentPlan[];
  /** Pairs of segments with members in common afterwards, most members first. */
  readonly overlaps: readonly Overlap[];
  readonly burst: Burst;
  /** Reasons why the plan may be incomplete, as sentences. */
  readonly notes: readonly string[];
}
