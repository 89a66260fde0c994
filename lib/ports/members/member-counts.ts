import type { HourCount, SegmentCount } from '#lib/core/members/change-counts.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import type { NotTaken } from '../sending.ts';

/**
 * How many are in each segment, and how many came and went. One contract suite holds every implementation to these promises.
 *
 * The embedded store answers exactly, from its profiles and its log, in which the erased never were. Counts that are kept
 * beside the members are statistics: a crash may miss some changes or count them twice.
 */
export interface MemberCounts {
  /**
   * The entries and exits of a segment by the hour, in UTC, in which they took effect, quiet ones too: the hours that have any, in
   * order.
   *
   * @param from - in the first hour.
   * @param to - in the last hour, which is counted whole; before `from`, there is none.
   */
  counted(segment: string, from: Instant, to: Instant): Promise<readonly HourCount[]>;
  /** Whether every hour can be told at once. Where not, it is being counted, and newer hours are told sooner than older ones. */
  isCounted(): Promise<boolean>;
  /** How many members there are now, quiet ones too; undefined where nobody has counted them yet. It does not read them. */
  size(segment: string): Promise<number | undefined>;
}

/** Counts that are kept apart from profiles and log. */
export interface MemberCounter extends MemberCounts {
  /**
   * Adds to the counts. What is added twice counts twice.
   *
   * @returns what could not be added, each with the code of the failure.
   */
  count(counts: readonly SegmentCount[]): Promise<readonly NotTaken<SegmentCount>[]>;
  /** Keeps the sizes of segments, by their keys, as they were counted at an instant. From then on they grow by what is added. */
  keepSizes(sizes: ReadonlyMap<string, number>, at: Instant): Promise<void>;
}
