import type { RetryDeps } from '../backoff.ts';
import { batchesOf, sendBatches, type NotTaken } from '../sending.ts';
import { outgoingSource, type ChangePublisher, type OutgoingEntry } from './change-publisher.ts';
import { busLimits } from './put-on-bus.ts';

/** The bus to put entries on, and the means to retry it. */
export interface EntryDeps extends RetryDeps {
  readonly publisher: ChangePublisher;
}

/** As EventBridge counts an entry. */
const sizeOf = ({ detailType, detail }: OutgoingEntry): number =>
  outgoingSource.length + detailType.length + Buffer.byteLength(detail);

/** Cuts what has an entry into what one call takes, in order. */
export const entryBatches = <Item>(
  items: readonly Item[],
  entryOf: (item: Item) => OutgoingEntry,
): readonly (readonly Item[])[] => batchesOf(items, { sizeOf: (item) => sizeOf(entryOf(item)), limits: busLimits });

/**
 * Puts batches of entries on the bus as they come, each as `entryBatches` cuts them or a part of it, and sends again only the entries
 * that failed.
 *
 * @returns the entries that were not taken in the last attempt, each with the code of the failure.
 */
export const sendEntryBatches = (
  { publisher, sleep, random }: EntryDeps,
  batches: Iterable<readonly OutgoingEntry[]> | AsyncIterable<readonly OutgoingEntry[]>,
): Promise<readonly NotTaken<OutgoingEntry>[]> => {
  const send = (batch: readonly OutgoingEntry[]) => publisher.publish(batch);
  return sendBatches({ send, sizeOf, limits: busLimits, sleep, random }, batches);
};

/**
 * Puts entries on the bus in order, each at least once.
 *
 * @throws {Error} when the bus refuses one every time, with its code.
 */
export const announceEntries = async (deps: EntryDeps, entries: readonly OutgoingEntry[]): Promise<void> => {
  const [left] = await sendEntryBatches(
    deps,
    entryBatches(entries, (entry) => entry),
  );
  if (left) throw new Error(`Cannot announce ${left.item.detailType}: current answer of the bus is ${left.code}`);
};
