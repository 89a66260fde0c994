import type { Account } from './account.ts';
import { emptyBucket, hasBucket } from './bucket.ts';
import { dispose } from './disposal.ts';
import { inventoryOf, type Inventory } from './inventory.ts';
import { deleteStack, type Resource, type Stack } from './stacks.ts';

/** Told of each thing once it is gone. */
export interface Removing {
  readonly stackGone: (stack: Stack) => void;
  readonly resourceGone: (resource: Resource) => void;
}

const requireNoListeners = ({ listeners }: Inventory, name: string): void => {
  if (listeners.length === 0) return;
  throw new Error(
    `Cannot remove ${name} while rules of others listen on its bus: delete them first, current rules are ${listeners.join(', ')}`,
  );
};

/** A bucket that is not empty would keep its stack from being deleted. */
const emptyBuckets = async (account: Account, { resources }: Stack): Promise<void> => {
  for (const { type, id } of resources) {
    if (type === 'AWS::S3::Bucket' && (await hasBucket(account, id))) await emptyBucket(account, id);
  }
};

/**
 * Deletes a deployment for good: its stacks, and then what they keep. It can be called again where it was cut short.
 *
 * @returns what is still there, which should be nothing.
 * @throws {Error} before anything is deleted, when rules of others listen on the bus.
 */
export const removeDeployment = async (account: Account, name: string, told: Removing): Promise<Inventory> => {
  const before = await inventoryOf(account, name);
  requireNoListeners(before, name);
  for (const stack of before.stacks) {
    await emptyBuckets(account, stack);
    await deleteStack(account, stack);
    told.stackGone(stack);
  }
  const { loose } = await inventoryOf(account, name);
  for (const resource of loose) {
    if (await dispose(account, resource)) told.resourceGone(resource);
  }
  return inventoryOf(account, name);
};
