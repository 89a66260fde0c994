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

/** Limits what is read of each row to some attributes; everything for undefined. */
const projection = (names: readonly string[] | undefined) =>
  names === undefined
    ? {}
    : {
        ProjectionExpression: names.map((_, index) => `#n${index}`).join(', '),
        ExpressionAttributeNames: Object.fromEntries(names.map((name, index) => [`#n${index}`, name])),
      };

type ReadOptions = Omit<KeysAndAttributes, 'Keys'>;

const readChunk = async (table: Table, keys: readonly ItemKey[], options: ReadOptions): Promise<readonly Item[]> => {
  const { client, tableName } = table;
  const found: Item[] = [];
  await untilNothingIsLeft(table, keys.map(keyAttributes), async (some) => {
    const Keys = [...some] satisfies Record<string, AttributeValue>[];
    const answer = await client.send(new BatchGetItemCommand({ RequestItems: { [tableName]: { Keys, ...options } } }));
    found.push(...(answer.Responses?.[tableName] ?? []));
    return answer.UnprocessedKeys?.[tableName]?.Keys ?? [];
  });
  return found;
};

type Rows = ReadonlyMap<string, Item>;

const readAll = async (table: Table, keys: readonly ItemKey[], options: ReadOptions): Promise<Rows> => {
  const distinct = [...new Map(keys.map((key) => [keyId(key), key])).values()];
  const found = new Map<string, Item>();
  for (const chunk of chunks(distinct, readsPerCall)) {
    for (const item of await readChunk(table, chunk, options)) found.set(keyId(keyOf(item)), item);
  }
  return found;
};

/**
 * Reads rows with strong consistency. A row that is missing from the answer does not exist.
 *
 * @param names - the attributes to read; all by default.
 * @returns the rows by `keyId`.
 */
export const readRows = (table: Table, keys: readonly ItemKey[], names?: readonly string[]): Promise<Rows> =>
  readAll(table, keys, { ConsistentRead: true, ...projection(names) });

/**
 * Reads rows that never change once they are put, with the answer of `readRows` but for half the price where they have
 * existed for a while: eventual consistency may miss such a row, but what it sees is right. Missed rows are read again.
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

/**
 * Puts rows whose content follows from their key, so that putting one again changes nothing. Resolves when all are
 * acknowledged.
 */
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

/** Deletes rows, which need not exist. */
export const deleteRows = (table: Table, keys: readonly ItemKey[]): Promise<void> =>
  writeAll(
    table,
    keys.map((key) => ({ DeleteRequest: { Key: keyAttributes(key) } })),
  );
