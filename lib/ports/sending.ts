import { backoff, type RetryDeps } from './backoff.ts';

/** An item that a service did not take, with the service's code for why. */
export interface NotTaken<Item> {
  readonly item: Item;
  readonly code: string;
}

/** How items are sent: in batches of a bounded number and size. What was not taken is sent again after a pause. */
export interface Sending<Item> extends RetryDeps {
  /** Sends one batch and resolves to the items that were not taken. A rejection means that none was. */
  readonly send: (batch: readonly Item[]) => Promise<readonly NotTaken<Item>[]>;
  /** The size of an item, in the unit of `limits.bytes`. */
  readonly sizeOf: (item: Item) => number;
  /** The most that one batch may hold. */
  readonly limits: { readonly items: number; readonly bytes: number };
}

const attempts = 4;
const pauses = { first: 100, longest: 400 };

/** Cuts items into batches within the limits, in order. An item that exceeds them makes a batch of its own. */
export const batchesOf = <Item>(
  items: readonly Item[],
  { sizeOf, limits }: Pick<Sending<Item>, 'sizeOf' | 'limits'>,
): readonly (readonly Item[])[] => {
  const batches: Item[][] = [];
  let bytes = 0;
  for (const item of items) {
    const size = sizeOf(item);
    const last = batches.at(-1);
    const fits = last !== undefined && last.length < limits.items && bytes + size <= limits.bytes;
    if (fits) last.push(item);
    else batches.push([item]);
    bytes = fits ? bytes + size : size;
  }
  return batches;
};

const sendBatch = async <Item>(sending: Sending<Item>, batch: readonly Item[]): Promise<readonly NotTaken<Item>[]> => {
  try {
    return await sending.send(batch);
  } catch (error) {
    const code = error instanceof Error ? error.name : 'Unknown';
    return batch.map((item) => ({ item, code }));
  }
};

type Batches<Item> = Iterable<readonly Item[]> | AsyncIterable<readonly Item[]>;

const attempt = async <Item>(sending: Sending<Item>, batches: Batches<Item>): Promise<readonly NotTaken<Item>[]> => {
  const left: NotTaken<Item>[] = [];
  for await (const batch of batches) if (batch.length > 0) left.push(...(await sendBatch(sending, batch)));
  return left;
};

/**
 * Sends batches as they come, each within the limits. Items that are not taken are sent again once all have come, in up to four
 * attempts with growing pauses between them.
 *
 * @returns the items that were not taken in the last attempt.
 */
export const sendBatches = async <Item>(
  sending: Sending<Item>,
  batches: Batches<Item>,
): Promise<readonly NotTaken<Item>[]> => {
  const { sleep, random } = sending;
  let left = await attempt(sending, batches);
  for (let failed = 1; failed < attempts && left.length > 0; failed += 1) {
    await sleep(backoff(failed, { ...pauses, random }));
    const items = left.map(({ item }) => item);
    left = await attempt(sending, batchesOf(items, sending));
  }
  return left;
};

/**
 * Sends all items in batches. Those that are not taken are sent again, in up to four attempts with growing pauses between them.
 *
 * @returns the items that were not taken in the last attempt.
 */
export const sendAll = <Item>(sending: Sending<Item>, items: readonly Item[]): Promise<readonly NotTaken<Item>[]> =>
  sendBatches(sending, batchesOf(items, sending));
