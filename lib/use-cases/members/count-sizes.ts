import type { Instant } from '#lib/core/time/instant.ts';
import type { MemberCounter } from '#lib/ports/members/member-counts.ts';
import type { MemberList } from '#lib/ports/members/member-store.ts';

/** The lists, and where their sizes are kept. */
export interface CountSizesDeps {
  readonly members: Pick<MemberList, 'counts'>;
  readonly counter: Pick<MemberCounter, 'keepSizes'>;
  readonly now: () => Instant;
}

/** Counts the members of segments, by reading all of them, and keeps how many there are: from then on each change adds to it. */
export const countSizes = async (
  { members, counter, now }: CountSizesDeps,
  segments: readonly string[],
): Promise<void> => {
  for (const segment of segments) {
    const counted = await members.counts([segment]);
    await counter.keepSizes(counted, now());
  }
};
