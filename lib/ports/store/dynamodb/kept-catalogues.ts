import { PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import type { CatalogueSource } from '#lib/core/segments/language/language.ts';
import type { CatalogueKeeper, KeptCatalogue } from '../catalogue-keeper.ts';
import { attributeNames, cataloguePartition } from '../table-keys.ts';
import { deploymentSortKey } from './deployment-sort-key.ts';
import { formatAttribute, keyAttributes, number, numberOf, requireFormat, text, type Item } from './item.ts';
import { itemBytes, jsonOf, withJson } from './packing.ts';
import type { Table } from './table.ts';

const itemOf = ({ deployment, source }: KeptCatalogue): Item =>
  withJson(
    {
      ...keyAttributes({ partition: cataloguePartition, sort: deploymentSortKey(deployment) }),
      ...formatAttribute,
      deployment: number(deployment),
    },
    JSON.stringify(source),
  );

/** The bytes of the item that keeps a catalogue, of which DynamoDB takes 400 KB. */
export const catalogueBytes = (catalogue: KeptCatalogue): number => itemBytes(itemOf(catalogue));

const catalogueIn = (item: Item): KeptCatalogue => ({
  deployment: numberOf(item, 'deployment'),
  source: JSON.parse(jsonOf(requireFormat(item))) as CatalogueSource,
});

/** The catalogues of a table's deployments: an item for each, deflated, in a partition of their own. */
export const dynamoDbCatalogues = ({
  client,
  tableName: TableName,
}: Pick<Table, 'client' | 'tableName'>): CatalogueKeeper => ({
  keep: async (catalogue) => {
    await client.send(new PutItemCommand({ TableName, Item: itemOf(catalogue) }));
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
