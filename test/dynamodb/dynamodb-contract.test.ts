import { afterAll, beforeAll } from 'vitest';
import { wall } from '#functions/runtime/wall.ts';
import { outboxRowsOf } from '#lib/ports/store/dynamodb/change-rows.ts';
import { dynamoDbStore } from '#lib/ports/store/dynamodb/dynamodb-store.ts';
import { dynamoDbCatalogues } from '#lib/ports/store/dynamodb/kept-catalogues.ts';
import { catalogueKeeperContract } from '#test/ports/store/contract/catalogue-keeper.contract.ts';
import { customerStoreContract } from '#test/ports/store/contract/customer-store.contract.ts';
import { noon } from '#test/ports/store/contract/store-samples.ts';
import { startDynamoDb, type LocalDynamoDb } from '#test/support/dynamodb-local.ts';
import { createLocalTable } from '#test/support/local-table.ts';
import { contentsOf, isAnnounced } from '#test/support/table-contents.ts';

let local: LocalDynamoDb;
beforeAll(async () => {
  local = await startDynamoDb();
});
afterAll(() => local.stop());

customerStoreContract('DynamoDB Local', async () => {
  const table = await createLocalTable(local.endpoint);
  const { client, tableName } = table;
  let seen = 0;
  return {
    store: dynamoDbStore({ ...wall, client, tableName, now: () => noon }),
    announced: async () => {
      const rows = await table.inserted();
      const fresh = rows.slice(seen).filter(isAnnounced).flatMap(outboxRowsOf);
      seen = rows.length;
      return fresh;
    },
    everything: async () => contentsOf(await table.items()),
    close: () => table.drop(),
  };
});

catalogueKeeperContract('DynamoDB Local', async () => {
  const table = await createLocalTable(local.endpoint);
  return { keeper: dynamoDbCatalogues(table), close: () => table.drop() };
});
