import { afterAll, beforeAll } from 'vitest';
import { wall } from '#functions/runtime/wall.ts';
import { dynamoDbStore } from '#lib/ports/store/dynamodb/dynamodb-store.ts';
import { startDynamoDb, type LocalDynamoDb } from '#test/support/dynamodb-local.ts';
import { createLocalTable } from '#test/support/local-table.ts';
import { metered } from '#test/support/metered-client.ts';
import { apiContract } from '#test/use-cases/api/api.contract.ts';

let local: LocalDynamoDb;
beforeAll(async () => {
  local = await startDynamoDb();
});
afterAll(() => local.stop());

apiContract('DynamoDB Local', async () => {
  const table = await createLocalTable(local.endpoint);
  const { client, tableName } = table;
  const units = { reads: 0, writes: 0 };
  metered(client, units);
  return {
    store: dynamoDbStore({ ...wall, client, tableName }),
    unitsOf: async (work) => {
      Object.assign(units, { reads: 0, writes: 0 });
      await work();
      return units.reads;
    },
    close: () => table.drop(),
  };
});
