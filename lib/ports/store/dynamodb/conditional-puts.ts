import { ConditionalCheckFailedException, PutItemCommand, type Put } from '@aws-sdk/client-dynamodb';
import { inLanes } from '../../in-lanes.ts';
import { withRetry } from './retry.ts';
import type { Table } from './table.ts';

/** The number of puts under way at once. */
const lanes = 8;

/** A put with its condition. */
export type ConditionalPut = Omit<Put, 'TableName'>;

/** Puts a row on its condition; resolves to false where it does not hold. */
export const putIf = async (table: Table, put: ConditionalPut): Promise<boolean> => {
  const { client, tableName: TableName } = table;
  try {
    await withRetry(table, () => client.send(new PutItemCommand({ ...put, TableName })));
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
};

/** Does some work for each of a list, a few at once, and resolves when all is done. */
export const aFewAtOnce = <One>(all: readonly One[], work: (one: One) => Promise<unknown>): Promise<void> =>
  inLanes(all, lanes, work);
