/** An item that a service did not take, with the service's code for why. */
export interface NotTaken<Item> {
  readonly item: Item;
  readonly code: string;
}

/** How items are sent: in batches of a bounded number and size, what was not taken again after a pause. */
export interface Sending<Item> {
  /** Sends one batch; resolves to what of it was not taken. A rejection counts as nothing taken. */
  readonly send: (batch: readonly Item[]) => Promise<readonly NotTaken<Item>[]>;
  readonly sizeOf: (item: Item) => number;
  readonly limits: { readonly items: number; readonly bytes: number };
  readonly sleep: (ms: number) => Promise<void>;
}

const rounds = 4;
const firstPauseMs = 50;

/** Cuts items into batches that keep to the limits, in order; an item that is too large by itself stands alone. */
const batchesOf = <Item>(items: readonly Item[], { sizeOf, limits }: Omit<Sending<Item>, 'send' | 'sleep'>) => {
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

const sendOnce = async <Item>(sending: Sending<Item>, items: readonly Item[]): Promise<readonly NotTaken<Item>[]> => {
  const left: NotTaken<Item>[] = [];
  for (const batch of batchesOf(items, sending)) left.push(...(await sendBatch(sending, batch)));
  return left;
};

/** Sends all items, and what was not taken again, up to four times in all with growing, jittered pauses. Resolves to what is left. */
export const sendAll = async <Item>(
  sending: Sending<Item>,
  items: readonly Item[],
): Promise<readonly NotTaken<Item>[]> => {
  let left = items.length === 0 ? [] : await sendOnce(sending, items);
  for (let round = 1; round < rounds && left.length > 0; round += 1) {
    await sending.sleep(Math.random() * firstPauseMs * 2 ** round);
    left = await sendOnce(
      sending,
      left.map(({ item }) => item),
    );
  }
  return left;
};
