import type { idFieldOf } from '#lib/core/profile/person.ts';
import type { Reason } from '#lib/core/segments/explain/explain.ts';
import type { Burst } from './burst.ts';
import type { DefinitionChange } from './definition-changes.ts';
import type { Overlap } from './overlaps.ts';

/** Somebody who would enter or leave a segment, and why. */
export type Sample = ReturnType<typeof idFieldOf> & { readonly because: readonly Reason[] };

/** What a catalogue would do to one segment. */
export interface SegmentPlan {
  readonly key: string;
  readonly name: string;
  /** How the definition changes; `unknown` where the catalogue of before is not at hand. */
  readonly definition: DefinitionChange;
  /** The name of before, where it is another. */
  readonly renamedFrom?: string;
  /** The segment of before with the same definition under another key: everybody leaves that and enters this. */
  readonly sameAs?: string;
  /** Whether the pass changes it without publishing. */
  readonly isQuiet: boolean;
  /** Members before and after. */
  readonly before: number;
  readonly after: number;
  readonly entering: number;
  readonly leaving: number;
  /** Entering and leaving as a share of `before`; where nobody is in it before, of all profiles. */
  readonly change: number;
  /** The first few that were met. */
  readonly samples: { readonly entering: readonly Sample[]; readonly leaving: readonly Sample[] };
}

/** Who would enter and leave each segment, were a catalogue deployed at an instant. Plain JSON. */
export interface Plan {
  readonly at: string;
  readonly profiles: { readonly customers: number; readonly visitors: number };
  /** In the new catalogue's order, then those that it no longer has. */
  readonly segments: readonly SegmentPlan[];
  /** Pairs of segments with members in common afterwards, most members first. */
  readonly overlaps: readonly Overlap[];
  readonly burst: Burst;
  /** What keeps this from being the whole truth, in sentences. */
  readonly notes: readonly string[];
}
