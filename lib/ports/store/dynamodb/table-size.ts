import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import type { Table } from './table.ts';

/** The size of a table by DynamoDB's own count, which is some hours old. */
export const tableSize = async ({
  client,
  tableName: TableName,
}: Pick<Table, 'client' | 'tableName'>): Promise<{ readonly rows: number; readonly bytes: number }> => {
  const { Table: described } = await client.send(new DescribeTableCommand({ TableName }));
  return { rows: described?.ItemCount ?? 0, bytes: described?.TableSizeBytes ?? 0 };
};
