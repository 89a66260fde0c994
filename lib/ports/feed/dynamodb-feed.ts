import { PutItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Instant } from '#lib/core/time/instant.ts';
import { putUnlessChanged } from '../guards/put-unless-changed.ts';
import type { ChangeRow } from '../store/customer-store.ts';
import type { ChangeFeed } from './change-feed.ts';
import { feedItem, forgottenItem, perInstant } from './feed-item.ts';

/** The table of a feed. */
export interface FeedTable {
  readonly client: DynamoDBClient;
  readonly tableName: string;
}

/** Rows are kept together up to so many characters, which deflate makes far fewer than the 400 KB of an item. */
const mostCharacters = 500_000;

/** Rows as they are kept together. */
const blocksOf = function* (rows: readonly ChangeRow[]): Iterable<readonly ChangeRow[]> {
  let [block, length]: [ChangeRow[], number] = [[], 0];
  for (const row of rows) {
    const own = JSON.stringify(row).length;
    if (block.length === perInstant || (block.length > 0 && length + own > mostCharacters)) {
      yield block;
      [block, length] = [[], 0];
    }
    block.push(row);
    length += own;
  }
  if (block.length > 0) yield block;
};

/** Puts rows under the first free instant from one on, and says which. */
const putFrom = async (table: FeedTable, rows: readonly ChangeRow[], at: Instant): Promise<Instant> => {
  let free = at;
  while (!(await putUnlessChanged(table, undefined, feedItem(rows, free)))) free += 1;
  return free;
};

/** Keeps a feed in a table. Methods throw what DynamoDB throws, once the SDK has given up. */
export const dynamoDbFeed = (table: FeedTable): ChangeFeed => ({
  add: async (rows, at) => {
    let next = at;
    for (const block of blocksOf(rows)) next = (await putFrom(table, block, next)) + 1;
  },
  forget: async (people, at) => {
    const { client, tableName: TableName } = table;
    for (const person of people) await client.send(new PutItemCommand({ TableName, Item: forgottenItem(person, at) }));
  },
});
