import type { QuietChange, SegmentChange } from '#lib/core/engine/decision.ts';
import { changeIdOf, type PersonKey } from '#lib/core/profile/person.ts';
import type { ChangeRow } from '#lib/ports/store/customer-store.ts';
import { parseInstant, type Instant } from '#lib/core/time/instant.ts';

/** The change by which a person came into a segment, or left it. Plain JSON. */
export interface LatestChange extends Pick<ChangeRow, 'effectiveAt' | 'decidedAt' | 'origin' | 'cause'> {
  /** Null of a quiet change, which nobody is told of. */
  readonly changeId: string | null;
  readonly status: SegmentChange['status'];
  readonly definitionHash: string;
  readonly because: SegmentChange['because'];
}

interface RecordedChange {
  readonly row: ChangeRow;
  readonly change: SegmentChange | QuietChange;
}

const sequenceOf = ({ change }: RecordedChange): number | undefined =>
  'sequence' in change ? change.sequence : undefined;

/** A quiet change has no sequence: of those at one instant, the one that was decided first comes first. */
const inOrder = (one: RecordedChange, other: RecordedChange): number => {
  const later = parseInstant(one.row.effectiveAt) - parseInstant(other.row.effectiveAt);
  const [first, second] = [sequenceOf(one), sequenceOf(other)];
  if (later !== 0) return later;
  if (first !== undefined && second !== undefined) return first - second;
  return parseInstant(one.row.decidedAt) - parseInstant(other.row.decidedAt);
};

const latestChangeOf = ({ row, change }: RecordedChange): LatestChange => ({
  changeId: 'sequence' in change ? changeIdOf(row.person, change.sequence) : null,
  status: change.status,
  effectiveAt: row.effectiveAt,
  decidedAt: row.decidedAt,
  origin: row.origin,
  cause: row.cause,
  definitionHash: change.segment.definitionHash,
  because: change.because,
});

/** The last change of each segment that had taken effect by an instant, by the segment’s key; by default until now. */
export const latestChanges = (
  history: readonly ChangeRow[],
  person: PersonKey,
  until: Instant = Infinity,
): ReadonlyMap<string, LatestChange> => {
  const told = history
    .filter((row) => row.person === person && parseInstant(row.effectiveAt) <= until)
    .flatMap((row) => [...row.changes, ...(row.quiet ?? [])].map((change) => ({ row, change })))
    .sort(inOrder);
  return new Map(told.map((one) => [one.change.segment.key, latestChangeOf(one)]));
};
