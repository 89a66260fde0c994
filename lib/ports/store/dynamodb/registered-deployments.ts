import { ConditionalCheckFailedException, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import type { DeploymentRegister, RegisteredDeployment } from '../deployment-register.ts';
import { attributeNames, deploymentPartition } from '../table-keys.ts';
import { deploymentSortKey } from './deployment-sort-key.ts';
import { formatAttribute, keyAttributes, number, numberOf, requireFormat, text, textOf, type Item } from './item.ts';
import type { Table } from './table.ts';

const itemOf = ({ deployment, catalogue, request }: RegisteredDeployment): Item => ({
  ...keyAttributes({ partition: deploymentPartition, sort: deploymentSortKey(deployment) }),
  ...formatAttribute,
  deployment: number(deployment),
  catalogue: text(catalogue),
  request: text(request),
});

const registeredIn = (item: Item): RegisteredDeployment => ({
  deployment: numberOf(requireFormat(item), 'deployment'),
  catalogue: textOf(item, 'catalogue'),
  request: textOf(item, 'request'),
});

/** The deployments of a table: an item of some 150 bytes for each, in a partition of their own. */
export const dynamoDbDeployments = ({
  client,
  tableName: TableName,
}: Pick<Table, 'client' | 'tableName'>): DeploymentRegister => ({
  all: async () => {
    const found: RegisteredDeployment[] = [];
    let from: Item | undefined;
    do {
      const query = new QueryCommand({
        TableName,
        ConsistentRead: true,
        KeyConditionExpression: '#partition = :partition',
        ExpressionAttributeNames: { '#partition': attributeNames.partition },
        ExpressionAttributeValues: { ':partition': text(deploymentPartition) },
        ScanIndexForward: false,
        ExclusiveStartKey: from,
      });
      const { Items = [], LastEvaluatedKey } = await client.send(query);
      found.push(...Items.map(registeredIn));
      from = LastEvaluatedKey;
    } while (from !== undefined);
    return found;
  },
  add: async (registered) => {
    const condition = {
      ConditionExpression: 'attribute_not_exists(#partition)',
      ExpressionAttributeNames: { '#partition': attributeNames.partition },
    };
    try {
      await client.send(new PutItemCommand({ TableName, Item: itemOf(registered), ...condition }));
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  },
});
