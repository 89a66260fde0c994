import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import {
  BatchGetItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { accountOf } from '../../bench/writes/account.ts';
import { meter } from '../../bench/writes/metered.ts';
import type { Taken } from '../../bench/writes/run-workload.ts';
import { twentySegments } from '../../bench/writes/twenty-segments.ts';
import { noUnits, plus, times } from '../../bench/writes/units.ts';
import type { Written } from '../../bench/writes/written.ts';

const keyOf = (sort: string) => ({ pk: { S: 'C#ada' }, sk: { S: sort } });

const itemOf = (sort: string, length = 10, dueAt?: number) => ({
  ...keyOf(sort),
  json: { S: 'x'.repeat(length) },
  ...(dueAt !== undefined && { dueShard: { S: '1' }, dueAt: { N: String(dueAt) } }),
});

type TestItem = ReturnType<typeof itemOf>;

const refusal = {
  __type: 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException',
  message: 'The conditional request failed',
};

/** A server that refuses puts with a condition, has the row PROFILE alone, and counts a unit for each row it gives. */
const answerTo = (target: string, input: { readonly ConditionExpression?: string }): readonly [number, object] => {
  if (input.ConditionExpression !== undefined) return [400, refusal];
  if (!target.endsWith('BatchGetItem')) return [200, {}];
  const counted = { ConsumedCapacity: [{ TableName: 'patron', CapacityUnits: 1 }] };
  return [200, { ...counted, Responses: { patron: [itemOf('PROFILE')] }, UnprocessedKeys: {} }];
};

const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const input = (await json(request)) as { readonly ConditionExpression?: string };
  const [status, body] = answerTo(String(request.headers['x-amz-target']), input);
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' });
  response.end(JSON.stringify(body));
};

const server = createServer((request, response) => void answer(request, response));

beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => new Promise((resolve) => server.close(resolve)));

const world = () => {
  const client = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
  });
  const TableName = 'patron';
  const condition = {
    ConditionExpression: 'attribute_not_exists(#pk)',
    ExpressionAttributeNames: { '#pk': 'pk' },
  };
  return {
    ...meter(client),
    put: (item: TestItem) => client.send(new PutItemCommand({ TableName, Item: item })),
    putNew: (item: TestItem) => client.send(new PutItemCommand({ TableName, Item: item, ...condition })),
    transact: (...items: readonly TestItem[]) =>
      client.send(
        new TransactWriteItemsCommand({ TransactItems: items.map((Item) => ({ Put: { TableName, Item } })) }),
      ),
    getOne: (sort: string, ConsistentRead?: boolean) =>
      client.send(new GetItemCommand({ TableName, Key: keyOf(sort), ConsistentRead })),
    get: (sorts: readonly string[], ConsistentRead?: boolean) => {
      const Keys = sorts.map(keyOf);
      return client.send(new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys, ConsistentRead } } }));
    },
  };
};

describe('meter()', () => {
  test('counts a transaction as AWS bills it: twice the larger of each item before and after, the index once', async () => {
    const { consumed, put, transact } = world();
    await transact(itemOf('PROFILE', 10, 100), itemOf('EVENT#1'));
    expect(consumed()).toEqual({ reads: 0, writes: 4, indexWrites: 1 });
    await transact(itemOf('PROFILE', 10, 100));
    expect(consumed()).toEqual({ reads: 0, writes: 2, indexWrites: 0 });
    await transact(itemOf('PROFILE', 2_000, 200));
    expect(consumed()).toEqual({ reads: 0, writes: 4, indexWrites: 2 });
    await put(itemOf('PROFILE', 3_000, 200));
    consumed();
    await transact(itemOf('PROFILE', 10), itemOf('CHANGE#1'), itemOf('CHANGE#2'));
    expect(consumed()).toEqual({ reads: 0, writes: 6 + 2 + 2, indexWrites: 1 });
  });

  test('adds what the local server leaves out: refused puts, and keys that are not there', async () => {
    const { consumed, put, putNew, get, getOne } = world();
    await put(itemOf('PROFILE'));
    consumed();
    await expect(putNew(itemOf('PROFILE'))).rejects.toThrow('conditional request failed');
    expect(consumed()).toEqual({ reads: 0, writes: 1, indexWrites: 0 });
    await get(['PROFILE', 'EVENT#1', 'EVENT#2'], true);
    expect(consumed()).toEqual({ reads: 1 + 2, writes: 0, indexWrites: 0 });
    await get(['PROFILE', 'EVENT#1', 'EVENT#2']);
    expect(consumed()).toEqual({ reads: 1 + 2 * 0.5, writes: 0, indexWrites: 0 });
    await getOne('EVENT#1', true);
    expect(consumed()).toEqual({ reads: 1, writes: 0, indexWrites: 0 });
    await getOne('EVENT#1');
    expect(consumed()).toEqual({ reads: 0.5, writes: 0, indexWrites: 0 });
    expect(consumed()).toEqual(noUnits);
  });

  test('tells what was written, and nothing of what was refused', async () => {
    const { put, putNew, written } = world();
    await put(itemOf('PROFILE', 10, 100));
    await expect(putNew(itemOf('PROFILE'))).rejects.toThrow('conditional request failed');
    expect(written).toMatchObject([{ kind: 'profile', person: 'C#ada', dueAt: 100 }]);
  });
});

describe('accountOf()', () => {
  const one = { reads: 3, writes: 2, indexWrites: 0 };
  const event: Taken = {
    kind: 'event',
    bytes: 500,
    applied: true,
    instants: 0,
    changes: 0,
    ours: one,
    quiet: one,
    textbook: { reads: 1, writes: 4, indexWrites: 0 },
  };
  const changing: Taken = {
    ...event,
    bytes: 5_000,
    instants: 2,
    changes: 6,
    ours: plus(one, { reads: 1, writes: 3, indexWrites: 0 }),
  };
  const tick: Taken = { ...event, kind: 'tick', applied: false, ours: { reads: 2, writes: 1, indexWrites: 2 } };
  const duplicate: Taken = { ...event, applied: false, ours: times(one, 100), quiet: times(one, 100) };
  const written = [100, 200, 300, 4_000].map((bytes): Written => ({
    kind: 'profile',
    person: 'C#ada',
    sort: 'PROFILE',
    bytes,
    dueAt: undefined,
  }));
  const account = accountOf({
    taken: [event, changing, { ...tick, quiet: tick.ours }, duplicate],
    written,
    people: 2,
  });

  test('tells an event by itself from what its changes add, and leaves duplicates out', () => {
    expect(account).toMatchObject({ events: 2, ticks: 1, instants: 2, changes: 6, nothing: one, event: one });
    expect(account.instant).toEqual({ reads: 0.5, writes: 1.5, indexWrites: 0 });
    expect(account.tick).toEqual({ reads: 2, writes: 1, indexWrites: 2 });
  });

  test('adds up all of it per event', () => {
    expect(account.ours).toMatchObject({ reads: 4.5, writes: 4, indexWrites: 1, changes: 3, instants: 1, ticks: 0.5 });
    expect(account.textbook).toMatchObject({ reads: 1.5, writes: 6 });
    expect(account.eventsPerPersonMonth).toBeCloseTo(30 / 365, 9);
    expect(account.profile).toEqual({ median: 300, p99: 4_000, most: 4_000 });
  });
});

describe('twentySegments', () => {
  test('are twenty, and fit', () => {
    expect(compile(twentySegments).segments).toHaveLength(20);
  });
});
