import { QueryCommand, type QueryCommandInput } from '@aws-sdk/client-dynamodb';
import { day } from '#lib/core/time/duration.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import type { ChangeLog, LoggedChanges, LogFound, LogSearch } from '../store/change-log.ts';
import { keyOf, text, type Item } from '../store/dynamodb/item.ts';
import { attributeNames } from '../store/table-keys.ts';
import type { FeedTable } from './dynamodb-feed.ts';
import {
  bytesIn,
  dayPartition,
  feedLife,
  forgottenPartition,
  instantAt,
  positionAt,
  rowsIn,
  sortOf,
} from './feed-item.ts';

/** What the log of a feed depends on. */
export interface FeedLogDeps extends FeedTable {
  readonly now: () => Instant;
}

/** What was added less long ago is not shown yet: an earlier change could still come, by another clock or a slower call. */
const settledMs = 2_000;

/** So many bytes are read for one search, as they are kept: some 10 MB of changes. */
const mostBytes = 1_000_000;

const names = { '#partition': attributeNames.partition, '#sort': attributeNames.sort };

/** Items of a partition, page by page. */
async function* itemsOf({ client, tableName: TableName }: FeedTable, asked: Partial<QueryCommandInput>) {
  let ExclusiveStartKey: QueryCommandInput['ExclusiveStartKey'];
  do {
    const page = await client.send(new QueryCommand({ TableName, ...asked, ExclusiveStartKey }));
    yield* page.Items ?? [];
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey !== undefined);
}

/** A span of instants, both included. */
interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

/** The partitions of a span, in order. */
const partitionsOf = ({ from, to }: Span): readonly string[] => {
  const last = dayPartition(to);
  const partitions: string[] = [];
  for (let at = from; at <= to && dayPartition(at) !== last; at += day) partitions.push(dayPartition(at));
  return from > to ? [] : [...partitions, last];
};

/** The items of a span in order, or the latest first. */
async function* itemsWithin(table: FeedTable, span: Span, order: 'forward' | 'backward'): AsyncIterable<Item> {
  const partitions = partitionsOf(span);
  for (const partition of order === 'forward' ? partitions : partitions.toReversed())
    yield* itemsOf(table, {
      KeyConditionExpression: '#partition = :partition AND #sort BETWEEN :from AND :to',
      ExpressionAttributeNames: names,
      ExpressionAttributeValues: {
        ':partition': text(partition),
        ':from': text(sortOf(span.from)),
        ':to': text(sortOf(span.to)),
      },
      ScanIndexForward: order === 'forward',
    });
}

/** Who was erased of those who may have changes here. */
const forgotten = async (table: FeedTable): Promise<ReadonlySet<string>> => {
  const items = itemsOf(table, {
    KeyConditionExpression: '#partition = :partition',
    ExpressionAttributeNames: { '#partition': attributeNames.partition },
    ExpressionAttributeValues: { ':partition': text(forgottenPartition) },
  });
  const people = new Set<string>();
  for await (const item of items) people.add(keyOf(item).sort);
  return people;
};

const fits =
  ({ segment, origin }: LogSearch) =>
  ({ row }: LoggedChanges): boolean =>
    (origin === undefined || row.origin === origin) &&
    (segment === undefined || [...row.changes, ...(row.quiet ?? [])].some((change) => change.segment.key === segment));

/** The feed of a deployment as it is read: what was added within a day, but for the latest two seconds. */
export const dynamoDbFeedLog = ({ now, ...table }: FeedLogDeps): ChangeLog => {
  const shown = (): Span => ({ from: now() - feedLife, to: now() - settledMs });
  const last = (): number => positionAt(shown().to + 1) - 1;

  const search = async (asked: LogSearch): Promise<LogFound> => {
    const hidden = await forgotten(table);
    const span = { ...shown(), to: Math.min(shown().to, instantAt(asked.from)) };
    const rows: LoggedChanges[] = [];
    let bytes = 0;
    for await (const item of itemsWithin(table, span, 'backward')) {
      const own = rowsIn(item).filter((each) => each.position <= asked.from && !hidden.has(each.row.person));
      rows.push(...own.filter(fits(asked)).toReversed());
      bytes += bytesIn(item);
      if (rows.length >= asked.limit) break;
      if (bytes > mostBytes) return { rows, rest: positionAt(Number(keyOf(item).sort)) - 1 };
    }
    return { rows: rows.slice(0, asked.limit), rest: 0 };
  };

  const behind = async (position: number, limit: number): Promise<readonly LoggedChanges[]> => {
    const hidden = await forgotten(table);
    const { from, to } = shown();
    const rows: LoggedChanges[] = [];
    for await (const item of itemsWithin(table, { from: Math.max(from, instantAt(position)), to }, 'forward')) {
      rows.push(...rowsIn(item).filter((each) => each.position > position && !hidden.has(each.row.person)));
      if (rows.length >= limit) break;
    }
    return rows.slice(0, limit);
  };

  return { last: async () => last(), search, behind };
};
