import { afterAll, beforeAll } from 'vitest';
import { startDynamoDb, type LocalDynamoDb } from '#test/support/dynamodb-local.ts';
import { apiContract } from '#test/use-cases/api/api.contract.ts';
import { deployedTables } from './published-shop.ts';

let local: LocalDynamoDb;
beforeAll(async () => {
  local = await startDynamoDb();
});
afterAll(() => local.stop());

apiContract('DynamoDB Local', () => deployedTables(local.endpoint));
