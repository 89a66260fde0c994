import type { QuietChange } from '#lib/core/engine/decision.ts';
import { parseInstant } from '#lib/core/time/instant.ts';
import type { ChangeRow } from '#lib/ports/store/customer-store.ts';

/** A change as it was recorded, published or not. */
export interface RecordedChange {
  readonly row: ChangeRow;
  readonly change: QuietChange;
  /** Undefined for a quiet change. */
  readonly sequence: number | undefined;
}

const changesIn = (row: ChangeRow): readonly RecordedChange[] => [
  ...row.changes.map((change) => ({ row, change, sequence: change.sequence })),
  ...(row.quiet ?? []).map((change) => ({ row, change, sequence: undefined })),
];

const difference = (one: number | undefined, other: number | undefined): number =>
  one === undefined || other === undefined ? 0 : one - other;

/** Orders changes of one person by when they took effect, then by commit where that is known, then by sequence, or where one has none by when they were decided. */
const byEffect = (one: RecordedChange, other: RecordedChange): number =>
  parseInstant(one.row.effectiveAt) - parseInstant(other.row.effectiveAt) ||
  difference(one.row.version, other.row.version) ||
  difference(one.sequence, other.sequence) ||
  parseInstant(one.row.decidedAt) - parseInstant(other.row.decidedAt);

/** All changes of the rows of one person, the quiet ones too, in the order in which they took effect. */
export const changesInOrder = (rows: readonly ChangeRow[]): readonly RecordedChange[] =>
  rows.flatMap(changesIn).sort(byEffect);
