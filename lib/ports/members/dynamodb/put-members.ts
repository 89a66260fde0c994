import { ConditionalCheckFailedException, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { Membership } from '#lib/core/members/membership.ts';
import type { NotTaken } from '../../sending.ts';
import { attributeNames } from '../../store/table-keys.ts';
import { memberAttributes, memberItem } from './member-item.ts';
import type { MemberTable } from './member-queries.ts';

/** The number of puts under way at once: as many as the SDK keeps connections for. */
const lanes = 50;

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

/** Puts a row, unless a later one is there. The code of the failure, where it could not be put. */
const putOne = async ({ client, tableName: TableName }: MemberTable, row: Membership): Promise<string | undefined> => {
  try {
    await client.send(new PutItemCommand({ TableName, ...ifLater(row) }));
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    return error instanceof Error ? error.name : 'Unknown';
  }
  return undefined;
};

/**
 * Puts rows one by one, since DynamoDB takes conditions in no cheaper way; what is throttled is the SDK's to repeat.
 *
 * @returns the rows that could not be put.
 */
export const putMembers = async (
  table: MemberTable,
  rows: readonly Membership[],
): Promise<readonly NotTaken<Membership>[]> => {
  const failed: NotTaken<Membership>[] = [];
  const rest = rows.values();
  const work = async (): Promise<void> => {
    for (const item of rest) {
      const code = await putOne(table, item);
      if (code !== undefined) failed.push({ item, code });
    }
  };
  await Promise.all(Array.from({ length: Math.min(lanes, rows.length) }, work));
  return failed;
};
