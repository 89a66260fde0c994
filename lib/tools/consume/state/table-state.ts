import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { PersonState } from '../person-state.ts';
import type { ConsumerState } from './consumer-state.ts';

/** A table whose partition key is a text called `id`, without a sort key. */
export interface StateTable {
  /** Its name. */
  readonly table: string;
  readonly client: DynamoDBClient;
}

/** The SDK is loaded by those alone who keep their state in a table. */
const sdk = () => import('@aws-sdk/client-dynamodb');

/** State in a table of DynamoDB: an item a person with `id`, `version` and `value`, which is JSON. A write costs a unit a KB. */
export const tableState = ({ table, client }: StateTable): ConsumerState => {
  return {
    get: async (id) => {
      const { GetItemCommand } = await sdk();
      const command = new GetItemCommand({ TableName: table, Key: { id: { S: id } }, ConsistentRead: true });
      const { Item: item } = await client.send(command);
      return (
        item && { value: JSON.parse(String(item['value']?.S)) as PersonState, version: Number(item['version']?.N) }
      );
    },
    put: async (id, value, ifVersion) => {
      const { PutItemCommand } = await sdk();
      const version = { N: String(Number(ifVersion ?? 0) + 1) };
      const command = new PutItemCommand({
        TableName: table,
        Item: { id: { S: id }, version, value: { S: JSON.stringify(value) } },
        ...(ifVersion === undefined
          ? { ConditionExpression: 'attribute_not_exists(id)' }
          : {
              ConditionExpression: 'version = :known',
              ExpressionAttributeValues: { ':known': { N: String(ifVersion) } },
            }),
      });
      try {
        await client.send(command);
        return true;
      } catch (error) {
        // By its name: the client may be of another copy of the SDK.
        if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return false;
        throw error;
      }
    },
  };
};
