import {
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
  type AttributeValue,
} from '@aws-sdk/client-dynamodb';
import { hourOf, type SegmentCount } from '#lib/core/members/change-counts.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import { keyAttributes, number, numberOf, text, textOf, type Item } from '../../store/dynamodb/item.ts';
import { attributeNames } from '../../store/table-keys.ts';
import type { MemberCounter } from '../member-counts.ts';
import {
  addendsOf,
  countKey,
  countPartition,
  countsLife,
  grownIn,
  hourCountIn,
  hourKey,
  lastHourKey,
  sizeAttributes,
  sizeKey,
} from './count-item.ts';
import { writeInLanes } from './lanes.ts';
import type { MemberTable } from './member-queries.ts';

/** Adds to an hour's counts in one write. */
const add = async ({ client, tableName: TableName }: MemberTable, count: SegmentCount): Promise<void> => {
  const addends = addendsOf(count);
  await client.send(
    new UpdateItemCommand({
      TableName,
      Key: keyAttributes(countKey(count.segment, count.hour)),
      UpdateExpression: `SET #expires = :expires ADD ${addends.map((_, place) => `#c${place} :c${place}`).join(', ')}`,
      ExpressionAttributeNames: {
        '#expires': attributeNames.expiresAt,
        ...Object.fromEntries(addends.map(([name], place) => [`#c${place}`, name])),
      },
      ExpressionAttributeValues: {
        ':expires': number((count.hour + countsLife) / 1000),
        ...Object.fromEntries(addends.map(([, addend], place) => [`:c${place}`, number(addend)])),
      },
    }),
  );
};

/** The first and the last sort key of what is read. */
interface Hours {
  readonly first: string;
  readonly last: string;
}

/** The rows of counts from one hour to another, that included. */
const rowsWithin = async (
  { client, tableName: TableName }: MemberTable,
  segment: string,
  { first, last }: Hours,
): Promise<readonly Item[]> => {
  if (last < first) return [];
  const found: Item[] = [];
  let ExclusiveStartKey: Record<string, AttributeValue> | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName,
        ExclusiveStartKey,
        KeyConditionExpression: '#partition = :partition AND #sort BETWEEN :first AND :last',
        ExpressionAttributeNames: { '#partition': attributeNames.partition, '#sort': attributeNames.sort },
        ExpressionAttributeValues: {
          ':partition': text(countPartition(segment)),
          ':first': text(first),
          ':last': text(last),
        },
      }),
    );
    found.push(...(page.Items ?? []));
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey !== undefined);
  return found;
};

const itemAt = async ({ client, tableName: TableName }: MemberTable, Key: Record<string, AttributeValue>) =>
  (await client.send(new GetItemCommand({ TableName, Key, ConsistentRead: true }))).Item;

/** A size is kept as it was at the beginning of an hour, so that what the list grows by in the rest of it is not counted twice. */
const keepSize = async (
  table: MemberTable,
  { segment, members, at }: { readonly segment: string; readonly members: number; readonly at: Instant },
): Promise<void> => {
  const begun = hourOf(at);
  const grown = grownIn(await itemAt(table, keyAttributes(countKey(segment, begun))));
  const Item = {
    ...sizeKey(segment),
    [sizeAttributes.members]: number(members - grown),
    [sizeAttributes.hour]: text(hourKey(begun)),
  };
  await table.client.send(new PutItemCommand({ TableName: table.tableName, Item }));
};

/**
 * Counts in the table of members, in a partition of each segment: a row an hour, which expires after 400 days, and one with the
 * size. Every method but `count` throws what DynamoDB throws, once the SDK has given up.
 */
export const dynamoDbCounts = (table: MemberTable): MemberCounter => ({
  count: (counts) =>
    writeInLanes(
      counts.filter((count) => addendsOf(count).length > 0),
      (count) => add(table, count),
    ),
  keepSizes: async (sizes, at) => {
    for (const [segment, members] of sizes) await keepSize(table, { segment, members, at });
  },
  counted: async (segment, from, to) => {
    const rows = await rowsWithin(table, segment, { first: hourKey(from), last: hourKey(to) });
    return rows.map(hourCountIn).filter(({ entered, exited }) => entered + exited > 0);
  },
  isCounted: async () => true,
  size: async (segment) => {
    const kept = await itemAt(table, sizeKey(segment));
    if (kept === undefined) return undefined;
    const rows = await rowsWithin(table, segment, { first: textOf(kept, sizeAttributes.hour), last: lastHourKey });
    return rows.reduce((size, row) => size + grownIn(row), numberOf(kept, sizeAttributes.members));
  },
});
