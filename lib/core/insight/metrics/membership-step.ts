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

/** How many steps come before an instant. Mostly there are few, and asked for often, so they are looked through. */
const countBefore = (steps: readonly MembershipStep[], instant: Instant): number => {
  let count = steps.length;
  while (count > 0 && (steps[count - 1] as MembershipStep).at >= instant) count -= 1;
  return count;
};

/** Whether the steps before an instant, not the one at it, end in a membership. */
export const isInBefore = (steps: readonly MembershipStep[], instant: Instant): boolean =>
  steps[countBefore(steps, instant) - 1]?.isIn ?? false;

/** How many memberships begin and end from one instant up to, not including, another. */
export const stepsWithin = (
  steps: readonly MembershipStep[],
  from: Instant,
  to: Instant,
): { readonly adds: number; readonly drops: number } => {
  const [first, end] = [countBefore(steps, from), countBefore(steps, to)];
  let adds = 0;
  for (let place = first; place < end; place += 1) if ((steps[place] as MembershipStep).isIn) adds += 1;
  return { adds, drops: end - first - adds };
};
