import { DescribeTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** The size of a table by DynamoDB's own count, which is some hours old. */
export const tableBytes = async (client: DynamoDBClient, tableName: string): Promise<number> => {
  const { Table: described } = await client.send(new DescribeTableCommand({ TableName: tableName }));
  return described?.TableSizeBytes ?? 0;
};
