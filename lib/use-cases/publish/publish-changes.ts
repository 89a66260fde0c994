import type { SegmentChange } from '#lib/core/engine/decision.ts';
import { changeIdOf, idFieldOf } from '#lib/core/profile/person.ts';
import type { OutgoingEntry } from '#lib/ports/publisher/change-publisher.ts';
import { sendEntries, type EntryDeps } from '#lib/ports/publisher/send-entries.ts';
import type { ChangeRow, ErasureRow, OutboxRow } from '#lib/ports/store/customer-store.ts';
import { keepMembers, rowWith, type KeptMembers } from './keep-members.ts';

/** The bus to publish on, and the means to retry it. */
export interface PublishDeps extends EntryDeps {
  /** The lists of members to keep; none by default. */
  readonly members?: KeptMembers | undefined;
}

/** The outcome of publishing. */
export interface Published {
  /** Entries that were taken. */
  readonly entries: number;
  /** Changes that are kept off the bus, since they took effect before the deployment's `quietUntil`. */
  readonly heldBack: number;
  /**
   * The rows with at least one entry that was not taken, or one member that could not be kept, in order, with the error code of
   * the bus or the list.
   */
  readonly unpublished: readonly { readonly row: OutboxRow; readonly code: string }[];
}

const noCodes: ReadonlyMap<OutboxRow, string> = new Map();

/**
 * Publishes rows as one entry for each change that is not held back, in order; sends again only the entries that failed.
 * Members are kept first, and a row of which they are not is not published.
 * A row that comes back may have been published in part: `changeId` makes a repetition harmless.
 */
export const publishChanges = async (
  { members, ...bus }: PublishDeps,
  rows: readonly OutboxRow[],
): Promise<Published> => {
  const unkept = members === undefined ? noCodes : await keepMembers(members, rows);
  const announced = rows.filter((row) => !isHeldBack(row) && !unkept.has(row));
  const sources = new Map(announced.flatMap((row) => entriesOf(row).map((entry) => [entry, row] as const)));
  const left = await sendEntries(bus, [...sources.keys()]);
  const codes = new Map([...unkept, ...left.flatMap(({ item, code }) => rowWith(sources.get(item), code))]);
  const unpublished = rows.flatMap((row) => {
    const code = codes.get(row);
    return code === undefined ? [] : [{ row, code }];
  });
  return { entries: sources.size - left.length, heldBack: countHeldBack(rows), unpublished };
};

/** Whether the changes of a row are kept off the bus. An erasure never is. */
export const isHeldBack = (row: OutboxRow): row is ChangeRow => row.kind === 'changes' && row.heldBack === true;

const countHeldBack = (rows: readonly OutboxRow[]): number =>
  rows.filter(isHeldBack).reduce((count, { changes }) => count + changes.length, 0);

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
