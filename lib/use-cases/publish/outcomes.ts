import { membershipsBy, type Membership } from '#lib/core/members/membership.ts';
import { isCanary } from '#lib/core/profile/canary.ts';
import type { OutgoingEntry } from '#lib/ports/publisher/change-publisher.ts';
import type { OutboxRow } from '#lib/ports/store/customer-store.ts';
import { canaryEntryOf } from './canary-entry.ts';
import { entriesOf, isHeldBack } from './entries.ts';

/** What becomes of a change, or of an erasure. */
export interface Outcome {
  /** The row that says so. */
  readonly row: OutboxRow;
  /** What the bus is told; undefined of a change that is quiet or held back. */
  readonly entry: OutgoingEntry | undefined;
  /** What the list of members is to say; undefined where no list is kept. */
  readonly membership: Membership | undefined;
}

/**
 * What becomes of what a row says, in its order: quiet changes come last. The made-up person is in no list, and told to no campaign.
 *
 * @param isKept - whether the members of a segment, by its key, are kept.
 */
export const outcomesOf = (row: OutboxRow, isKept: (segment: string) => boolean): readonly Outcome[] => {
  if (isCanary(row.person)) return [{ row, entry: canaryEntryOf(row), membership: undefined }];
  const entries = isHeldBack(row) ? [] : entriesOf(row);
  if (row.kind === 'erasure') return entries.map((entry) => ({ row, entry, membership: undefined }));
  return membershipsBy(row).map((membership, place) => ({
    row,
    entry: entries[place],
    membership: isKept(membership.segment) ? membership : undefined,
  }));
};
