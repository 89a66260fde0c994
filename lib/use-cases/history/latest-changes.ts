import type { QuietChange, SegmentChange } from '#lib/core/engine/decision.ts';
import { changeIdOf, type PersonKey } from '#lib/core/profile/person.ts';
import { parseInstant, type Instant } from '#lib/core/time/instant.ts';
import type { ChangeRow } from '#lib/ports/store/customer-store.ts';

/** The change by which a person last entered or left a segment, as plain JSON. */
export interface LatestChange extends Pick<ChangeRow, 'effectiveAt' | 'decidedAt' | 'origin' | 'cause'> {
  /** Null for a quiet change, which is not published. */
  readonly changeId: string | null;
  readonly status: SegmentChange['status'];
  readonly definitionHash: string;
  readonly because: SegmentChange['because'];
}

interface RecordedChange {
  readonly row: ChangeRow;
  readonly change: QuietChange;
  /** Undefined for a quiet change. */
  readonly sequence: number | undefined;
}

const changesIn = (row: ChangeRow): readonly RecordedChange[] => [
  ...row.changes.map((change) => ({ row, change, sequence: change.sequence })),
  ...(row.quiet ?? []).map((change) => ({ row, change, sequence: undefined })),
];

/** Orders changes by when they took effect, then by sequence, or where one has none by when they were decided. */
const inOrder = (one: RecordedChange, other: RecordedChange): number => {
  const later = parseInstant(one.row.effectiveAt) - parseInstant(other.row.effectiveAt);
  if (later !== 0) return later;
  if (one.sequence !== undefined && other.sequence !== undefined) return one.sequence - other.sequence;
  return parseInstant(one.row.decidedAt) - parseInstant(other.row.decidedAt);
};

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
  const recorded = history
    .filter((row) => row.person === person && parseInstant(row.effectiveAt) <= until)
    .flatMap(changesIn)
    .sort(inOrder);
  return new Map(recorded.map((one) => [one.change.segment.key, latestChangeOf(one)]));
};
