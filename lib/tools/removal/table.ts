import {
  DeleteTableCommand,
  DescribeTableCommand,
  UpdateTableCommand,
  waitUntilTableExists,
  waitUntilTableNotExists,
} from '@aws-sdk/client-dynamodb';
import type { Account } from './account.ts';
import { isFound } from './found.ts';

/** The longest that a table may take to change or to go. */
const maxWaitTime = 900;

export const hasTable = ({ tables }: Account, TableName: string): Promise<boolean> =>
  isFound(tables.send(new DescribeTableCommand({ TableName })));

/** Deletes a table, protected or not, and waits until it is gone. DynamoDB itself keeps its last state for 35 days. */
export const deleteTable = async ({ tables: client }: Account, TableName: string): Promise<void> => {
  await client.send(new UpdateTableCommand({ TableName, DeletionProtectionEnabled: false }));
  await waitUntilTableExists({ client, maxWaitTime }, { TableName });
  await client.send(new DeleteTableCommand({ TableName }));
  await waitUntilTableNotExists({ client, maxWaitTime, minDelay: 2 }, { TableName });
};
