import { UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import { createLocalTable, type LocalTable } from '#test/support/local-table.ts';

/** A table whose stream is off: it costs no units, and the local server slows down with every record that it holds. */
export const quickTable = async (endpoint: string): Promise<LocalTable> => {
  const table = await createLocalTable(endpoint);
  const StreamSpecification = { StreamEnabled: false };
  await table.client.send(new UpdateTableCommand({ TableName: table.tableName, StreamSpecification }));
  return table;
};
