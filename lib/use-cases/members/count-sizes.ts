import type { Instant } from '#lib/core/time/instant.ts';
import type { MemberCounter } from '#lib/ports/members/member-counts.ts';
import type { MemberList } from '#lib/ports/members/member-store.ts';

/** The lists, and where their sizes are kept. */
export interface CountSizesDeps {
  readonly members: Pick<MemberList, 'counts'>;
  readonly counter: Pick<MemberCounter, 'keepSizes' | 'size'>;
  readonly now: () => Instant;
}

/** A segment whose size, as changes had been added to it since it was counted last, was another. */
export interface Drift {
  readonly segment: string;
  /** How many members there are. */
  readonly counted: number;
  /** How many there were by adding up. */
  readonly addedUp: number;
}

/**
 * Counts the members of segments, by reading all of them, and keeps how many there are: from then on each change adds to it.
 *
 * @returns where that differs from the sizes until then, which a crash or a change that came meanwhile may bring about.
 */
export const countSizes = async (
  { members, counter, now }: CountSizesDeps,
  segments: readonly string[],
): Promise<readonly Drift[]> => {
  const drifts: Drift[] = [];
  for (const segment of segments) {
    const sizes = await members.counts([segment]);
    const [counted = 0, addedUp] = [sizes.get(segment), await counter.size(segment)];
    await counter.keepSizes(sizes, now());
    if (addedUp !== undefined && addedUp !== counted) drifts.push({ segment, counted, addedUp });
  }
  return drifts;
};
