import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Context, DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import type { IntakeQueue } from '#lib/ports/queue/intake-queue.ts';
import type { ChangePublisher } from '#lib/ports/publisher/change-publisher.ts';
import type { CustomerStore } from '#lib/ports/store/customer-store.ts';
import type { MemberList } from '#lib/ports/members/member-store.ts';
import type { Detours } from '#lib/ports/store/detours.ts';
import type { Table } from '#lib/ports/store/dynamodb/table.ts';
import type { ConsumerOptions } from '#lib/tools/consume/consume.ts';
import type { PublishFunctionDeps } from '#functions/publish.ts';
import { higherSequenceWins, type JoiningStep, type OneRule } from './subscriber.ts';

/** Makes the function behind the table's stream. */
type CreatePublish = (
  deps: PublishFunctionDeps,
) => (event: DynamoDBStreamEvent, context: Context) => Promise<DynamoDBBatchResponse>;

/** Where a mutant may stand: between the code and what it is given, never in it. */
export interface Boundary {
  readonly client: (client: DynamoDBClient) => DynamoDBClient;
  readonly store: (store: CustomerStore, table: Table) => CustomerStore;
  readonly queue: (queue: IntakeQueue) => IntakeQueue;
  readonly slowQueue: (queue: IntakeQueue) => IntakeQueue;
  readonly deadLetters: (queue: IntakeQueue) => IntakeQueue;
  readonly detours: (detours: Detours) => Detours;
  readonly publisher: (publisher: ChangePublisher) => ChangePublisher;
  readonly publish: (create: CreatePublish) => CreatePublish;
  /** Of the table of members. */
  readonly membersClient: (client: DynamoDBClient) => DynamoDBClient;
  /** The lists of members as a subscriber reads them. */
  readonly members: (list: MemberList) => MemberList;
  /** What a subscriber does to join, in this order. */
  readonly joining: readonly JoiningStep[];
  /** By which a subscriber takes what it hears. */
  readonly isNews: OneRule;
  /** How a campaign has the kit listen. */
  readonly campaign: (options: ConsumerOptions) => ConsumerOptions;
  /** A batch's messages as a function is given them. */
  readonly batch: <Record>(records: readonly Record[]) => readonly Record[];
  /** The ids of a batch's messages that are handed back. */
  readonly handedBack: (failed: readonly string[]) => readonly string[];
  /** The place in a batch of a shard from which on it comes again. */
  readonly resumesAt: (failed: number) => number;
}

const same = <Part>(part: Part): Part => part;

/** Nothing stands between. */
export const openBoundary: Boundary = {
  client: same,
  store: same,
  queue: same,
  slowQueue: same,
  deadLetters: same,
  detours: same,
  publisher: same,
  publish: same,
  membersClient: same,
  members: same,
  joining: ['rule', 'snapshot'],
  isNews: higherSequenceWins,
  campaign: same,
  batch: same,
  handedBack: same,
  resumesAt: same,
};
