import { randomUUID } from 'node:crypto';
import { CreateTableCommand, DeleteTableCommand, DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startDynamoDb, type LocalDynamoDb } from '#test/support/dynamodb-local.ts';
import { campaign } from '#test/tools/consume/campaign.ts';
import { consumerStateContract } from '#test/tools/consume/consumer-state.contract.ts';
import { entryOf } from '#test/tools/consume/entries.ts';

let local: LocalDynamoDb;
beforeAll(async () => {
  local = await startDynamoDb();
});
afterAll(() => local.stop());

/** A table as a campaign makes one for itself. */
const openTable = async () => {
  const credentials = { accessKeyId: 'none', secretAccessKey: 'none' };
  const client = new DynamoDBClient({ endpoint: local.endpoint, region: 'eu-west-1', credentials });
  const table = `campaign-${randomUUID()}`;
  await client.send(
    new CreateTableCommand({
      TableName: table,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    }),
  );
  const close = async () => {
    await client.send(new DeleteTableCommand({ TableName: table }));
    client.destroy();
  };
  return { state: { table, client }, close };
};

consumerStateContract('a table of DynamoDB', openTable);

test('a change that comes in its order costs one write, and the same again none', async () => {
  const { state, close } = await openTable();
  let writes = 0;
  state.client.middlewareStack.add(
    (next, { commandName }) =>
      async (sent) => {
        if (commandName === 'PutItemCommand') writes += 1;
        return next(sent);
      },
    { step: 'initialize' },
  );
  const { consume } = campaign({ state });
  for (const sequence of [1, 2, 3, 3, 1]) await consume(entryOf('ada', sequence, `+s-${sequence}`));
  expect(writes).toBe(3);
  const { Items: items = [] } = await state.client.send(new ScanCommand({ TableName: state.table }));
  expect(items).toEqual([
    {
      id: { S: 'ada' },
      version: { N: '3' },
      value: { S: '{"last":3,"marks":{"s-1":[1,"in"],"s-2":[2,"in"],"s-3":[3,"in"]},"waiting":[]}' },
    },
  ]);
  await close();
});
