import { countsOf, type SegmentCount } from '#lib/core/members/change-counts.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import type { MemberCounter } from '#lib/ports/members/member-counts.ts';
import type { NotTaken } from '#lib/ports/sending.ts';
import type { OutboxRow } from '#lib/ports/store/customer-store.ts';

/** The counts that publishing adds to. */
export interface KeptCounts {
  readonly counter: Pick<MemberCounter, 'count'>;
  /** The keys of the segments whose members are kept; all of them by default. */
  readonly segments?: ReadonlySet<string> | undefined;
}

/**
 * Adds the entries and exits in some rows to the counts of their segments and hours. It comes last, when the rows are published
 * and will not be handed over again: it holds nothing up, and what fails is not repeated, since it is only a statistic.
 *
 * @returns what could not be counted, each with the code of the failure.
 */
export const countChanges = (
  { counter, segments }: KeptCounts,
  rows: readonly OutboxRow[],
  at: Instant,
): Promise<readonly NotTaken<SegmentCount>[]> => {
  const counts = countsOf(
    rows.filter((row) => row.kind === 'changes'),
    at,
  );
  return counter.count(counts.filter(({ segment }) => segments?.has(segment) !== false));
};
