import { deleteRows } from '../../store/dynamodb/batch-calls.ts';
import { keyOf } from '../../store/dynamodb/item.ts';
import { scanPart } from '../../store/dynamodb/part-scan.ts';
import type { Table } from '../../store/dynamodb/table.ts';
import { attributeNames } from '../../store/table-keys.ts';
import type { MemberRows } from '../member-rows.ts';
import { isCountPartition } from './count-item.ts';
import { memberPartition } from './member-item.ts';

/** A partition without its sixteenth. */
const listOf = (partition: string): string => partition.slice(0, partition.lastIndexOf('#'));

const keysAlone = {
  // A row that was put before must not be left behind.
  ConsistentRead: true,
  ProjectionExpression: '#partition, #sort',
  ExpressionAttributeNames: { '#partition': attributeNames.partition, '#sort': attributeNames.sort },
};

/**
 * The rows of the list in a DynamoDB table. Finding those of a few segments reads the whole table, which is small. Counts of the past
 * cannot be made anew, and stay where all lists are; with those of a segment that is named they go too.
 */
export const dynamoDbMemberRows = (table: Table): MemberRows => ({
  forget: async (segments, part) => {
    const lists = segments === 'all' ? undefined : new Set(segments.map((key) => listOf(memberPartition(key, 0))));
    const { items, rows, next } = await scanPart(table, keysAlone, part);
    const found = items
      .map(keyOf)
      .filter(({ partition }) => lists?.has(listOf(partition)) ?? !isCountPartition(partition));
    await deleteRows(table, found);
    return { rows, forgotten: found.length, next };
  },
});
