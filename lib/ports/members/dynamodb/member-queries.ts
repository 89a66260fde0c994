import { QueryCommand, type DynamoDBClient, type QueryCommandInput } from '@aws-sdk/client-dynamodb';
import type { Membership } from '#lib/core/members/membership.ts';
import { memberShardOf, sixteenthOf, sixteenthsIn, type SegmentPart } from '#lib/core/members/shard.ts';
import type { PersonKey } from '#lib/core/profile/person.ts';
import { keyAttributes, text } from '../../store/dynamodb/item.ts';
import { attributeNames } from '../../store/table-keys.ts';
import { memberAttributes, memberKey, memberPartition, membershipIn } from './member-item.ts';

/** The table of members. */
export interface MemberTable {
  readonly client: DynamoDBClient;
  readonly tableName: string;
}

/** Which rows are read. */
export interface MemberQuery extends SegmentPart {
  readonly segment: string;
  readonly after?: PersonKey | undefined;
  readonly withTombstones: boolean;
  /** The rows that the next call looks at; as many as it can by default. */
  readonly atOnce?: (() => number) | undefined;
}

type Query = Omit<QueryCommandInput, 'TableName'>;

/** The rows of one sixteenth of a segment. Eventual consistency is enough, and half the price: no answer is a snapshot. */
const inSixteenth = (sixteenth: number, { segment, withTombstones }: MemberQuery): Query => ({
  KeyConditionExpression: '#partition = :partition',
  ...(!withTombstones && { FilterExpression: 'attribute_not_exists(#left)' }),
  ExpressionAttributeNames: {
    '#partition': attributeNames.partition,
    ...(!withTombstones && { '#left': memberAttributes.leftAt }),
  },
  ExpressionAttributeValues: { ':partition': text(memberPartition(segment, sixteenth)) },
});

/** The sixteenths that are left to read, the first of them from a key on. */
const queriesOf = (query: MemberQuery): readonly Query[] => {
  const { segment, after } = query;
  const begun = after === undefined ? -1 : sixteenthOf(memberShardOf(after));
  return sixteenthsIn(query)
    .filter((sixteenth) => sixteenth >= begun)
    .map((sixteenth) => ({
      ...inSixteenth(sixteenth, query),
      ...(after !== undefined &&
        sixteenth === begun && { ExclusiveStartKey: keyAttributes(memberKey(segment, after)) }),
    }));
};

/** Reads the rows of a part of a segment, as many at a time as a call finds. */
export async function* memberRows(
  { client, tableName: TableName }: MemberTable,
  query: MemberQuery,
): AsyncIterable<readonly Membership[]> {
  for (const one of queriesOf(query)) {
    let { ExclusiveStartKey } = one;
    do {
      const Limit = query.atOnce?.();
      const page = await client.send(new QueryCommand({ ...one, TableName, ExclusiveStartKey, Limit }));
      yield (page.Items ?? []).map((item) => membershipIn(item, query.segment));
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey !== undefined);
  }
}

const countIn = async ({ client, tableName: TableName }: MemberTable, one: Query): Promise<number> => {
  let count = 0;
  let ExclusiveStartKey: QueryCommandInput['ExclusiveStartKey'];
  do {
    const page = await client.send(new QueryCommand({ ...one, TableName, Select: 'COUNT', ExclusiveStartKey }));
    count += page.Count ?? 0;
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey !== undefined);
  return count;
};

/** Counts the members of a segment, sixteen partitions at once. */
export const countMembers = async (table: MemberTable, segment: string): Promise<number> => {
  const queries = queriesOf({ segment, part: 0, of: 1, withTombstones: false });
  const counts = await Promise.all(queries.map((one) => countIn(table, one)));
  return counts.reduce((sum, count) => sum + count, 0);
};
