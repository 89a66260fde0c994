import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  PutItemCommand,
  type AttributeValue,
  type KeysAndAttributes,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb';
import { keyAttributes, keyId, keyOf, type Item, type ItemKey } from './item.ts';
import { untilNothingIsLeft, withRetry } from './retry.ts';
import type { Table } from './table.ts';

const readsPerCall = 100;
const writesPerCall = 25;

const chunks = <One>(all: readonly One[], size: number): readonly (readonly One[])[] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, index) => all.slice(index * size, (index + 1) * size));

/** What of each row is read: a few attributes by name, or everything. */
const projection = (names: readonly string[] | undefined) =>
  names === undefined
    ? {}
    : {
        ProjectionExpression: names.map((_, index) => `#n${index}`).join(', '),
        ExpressionAttributeNames: Object.fromEntries(names.map((name, index) => [`#n${index}`, name])),
      };

/** How keys are read. */
type Reading = Omit<KeysAndAttributes, 'Keys'>;

const readChunk = async (table: Table, keys: readonly ItemKey[], reading: Reading): Promise<readonly Item[]> => {
  const { client, tableName } = table;
  const found: Item[] = [];
  await untilNothingIsLeft(table, keys.map(keyAttributes), async (some) => {
    const Keys = [...some] satisfies Record<string, AttributeValue>[];
    const answer = await client.send(new BatchGetItemCommand({ RequestItems: { [tableName]: { Keys, ...reading } } }));
    found.push(...(answer.Responses?.[tableName] ?? []));
    return answer.UnprocessedKeys?.[tableName]?.Keys ?? [];
  });
  return found;
};

type Rows = ReadonlyMap<string, Item>;

const readAll = async (table: Table, keys: readonly ItemKey[], reading: Reading): Promise<Rows> => {
  const distinct = [...new Map(keys.map((key) => [keyId(key), key])).values()];
  const found = new Map<string, Item>();
  for (const chunk of chunks(distinct, readsPerCall)) {
    for (const item of await readChunk(table, chunk, reading)) found.set(keyId(keyOf(item)), item);
  }
  return found;
};

/**
 * Reads rows, strongly consistent, by `keyId`; a row that is missing from the answer is not there. `names` are the
 * attributes read, all by default.
 */
export const readRows = (table: Table, keys: readonly ItemKey[], names?: readonly string[]): Promise<Rows> =>
  readAll(table, keys, { ConsistentRead: true, ...projection(names) });

/**
 * Answers as `readRows` does, of rows that are put once and stay, for half the price where they have been there for a
 * while: an eventually consistent read may miss such a row, yet one that it saw is there. What it missed is read again.
 */
export const readLastingRows = async (
  table: Table,
  keys: readonly ItemKey[],
  names?: readonly string[],
): Promise<Rows> => {
  const seen = await readAll(table, keys, projection(names));
  const unseen = keys.filter((key) => !seen.has(keyId(key)));
  return unseen.length === 0 ? seen : new Map([...seen, ...(await readRows(table, unseen, names))]);
};

const writeAll = async (table: Table, requests: readonly WriteRequest[]): Promise<void> => {
  const { client, tableName } = table;
  for (const chunk of chunks(requests, writesPerCall)) {
    await untilNothingIsLeft(table, chunk, async (some) => {
      const answer = await client.send(new BatchWriteItemCommand({ RequestItems: { [tableName]: [...some] } }));
      return answer.UnprocessedItems?.[tableName] ?? [];
    });
  }
};

/** Puts rows whose content follows from their key, so that putting one again changes nothing. Done when all are acknowledged. */
export const putRows = async (table: Table, rows: readonly Item[]): Promise<void> => {
  const [first, second] = rows;
  if (first === undefined) return;
  const { client, tableName: TableName } = table;
  if (second === undefined) await withRetry(table, () => client.send(new PutItemCommand({ TableName, Item: first })));
  else
    await writeAll(
      table,
      rows.map((row) => ({ PutRequest: { Item: row } })),
    );
};

/** Deletes rows; those that are not there any more are no fault. */
export const deleteRows = (table: Table, keys: readonly ItemKey[]): Promise<void> =>
  writeAll(
    table,
    keys.map((key) => ({ DeleteRequest: { Key: keyAttributes(key) } })),
  );
