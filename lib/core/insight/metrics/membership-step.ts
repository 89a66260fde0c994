import { sortedPosition } from '../../measures/sorted-position.ts';
import type { Instant } from '../../time/instant.ts';

/** A membership that begins or ends. */
export interface MembershipStep {
  /** The `effectiveAt` of the change. */
  readonly at: Instant;
  readonly isIn: boolean;
}

/** Such a step, with the segment's key. */
export interface SegmentStep extends MembershipStep {
  readonly segment: string;
}

/** The steps of each segment, by key, in the order in which they came. */
export const stepsBySegment = (steps: readonly SegmentStep[]): ReadonlyMap<string, readonly MembershipStep[]> =>
  Map.groupBy(steps, ({ segment }) => segment);

/** How many steps come before an instant. */
const countBefore = (steps: readonly MembershipStep[], instant: Instant): number =>
  sortedPosition(steps.length, (position) => (steps[position] as MembershipStep).at < instant);

/** Whether the steps before an instant, not the one at it, end in a membership. */
export const isInBefore = (steps: readonly MembershipStep[], instant: Instant): boolean =>
  steps[countBefore(steps, instant) - 1]?.isIn ?? false;

/** How many memberships begin and end from one instant up to, not including, another. */
export const stepsWithin = (
  steps: readonly MembershipStep[],
  from: Instant,
  to: Instant,
): { readonly adds: number; readonly drops: number } => {
  const within = steps.slice(countBefore(steps, from), countBefore(steps, to));
  const adds = within.filter(({ isIn }) => isIn).length;
  return { adds, drops: within.length - adds };
};
