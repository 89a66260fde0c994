import { ConditionalCheckFailedException, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { Membership } from '#lib/core/members/membership.ts';
import type { NotTaken } from '../../sending.ts';
import { attributeNames } from '../../store/table-keys.ts';
import { writeInLanes } from './lanes.ts';
import { memberAttributes, memberItem } from './member-item.ts';
import type { MemberTable } from './member-queries.ts';

/** A row of a lower rank never takes the place of a higher one, and one that is there already is not written again. */
const ifLater = (membership: Membership) => {
  const item = memberItem(membership);
  return {
    Item: item,
    ConditionExpression: 'attribute_not_exists(#partition) OR #rank < :rank',
    ExpressionAttributeNames: { '#partition': attributeNames.partition, '#rank': memberAttributes.rank },
    ExpressionAttributeValues: { ':rank': item[memberAttributes.rank] ?? { NULL: true } },
  };
};

/** Puts a row, unless a later one is there. */
const putOne = async ({ client, tableName: TableName }: MemberTable, row: Membership): Promise<void> => {
  try {
    await client.send(new PutItemCommand({ TableName, ...ifLater(row) }));
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
};

/**
 * Puts rows one by one, since DynamoDB takes conditions in no cheaper way.
 *
 * @returns the rows that could not be put.
 */
export const putMembers = (table: MemberTable, rows: readonly Membership[]): Promise<readonly NotTaken<Membership>[]> =>
  writeInLanes(rows, (row) => putOne(table, row));
