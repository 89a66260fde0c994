import {
  ConditionalCheckFailedException,
  PutItemCommand,
  TransactWriteItemsCommand,
  TransactionCanceledException,
  TransactionConflictException,
  type Put,
} from '@aws-sdk/client-dynamodb';
import type { PersonRecord, SaveResult } from '../customer-store.ts';
import { unchangedSince } from './conditions.ts';
import { changeRow } from './expiry.ts';
import type { Item } from './item.ts';
import { itemBytes, writeUnits } from './packing.ts';
import { itemOfPerson, type PersonItem } from './person-item.ts';
import { withRetry } from './retry.ts';
import type { Table } from './table.ts';
import type { UnsettledChanges } from './unsettled.ts';

/** The most that unsettled changes may add to the item; beyond it, every write would pay too much for them. */
const largestUnsettledBytes = 100 * 1024;

/** DynamoDB takes no item above 400 KB. This leaves room for its own way of counting numbers. */
const largestItemBytes = 390 * 1024;

/** A person's item as it was read, and as it is to be. */
export interface Replacement {
  readonly before: PersonItem;
  readonly after: PersonItem & { readonly record: PersonRecord };
  /** The days for which the rows of its changes are kept; for as long as the person where undefined. */
  readonly changeDays?: number | undefined;
}

/** The puts that are written at once, each with its condition, and the changes to record after them. */
export interface Commit {
  readonly puts: readonly Omit<Put, 'TableName'>[];
  readonly owed: readonly UnsettledChanges[];
}

const replaced = ({ before }: Replacement, item: Item): Omit<Put, 'TableName'> => ({
  Item: item,
  ...unchangedSince(before),
});

/** A commit in one transaction with the rows of its changes and any other puts. It owes no changes. */
export const commitWithRows = (replacement: Replacement, others: Commit['puts'] = []): Commit => {
  const { after, changeDays } = replacement;
  const settled = itemOfPerson({ ...after, unsettled: { ...after.unsettled, changes: [] } });
  const rows = after.unsettled.changes.map((group) => ({ Item: changeRow(group, changeDays) }));
  return { puts: [replaced(replacement, settled), ...others, ...rows], owed: [] };
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/**
 * Compares write units: unsettled changes are paid for when the item is written and again when the next commit replaces
 * it; a transaction pays double for everything in it, once.
 */
const transactionIsCheaper = (plain: Item, { puts }: Commit): boolean => {
  const items = puts.map(({ Item: item }) => item ?? {});
  const [settled = {}, ...rows] = items;
  const rowUnits = sum(rows.map(writeUnits));
  return 2 * (writeUnits(settled) + rowUnits) + writeUnits(settled) < 2 * writeUnits(plain) + rowUnits;
};

const isTooHeavy = (plain: Item, { puts }: Commit): boolean =>
  itemBytes(plain) > largestItemBytes || itemBytes(plain) - itemBytes(puts[0]?.Item ?? {}) > largestUnsettledBytes;

/**
 * A commit by one conditional put that carries its changes until they are recorded, or by a transaction where that costs
 * less or the item would not fit.
 */
export const cheapestCommit = (replacement: Replacement): Commit => {
  const plain = itemOfPerson(replacement.after);
  const owed = replacement.after.unsettled.changes;
  const byOnePut = { puts: [replaced(replacement, plain)], owed };
  if (owed.length === 0) return byOnePut;
  const transaction = commitWithRows(replacement);
  return isTooHeavy(plain, transaction) || transactionIsCheaper(plain, transaction) ? transaction : byOnePut;
};

const refusals = new Set(['ConditionalCheckFailed', 'TransactionConflict']);

const isRefusal = (error: unknown): boolean => {
  if (error instanceof TransactionCanceledException) {
    return (error.CancellationReasons ?? []).some(({ Code = 'None' }) => refusals.has(Code));
  }
  return error instanceof ConditionalCheckFailedException || error instanceof TransactionConflictException;
};

const write = ({ client, tableName: TableName }: Table, puts: Commit['puts']): Promise<unknown> => {
  const [only, ...more] = puts;
  if (only !== undefined && more.length === 0) return client.send(new PutItemCommand({ ...only, TableName }));
  const TransactItems = puts.map((put) => ({ Put: { ...put, TableName } }));
  return client.send(new TransactWriteItemsCommand({ TransactItems }));
};

/** Writes a commit as a whole, or nothing on 'conflict'. */
export const tryCommit = async (table: Table, { puts }: Commit): Promise<SaveResult> => {
  try {
    await withRetry(table, () => write(table, puts));
    return 'saved';
  } catch (error) {
    if (isRefusal(error)) return 'conflict';
    throw error;
  }
};
