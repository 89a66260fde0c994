import { PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import type { CatalogueKeeper } from '../catalogue-keeper.ts';
import { attributeNames, cataloguePartition } from '../table-keys.ts';
import { catalogueIn, catalogueItem } from './catalogue-item.ts';
import { text } from './item.ts';
import type { Table } from './table.ts';

/** The catalogues of a table's deployments: an item for each, deflated, in a partition of their own. */
export const dynamoDbCatalogues = ({
  client,
  tableName: TableName,
}: Pick<Table, 'client' | 'tableName'>): CatalogueKeeper => ({
  keep: async (catalogue) => {
    await client.send(new PutItemCommand({ TableName, Item: catalogueItem(catalogue) }));
  },
  latest: async () => {
    const query = new QueryCommand({
      TableName,
      ConsistentRead: true,
      KeyConditionExpression: '#partition = :partition',
      ExpressionAttributeNames: { '#partition': attributeNames.partition },
      ExpressionAttributeValues: { ':partition': text(cataloguePartition) },
      ScanIndexForward: false,
      Limit: 1,
    });
    const [item] = (await client.send(query)).Items ?? [];
    return item && catalogueIn(item);
  },
});
