import { QueryCommand, type QueryCommandInput } from '@aws-sdk/client-dynamodb';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import type { CustomerUpdate, DuePerson } from '../customer-store.ts';
import { fnv1a } from '../fnv1a.ts';
import { attributeNames, dueIndexName, dueShardCount } from '../table-keys.ts';
import { keyOf, number, numberOf, text, type Item } from './item.ts';
import type { Table } from './table.ts';

/** The shard of the index that a key belongs to. Shards spread its writes over several partitions. */
export const shardOf = (key: string): string => String(fnv1a(key) % dueShardCount);

/** The attributes that put an item into the index; none where it is not due. */
export const dueAttributes = (shard: string, dueAt: Instant | undefined): Item =>
  dueAt === undefined ? {} : { [attributeNames.dueShard]: text(shard), [attributeNames.dueAt]: number(dueAt) };

/** How many times as far off as the instant in the index the next review must be for the index to be moved to it. */
const worthMoving = 3;

/** Whether the index may go on naming a person at an instant who is due at another: it is still to come, in time, and not far too early. */
const serves = (stored: Instant | undefined, next: Instant | null, now: Instant): boolean => {
  if (stored === undefined || stored <= now) return false;
  const at = next ?? Infinity;
  return stored <= at && at - now <= worthMoving * (stored - now);
};

/**
 * The instant at which the index names a person after a save. An earlier review replaces the stored instant; a later one
 * leaves it, so that most saves do not write the index. It then fires early, and the save that follows moves it. Where it would
 * fire soon and the next review is far off, the save at hand moves it: that costs less than the tick (docs/decisions/0029).
 */
export const rearmed = (
  stored: Instant | undefined,
  { state: { nextReviewAt }, nextChangeAt = () => nextReviewAt }: Pick<CustomerUpdate, 'state' | 'nextChangeAt'>,
  now: Instant,
): Instant | undefined => {
  if (serves(stored, nextReviewAt, now)) return stored;
  const next = nextChangeAt();
  return serves(stored, next, now) ? stored : (next ?? undefined);
};

/**
 * All items that a query finds, read page by page as they are asked for. Not by the SDK's `paginateQuery`, which would make
 * the bundle of every function that reads half a kilobyte larger.
 */
export async function* queried(
  { client, tableName: TableName }: Table,
  query: Omit<QueryCommandInput, 'TableName'>,
): AsyncIterable<Item> {
  let { ExclusiveStartKey } = query;
  do {
    const page = await client.send(new QueryCommand({ ...query, TableName, ExclusiveStartKey }));
    yield* page.Items ?? [];
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey !== undefined);
}

/** A stretch of a shard of the index. */
interface Stretch {
  readonly until: Instant;
  /** The item after which it begins; with the first where absent. */
  readonly after?: Item | undefined;
}

/** The items in one shard of the index up to an instant, earliest first. */
export const indexed = (table: Table, shard: string, { until, after }: Stretch): AsyncIterable<Item> =>
  queried(table, {
    ExclusiveStartKey: after,
    IndexName: dueIndexName,
    KeyConditionExpression: '#shard = :shard AND #at <= :until',
    ExpressionAttributeNames: { '#shard': attributeNames.dueShard, '#at': attributeNames.dueAt },
    ExpressionAttributeValues: { ':shard': text(shard), ':until': number(until) },
  });

/** The people due by an instant, shard by shard. */
export async function* duePersons(table: Table, until: Instant): AsyncIterable<DuePerson> {
  for (let shard = 0; shard < dueShardCount; shard += 1) {
    for await (const item of indexed(table, String(shard), { until })) {
      yield { person: keyOf(item).partition as PersonKey, dueAt: numberOf(item, attributeNames.dueAt) };
    }
  }
}
