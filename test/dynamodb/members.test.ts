import { randomUUID } from 'node:crypto';
import {
  BatchWriteItemCommand,
  CreateTableCommand,
  PutItemCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hour, type SegmentCount } from '#lib/core/members/change-counts.ts';
import { membershipsBy, type Membership } from '#lib/core/members/membership.ts';
import { wholeSegment } from '#lib/core/members/shard.ts';
import { customerKey } from '#lib/core/profile/person.ts';
import { dynamoDbCounts } from '#lib/ports/members/dynamodb/dynamodb-counts.ts';
import { dynamoDbMembers } from '#lib/ports/members/dynamodb/dynamodb-members.ts';
import { memberItem } from '#lib/ports/members/dynamodb/member-item.ts';
import { keptUp, memberCountsContract } from '#test/ports/members/member-counts.contract.ts';
import { membersContract } from '#test/ports/members/members.contract.ts';
import { day, noon } from '#test/ports/members/shop-of-members.ts';
import { startDynamoDb, type LocalDynamoDb } from '#test/support/dynamodb-local.ts';
import { createLocalTable } from '#test/support/local-table.ts';

let local: LocalDynamoDb;
beforeAll(async () => {
  local = await startDynamoDb();
});
afterAll(() => local.stop());

membersContract('DynamoDB Local', async (_store, shop) => {
  const table = await createLocalTable(local.endpoint);
  const list = dynamoDbMembers(table);
  return {
    list,
    keepUp: async () => {
      await list.put(shop.published().flatMap(membershipsBy));
    },
    close: () => table.drop(),
  };
});

memberCountsContract('DynamoDB Local', async (_store, shop) => {
  const table = await createLocalTable(local.endpoint);
  const counts = dynamoDbCounts(table);
  return { counts, keepUp: await keptUp(counts, shop), close: () => table.drop() };
});

/** Adds up the units that each call says it consumed, those of indexes among them. */
const metered = (client: DynamoDBClient) => {
  let units = 0;
  client.middlewareStack.add(
    (next) => async (args) => {
      Object.assign(args.input, { ReturnConsumedCapacity: 'TOTAL' });
      const result = await next(args);
      const { ConsumedCapacity: consumed } = result.output as { ConsumedCapacity?: { CapacityUnits?: number } };
      units += consumed?.CapacityUnits ?? 0;
      return result;
    },
    { step: 'initialize' },
  );
  return async (work: () => Promise<unknown>): Promise<number> => {
    units = 0;
    await work();
    return units;
  };
};

/** The longest key of the default catalogue. */
const segment = 'silent-for-twice-their-gap';
const id = '0b2f9f1e-6f0c-4b51-9d6e-2a4f8a1f7c3d';

const entry = (rank: number, person = customerKey(id)): Membership => ({
  person,
  segment,
  enteredAt: noon + 123,
  sequence: 123,
  rank,
});

const exit = (rank: number): Membership => ({ ...entry(rank), leftAt: noon, expiresAt: noon + 35 * day });

const countsIn = ({ segments, hours }: { readonly segments: number; readonly hours: number }) =>
  Array.from({ length: segments * hours }, (_, index): SegmentCount => ({
    segment: `${segment}-${index % segments}`,
    hour: noon + Math.floor(index / segments) * hour,
    entered: 1000,
    exited: 900,
    grown: 100,
  }));

describe('what DynamoDB bills for members', () => {
  test('a change: one write, an entry as an exit', async () => {
    const table = await createLocalTable(local.endpoint);
    const list = dynamoDbMembers(table);
    const unitsOf = metered(table.client);
    const billed: number[] = [];
    for (const row of [entry(1_000_000), exit(2_000_000), entry(3_000_000)])
      billed.push(await unitsOf(() => list.put([row])));
    expect(billed).toEqual([1, 1, 1]);
    await table.drop();
  });

  test('counting: one write for each segment and hour of a batch, however many changes', async () => {
    const table = await createLocalTable(local.endpoint);
    const counter = dynamoDbCounts(table);
    const unitsOf = metered(table.client);
    expect(await unitsOf(() => counter.count(countsIn({ segments: 1, hours: 1 })))).toBe(1);
    expect(await unitsOf(() => counter.count(countsIn({ segments: 5, hours: 2 })))).toBe(10);
    await table.drop();
  });

  test('an hour’s counts, fewer than 64 reads for a year of them, and the size: at most 3', async () => {
    const table = await createLocalTable(local.endpoint);
    const counter = dynamoDbCounts(table);
    const days = 20;
    const hours = Array.from({ length: days * 24 }, (_, index) => noon + index * hour);
    await counter.keepSizes(new Map([[segment, 10]]), noon + (days - 7) * day);
    await counter.count(hours.map((at) => ({ segment, hour: at, entered: 12, exited: 11, grown: 1 })));
    const unitsOf = metered(table.client);
    const read = await unitsOf(() => counter.counted(segment, noon, noon + days * day));
    const sized = await unitsOf(() => counter.size(segment));
    console.log({ read, sized });
    expect((read * 365) / days).toBeLessThanOrEqual(64);
    expect(sized).toBeLessThanOrEqual(3);
    await table.drop();
  });

  test('a change, where an item in the person’s partition is told by an index instead: two writes', async () => {
    const { client, tableName, drop } = await createIndexedTable();
    const unitsOf = metered(client);
    const keys = { pk: { S: `C#${id}` }, sk: { S: `MEMBER#${segment}` } };
    const rest = { q: { N: '1000000' }, e: { N: String(noon) }, s: { N: '123' } };
    const entered = { ...keys, ...rest, listed: { S: `${segment}#f` }, person: { S: id } };
    const put = (Item: PutItemCommand['input']['Item']) =>
      client.send(new PutItemCommand({ TableName: tableName, Item }));
    expect(await unitsOf(() => put(entered))).toBe(2);
    expect(await unitsOf(() => put({ ...keys, ...rest }))).toBe(2);
    await drop();
  });

  test('a million members with UUIDs: fewer than 10,000 reads', async () => {
    const table = await createLocalTable(local.endpoint);
    const members = 16_000;
    const items = Array.from({ length: members }, (_, index) =>
      memberItem(entry(12_345_000_000 + index, customerKey(randomUUID()))),
    );
    for (let at = 0; at < members; at += 25) {
      const RequestItems = { [table.tableName]: items.slice(at, at + 25).map((Item) => ({ PutRequest: { Item } })) };
      await table.client.send(new BatchWriteItemCommand({ RequestItems }));
    }
    const list = dynamoDbMembers(table);
    const unitsOf = metered(table.client);
    const perMillion = async (work: () => Promise<unknown>) => ((await unitsOf(work)) / members) * 1_000_000;
    const digested = await perMillion(() => list.digest(segment, wholeSegment));
    const counted = await perMillion(() => list.counts([segment]));
    const listed = await perMillion(async () => {
      let after = undefined;
      do after = (await list.page(segment, { ...wholeSegment, after, limit: 1000 })).next;
      while (after !== undefined);
    });
    console.log({ digested, counted, listed });
    for (const units of [digested, counted]) {
      expect(units).toBeLessThanOrEqual(10_000);
      expect(units).toBeGreaterThan(5_000);
    }
    // Pages that end with a partition take a call more; of a million members, one in sixty does.
    expect(listed).toBeLessThanOrEqual(1.1 * digested);
    await table.drop();
  });
});

const keyed = (hash: string, range: string) => [
  { AttributeName: hash, KeyType: 'HASH' as const },
  { AttributeName: range, KeyType: 'RANGE' as const },
];

/** The other design: an item for each membership beside its profile, and an index by segment. */
const createIndexedTable = async () => {
  const table = await createLocalTable(local.endpoint);
  const { client } = table;
  const tableName = `patron-indexed-${randomUUID()}`;
  await client.send(
    new CreateTableCommand({
      TableName: tableName,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: keyed('pk', 'sk'),
      AttributeDefinitions: ['pk', 'sk', 'listed', 'person'].map((AttributeName) => ({
        AttributeName,
        AttributeType: 'S',
      })),
      GlobalSecondaryIndexes: [
        {
          IndexName: 'members',
          KeySchema: keyed('listed', 'person'),
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['e', 's'] },
        },
      ],
    }),
  );
  return { client, tableName, drop: () => table.drop() };
};
