import type { SegmentChange } from '#lib/core/engine/decision.ts';
import { changeIdOf, type PersonKey } from '#lib/core/profile/person.ts';
import { parseInstant, type Instant } from '#lib/core/time/instant.ts';
import type { ChangeRow } from '#lib/ports/store/customer-store.ts';
import { changesInOrder, type RecordedChange } from './changes-in-order.ts';

/** The change by which a person last entered or left a segment, as plain JSON. */
export interface LatestChange extends Pick<ChangeRow, 'effectiveAt' | 'decidedAt' | 'origin' | 'cause'> {
  /** Null for a quiet change, which is not published. */
  readonly changeId: string | null;
  readonly status: SegmentChange['status'];
  readonly definitionHash: string;
  readonly because: SegmentChange['because'];
}

const latestChangeOf = ({ row, change, sequence }: RecordedChange): LatestChange => ({
  changeId: sequence === undefined ? null : changeIdOf(row.person, sequence),
  status: change.status,
  effectiveAt: row.effectiveAt,
  decidedAt: row.decidedAt,
  origin: row.origin,
  cause: row.cause,
  definitionHash: change.segment.definitionHash,
  because: change.because,
});

/**
 * The last change of each segment that had taken effect by an instant.
 *
 * @param until - the instant, included; by default there is no limit.
 * @returns the changes by the segment's key.
 */
export const latestChanges = (
  history: readonly ChangeRow[],
  person: PersonKey,
  until: Instant = Infinity,
): ReadonlyMap<string, LatestChange> => {
  const rows = history.filter((row) => row.person === person && parseInstant(row.effectiveAt) <= until);
  return new Map(changesInOrder(rows).map((one) => [one.change.segment.key, latestChangeOf(one)]));
};
