import { afterAll, beforeAll } from 'vitest';
import { startDynamoDb, type LocalDynamoDb } from '#test/support/dynamodb-local.ts';
import { createLocalTable, type LocalTable } from '#test/support/local-table.ts';
import { driftingSizes } from '#test/use-cases/members/drifting-sizes.ts';

let local: LocalDynamoDb;
let table: LocalTable;

beforeAll(async () => {
  local = await startDynamoDb();
  table = await createLocalTable(local.endpoint);
});

afterAll(async () => {
  await table.drop();
  await local.stop();
});

driftingSizes(async () => table);
