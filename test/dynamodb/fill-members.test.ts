import { afterAll, beforeAll } from 'vitest';
import { noPauses } from '#lib/ports/backoff.ts';
import { dynamoDbMembers } from '#lib/ports/members/dynamodb/dynamodb-members.ts';
import { dynamoDbMemberRows } from '#lib/ports/members/dynamodb/forget-members.ts';
import { startDynamoDb, type LocalDynamoDb } from '#test/support/dynamodb-local.ts';
import { createLocalTable, type LocalTable } from '#test/support/local-table.ts';
import { noon } from '#test/use-cases/given.ts';
import { filledFromTable } from '#test/use-cases/members/filled-from-table.ts';

let local: LocalDynamoDb;
const tables: LocalTable[] = [];

const table = async (): Promise<LocalTable> => {
  const made = await createLocalTable(local.endpoint);
  tables.push(made);
  return made;
};

beforeAll(async () => {
  local = await startDynamoDb();
});

afterAll(async () => {
  for (const each of tables) await each.drop();
  await local.stop();
});

filledFromTable(async () => {
  const list = { ...(await table()), now: () => noon, ...noPauses };
  return {
    profiles: await table(),
    copy: await table(),
    list: { ...dynamoDbMembers(list), ...dynamoDbMemberRows(list) },
  };
});
