import type { OutgoingEntry } from '#lib/ports/publisher/change-publisher.ts';
import { sendEntryBatches, type EntryDeps } from '#lib/ports/publisher/send-entries.ts';
import type { OutboxRow } from '#lib/ports/store/customer-store.ts';
import { isHeldBack } from './entries.ts';
import { keepMembers, type KeptGroup, type KeptMembers } from './keep-members.ts';
import { outcomesOf, type Outcome } from './outcomes.ts';

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

/** Where no lists are kept there is nothing to put. */
const noLists: KeptMembers = { store: { put: async () => [] }, segments: new Set() };

/** What is handed to the bus, and what came of it. */
interface Sent {
  readonly entries: number;
  /** Why rows are handed back. */
  readonly codes: ReadonlyMap<OutboxRow, string>;
}

const send = async (bus: EntryDeps, outcomes: readonly Outcome[], store: KeptMembers['store']): Promise<Sent> => {
  const unkept: KeptGroup['unkept'][number][] = [];
  let sent = 0;
  const batches = async function* (): AsyncIterable<readonly OutgoingEntry[]> {
    for await (const group of keepMembers(store, outcomes)) {
      unkept.push(...group.unkept);
      sent += group.entries.length;
      yield group.entries;
    }
  };
  const left = await sendEntryBatches(bus, batches());
  const sources = new Map(outcomes.map(({ entry, row }) => [entry, row]));
  const codes = new Map(unkept.map(({ item, code }) => [item.row, code]));
  for (const { item, code } of left) {
    const row = sources.get(item);
    if (row !== undefined) codes.set(row, code);
  }
  return { entries: sent - left.length, codes };
};

/**
 * Publishes rows as one entry for each change that is not held back, in order; sends again only the entries that failed.
 * Members are kept first, and a change whose member could not be is not published.
 * A row that comes back may have been published in part: `changeId` makes a repetition harmless.
 */
export const publishChanges = async (
  { members = noLists, ...bus }: PublishDeps,
  rows: readonly OutboxRow[],
): Promise<Published> => {
  const isKept = (segment: string): boolean => members.segments?.has(segment) !== false;
  const outcomes = rows.flatMap((row) => outcomesOf(row, isKept));
  const { entries, codes } = await send(bus, outcomes, members.store);
  const unpublished = rows.flatMap((row) => {
    const code = codes.get(row);
    return code === undefined ? [] : [{ row, code }];
  });
  return { entries, heldBack: countHeldBack(rows), unpublished };
};

const countHeldBack = (rows: readonly OutboxRow[]): number =>
  rows.filter(isHeldBack).reduce((count, { changes }) => count + changes.length, 0);
