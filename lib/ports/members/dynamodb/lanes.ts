import type { NotTaken } from '../../sending.ts';

/** The number of writes under way at once: as many as the SDK keeps connections for. */
const lanes = 50;

const failureOf = async <Item>(write: (item: Item) => Promise<unknown>, item: Item): Promise<string | undefined> => {
  try {
    await write(item);
  } catch (error) {
    return error instanceof Error ? error.name : 'Unknown';
  }
  return undefined;
};

/**
 * Writes items one by one, many at once; what is throttled is the SDK's to repeat.
 *
 * @returns those of which the write failed, each with the name of the error.
 */
export const writeInLanes = async <Item>(
  items: readonly Item[],
  write: (item: Item) => Promise<unknown>,
): Promise<readonly NotTaken<Item>[]> => {
  const failed: NotTaken<Item>[] = [];
  const rest = items.values();
  const work = async (): Promise<void> => {
    for (const item of rest) {
      const code = await failureOf(write, item);
      if (code !== undefined) failed.push({ item, code });
    }
  };
  await Promise.all(Array.from({ length: Math.min(lanes, items.length) }, work));
  return failed;
};
