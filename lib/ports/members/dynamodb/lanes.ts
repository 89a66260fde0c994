import { inLanes } from '../../in-lanes.ts';
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
  await inLanes(items, lanes, async (item) => {
    const code = await failureOf(write, item);
    if (code !== undefined) failed.push({ item, code });
  });
  return failed;
};
