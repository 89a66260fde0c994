import { GetItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { keyAttributes, type Item, type ItemKey } from '../store/dynamodb/item.ts';

/** The table of what guards the HTTP API: nothing in it is about a customer. */
export interface GuardsTable {
  readonly client: DynamoDBClient;
  readonly tableName: string;
}

/** The item under a key, with strong consistency; undefined where there is none. */
export const guardItem = async ({ client, tableName }: GuardsTable, key: ItemKey): Promise<Item | undefined> => {
  const input = { TableName: tableName, Key: keyAttributes(key), ConsistentRead: true };
  return (await client.send(new GetItemCommand(input))).Item;
};
