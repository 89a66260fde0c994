import { ConditionalCheckFailedException, PutItemCommand, type PutItemCommandInput } from '@aws-sdk/client-dynamodb';
import type { Item } from '../store/dynamodb/item.ts';
import { attributeNames } from '../store/table-keys.ts';
import type { GuardsTable } from './guards-table.ts';

/** The attribute that says what an item is worth. */
export const valueName = 'value';

const condition = (seen: Item | undefined): Partial<PutItemCommandInput> => {
  const value = seen?.[valueName];
  if (value === undefined)
    return {
      ConditionExpression: 'attribute_not_exists(#partition)',
      ExpressionAttributeNames: { '#partition': attributeNames.partition },
    };
  return {
    ConditionExpression: '#value = :seen',
    ExpressionAttributeNames: { '#value': valueName },
    ExpressionAttributeValues: { ':seen': value },
  };
};

/**
 * Puts an item in place of the one that was seen.
 *
 * @returns false where another one came first.
 */
export const putUnlessChanged = async (
  { client, tableName: TableName }: GuardsTable,
  seen: Item | undefined,
  item: Item,
): Promise<boolean> => {
  try {
    await client.send(new PutItemCommand({ TableName, Item: item, ...condition(seen) }));
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
};
