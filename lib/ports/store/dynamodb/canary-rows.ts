import { ConditionalCheckFailedException, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { canaryPerson } from '#lib/core/profile/canary.ts';
import type { CanaryRows } from '../canary-rows.ts';
import { attributeNames, canaryPartition } from '../table-keys.ts';
import { deleteRows } from './batch-calls.ts';
import { formatAttribute, keyAttributes, keyOf, number, text, type ItemKey } from './item.ts';
import { keysOf } from './partition.ts';
import type { Table } from './table.ts';

const turn: ItemKey = { partition: canaryPartition, sort: 'TURN' };

/** The rows of the made-up person in the table of profiles, and an item in a partition of its own while a run is under way. */
export const dynamoDbCanary = (table: Table): CanaryRows => ({
  begin: async (run, until) => {
    const put = new PutItemCommand({
      TableName: table.tableName,
      Item: { ...keyAttributes(turn), ...formatAttribute, run: text(run), until: number(until) },
      ConditionExpression: 'attribute_not_exists(#partition) OR #until < :now',
      ExpressionAttributeNames: { '#partition': attributeNames.partition, '#until': 'until' },
      ExpressionAttributeValues: { ':now': number(table.now()) },
    });
    try {
      await table.client.send(put);
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  },
  end: () => deleteRows(table, [turn]),
  sweep: async () => {
    const keys: ItemKey[] = [];
    for await (const item of keysOf(table, canaryPerson)) keys.push(keyOf(item));
    await deleteRows(table, keys);
    return keys.length;
  },
});
