import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import type { ChangeFeed } from '#lib/ports/feed/change-feed.ts';
import { dynamoDbFeed } from '#lib/ports/feed/dynamodb-feed.ts';
import { eventBridgePublisher } from '#lib/ports/publisher/event-bridge.ts';
import { dynamoDbCounts } from '#lib/ports/members/dynamodb/dynamodb-counts.ts';
import { dynamoDbMembers } from '#lib/ports/members/dynamodb/dynamodb-members.ts';
import { isCanary } from '#lib/core/profile/canary.ts';
import type { OutboxRow } from '#lib/ports/store/customer-store.ts';
import { countChanges, type KeptCounts } from '#lib/use-cases/publish/count-changes.ts';
import { publishChanges, type PublishDeps } from '#lib/use-cases/publish/publish-changes.ts';
import { addPublication } from './metrics/publication-metrics.ts';
import { announcementIn, type Announcement } from './runtime/announcement.ts';
import { failureForLog } from './runtime/failure-log.ts';
import { observed } from './runtime/observed.ts';
import { start } from './runtime/start.ts';
import type { Telemetry } from './runtime/telemetry.ts';

export interface PublishFunctionDeps extends PublishDeps, Telemetry {
  readonly now: () => number;
  /** The segments that are counted one by one; all of them by default. */
  readonly measured?: ReadonlySet<string> | undefined;
  /** The counts of who enters and leaves to keep; none by default. */
  readonly counts?: KeptCounts | undefined;
  /** The feed of everybody's changes to keep; none by default. */
  readonly feed?: ChangeFeed | undefined;
}

/** Publishes the changes and erasures in new rows of the table. Records that were not published whole are handed back. */
export const createHandler = (deps: PublishFunctionDeps) =>
  observed(deps, async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    const announcements = Records.map(announcementIn);
    const rows = announcements.flatMap((announcement) => announcement.rows);
    await hideErased(deps, ofPeople(rows));
    const published = await publishChanges(deps, rows);
    addPublication(deps.metrics, { ...published, rows: ofPeople(rows), at: deps.now(), measured: deps.measured });
    const codes = new Map(published.unpublished.map(({ row, code }) => [row, code]));
    const failed = announcements.flatMap((announcement) => handedBack(announcement, codes));
    const done = before(announcements, failed[0]);
    await countAll(deps, done);
    await feedAll(deps, done);
    for (const each of failed) deps.logger.error('A row is handed back unpublished', { ...each });
    return { batchItemFailures: failed.map(({ sequenceNumber }) => ({ itemIdentifier: sequenceNumber })) };
  });

/** What counts: the rows of everybody who is not made up. */
const ofPeople = (rows: readonly OutboxRow[]): readonly OutboxRow[] => rows.filter(({ person }) => !isCanary(person));

/** A record that was not published whole, with the reason for the log. */
interface HandedBack {
  readonly sequenceNumber: string;
  readonly why: unknown;
}

const handedBack = (announcement: Announcement, codes: ReadonlyMap<OutboxRow, string>): readonly HandedBack[] => {
  const { sequenceNumber, rows, failure } = announcement;
  if (failure !== undefined) return [{ sequenceNumber, why: failureForLog(failure) }];
  const why = rows.map((row) => codes.get(row)).find((code) => code !== undefined);
  return why === undefined ? [] : [{ sequenceNumber, why }];
};

/** The rows before the first record that is handed back: from there on Lambda hands all of them over again. */
const before = (announcements: readonly Announcement[], first: HandedBack | undefined): readonly OutboxRow[] => {
  const end = announcements.findIndex(({ sequenceNumber }) => sequenceNumber === first?.sequenceNumber);
  return ofPeople((end === -1 ? announcements : announcements.slice(0, end)).flatMap(({ rows }) => rows));
};

const countAll = async ({ counts, logger, now }: PublishFunctionDeps, rows: readonly OutboxRow[]): Promise<void> => {
  if (counts === undefined) return;
  const [uncounted, ...others] = await countChanges(counts, rows, now());
  if (uncounted === undefined) return;
  logger.warn('Changes were not counted', { why: uncounted.code, counts: others.length + 1 });
};

/**
 * Hides those who are erased from the feed before anybody is told: where that fails, all comes again.
 *
 * @throws what DynamoDB throws, once the SDK has given up.
 */
const hideErased = async ({ feed, now }: PublishFunctionDeps, rows: readonly OutboxRow[]): Promise<void> => {
  const erased = rows.filter((row) => row.kind === 'erasure').map(({ person }) => person);
  if (feed && erased.length > 0) await feed.forget(erased, now());
};

/** Adds to the feed what was published. It comes last and is not repeated: whoever looks along misses something then. */
const feedAll = async ({ feed, logger, now }: PublishFunctionDeps, rows: readonly OutboxRow[]): Promise<void> => {
  const changes = rows.filter((row) => row.kind === 'changes');
  if (feed === undefined || changes.length === 0) return;
  try {
    await feed.add(changes, now());
  } catch (error) {
    logger.warn('Changes are not in the feed', { why: failureForLog(error), rows: changes.length });
  }
};

const keptIn = (tableName: string, segments: ReadonlySet<string> | undefined) => {
  const table = { client: new DynamoDBClient(), tableName };
  return {
    members: { store: dynamoDbMembers(table), segments },
    counts: { counter: dynamoDbCounts(table), segments },
  };
};

const feedIn = (tableName: string): ChangeFeed => dynamoDbFeed({ client: new DynamoDBClient(), tableName });

export const handler = start({
  service: 'publish',
  needs: ['BUS_NAME', 'DEPLOYMENT', 'MEASURED_SEGMENTS', 'MEMBERS_TABLE_NAME', 'MEMBER_SEGMENTS', 'FEED_TABLE_NAME'],
  build: ({ BUS_NAME, MEASURED_SEGMENTS, MEMBERS_TABLE_NAME, MEMBER_SEGMENTS, FEED_TABLE_NAME }, runtime) =>
    createHandler({
      ...runtime,
      publisher: eventBridgePublisher({ client: new EventBridgeClient(), busName: BUS_NAME }),
      ...(MEMBERS_TABLE_NAME !== undefined && keptIn(MEMBERS_TABLE_NAME, MEMBER_SEGMENTS)),
      ...(FEED_TABLE_NAME !== undefined && { feed: feedIn(FEED_TABLE_NAME) }),
      measured: MEASURED_SEGMENTS,
    }),
});
