import type { SegmentChange } from '#lib/core/engine/decision.ts';
import { changeIdOf, idFieldOf } from '#lib/core/profile/person.ts';
import type { OutgoingEntry } from '#lib/ports/publisher/change-publisher.ts';
import type { ChangeRow, ErasureRow, OutboxRow } from '#lib/ports/store/customer-store.ts';

/** Whether the changes of a row are kept off the bus. An erasure never is. */
export const isHeldBack = (row: OutboxRow): row is ChangeRow => row.kind === 'changes' && row.heldBack === true;

/** The entries of a row, in the order of their sequence. Those that are held back say `"quiet": true`, and never go out. */
export const entriesOf = (row: OutboxRow): readonly OutgoingEntry[] =>
  row.kind === 'erasure' ? [erasureEntry(row)] : row.changes.map((change) => changeEntry(row, change));

const changeEntry = (row: ChangeRow, change: SegmentChange): OutgoingEntry => ({
  detailType: change.status === 'entered' ? 'SegmentEntered' : 'SegmentExited',
  detail: JSON.stringify({
    changeId: changeIdOf(row.person, change.sequence),
    sequence: change.sequence,
    ...idFieldOf(row.person),
    status: change.status,
    segment: change.segment,
    effectiveAt: row.effectiveAt,
    decidedAt: row.decidedAt,
    traceId: row.traceId,
    origin: row.origin,
    cause: row.cause,
    because: change.because,
    enteredAt: change.enteredAt,
    nextReviewAt: row.nextReviewAt,
    segments: row.segments,
    traits: change.traits,
    consent: row.consent,
    ...(row.heldBack && { quiet: true }),
  }),
});

const erasureEntry = ({ person, erasedAt, receiptId }: ErasureRow): OutgoingEntry => ({
  detailType: 'ProfileErased',
  detail: JSON.stringify({ ...idFieldOf(person), erasedAt, receiptId }),
});
