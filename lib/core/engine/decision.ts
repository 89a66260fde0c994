import type { CustomerState } from '../profile/state.ts';
import type { Reason } from '../segments/explain/explain.ts';

/** The reason why membership was decided: an event, time alone, a new catalogue, a link, an erasure. */
export type Origin = 'live' | 'timer' | 'backfill' | 'merge' | 'erasure';

/** The event, the instant or the catalogue that caused a change. */
export type Cause = { readonly eventId: string } | { readonly dueAt: string } | { readonly catalogue: string };

/** One segment entered or left. */
export interface SegmentChange {
  readonly sequence: number;
  readonly status: 'entered' | 'exited';
  readonly segment: { readonly key: string; readonly name: string; readonly definitionHash: string };
  readonly because: readonly Reason[];
  readonly enteredAt: string;
  /** The traits that the segment's `publish.traits` allows, by path. */
  readonly traits: Readonly<Record<string, unknown>>;
}

/** A segment entered or left that is not published, and so takes no sequence. */
export interface QuietChange extends Omit<SegmentChange, 'sequence' | 'traits'> {
  /**
   * Of an exit, the sequence of the last change of the person that was published before: no entry of the same segment that was has a
   * higher one. Absent where there is none, and in what was decided before this was kept.
   */
  readonly lastSequence?: number;
}

/** All that changed for one person at one instant, in the catalogue's order. Plain JSON. */
export interface InstantChanges {
  readonly effectiveAt: string;
  readonly origin: Origin;
  readonly cause: Cause;
  /** The keys of all segments that the person is in afterwards, in the catalogue's order. */
  readonly segments: readonly string[];
  readonly consent: Readonly<Record<string, boolean>>;
  readonly nextReviewAt: string | null;
  /** Empty only where all changes were quiet. */
  readonly changes: readonly SegmentChange[];
  /** The changes that are not published; absent where there are none. */
  readonly quiet?: readonly QuietChange[];
}

/** The outcome of applying an event or letting time pass: the state, and one entry for each instant at which a membership changed. */
export interface Decision {
  readonly state: CustomerState;
  readonly changes: readonly InstantChanges[];
}
