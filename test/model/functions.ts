import './configured.ts';
import { Logger } from '@aws-lambda-powertools/logger';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { Metrics } from '@aws-lambda-powertools/metrics';
import type {
  Context,
  DynamoDBBatchResponse,
  DynamoDBStreamEvent,
  KinesisStreamBatchResponse,
  KinesisStreamEvent,
  SQSBatchResponse,
  SQSEvent,
  SQSRecord,
} from 'aws-lambda';
import { createHandler as createBackfillPart } from '#functions/backfill-part.ts';
import { createHandler as createBackfillRound, type RoundInput, type RoundOutput } from '#functions/backfill-round.ts';
import { createHandler as createPublish } from '#functions/publish.ts';
import { kinesisIntakeQueue } from '#lib/ports/queue/kinesis-intake-queue.ts';
import { sqsIntakeQueue } from '#lib/ports/queue/sqs-intake-queue.ts';
import { sqsReceivedMessages } from '#lib/ports/queue/sqs-received-messages.ts';
import type { HotLimits } from '#lib/use-cases/intake/hot-limits.ts';
import { createHandler as createSweep } from '#functions/sweep.ts';
import type { Telemetry } from '#functions/runtime/telemetry.ts';
import { createHandler as createUpdate } from '#functions/update.ts';
import { usualPatience } from '#lib/use-cases/backfill/after-round.ts';
import type { SliceResult } from '#lib/use-cases/backfill/pass.ts';
import type { Slice } from '#lib/use-cases/backfill/tick-part.ts';
import { tickThroughQueue } from '#lib/use-cases/backfill/tick-through-queue.ts';
import { forwardThroughQueue } from '#lib/use-cases/update/forward-arrival.ts';
import { dynamoDbMembers } from '#lib/ports/members/dynamodb/dynamodb-members.ts';
import type { MemberList } from '#lib/ports/members/member-store.ts';
import { eventBridgePublisher } from '#lib/ports/publisher/event-bridge.ts';
import { redrivableReasons, redriveThroughQueue } from '#lib/use-cases/intake/redrive-quarantine.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import type { RetryDeps } from '#lib/ports/backoff.ts';
import type { IntakeQueue } from '#lib/ports/queue/intake-queue.ts';
import type { CustomerStore } from '#lib/ports/store/customer-store.ts';
import { dynamoDbDetours } from '#lib/ports/store/dynamodb/detours.ts';
import { dynamoDbStore } from '#lib/ports/store/dynamodb/dynamodb-store.ts';
import type { MemoryTable } from '#test/support/memory-table.ts';
import type { Boundary } from './boundary.ts';
import { campaignFunctionsOver, type CampaignFunctions } from './campaign-functions.ts';
import type { Calls } from './calls.ts';
import { poisoned, type Poison } from './poison.ts';
import { shardsClient } from './shards-client.ts';
import { busClient, type Published } from './simulated-bus.ts';
import { deadLettersClient, queueClient, receiptOf, type Message, type SimulatedQueue } from './simulated-queue.ts';
import type { SimulatedShards } from './simulated-shards.ts';

/** Speaks to nobody. */
const silent: Telemetry = {
  logger: new Logger({ logLevel: 'SILENT' }),
  metrics: new Metrics({
    namespace: 'Patron',
    logger: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
  }),
};

/** As Lambda gives it, but with no time limit: the model ends whom it wants to. */
const context = { functionName: 'patron', awsRequestId: 'request-1' } as Context;

export const queueName = 'intake.fifo';
export const slowQueueName = 'slow.fifo';

/** What the functions are given, all of it simulated. */
export interface Outside extends RetryDeps {
  readonly catalogue: Catalogue;
  readonly table: MemoryTable;
  /** The table of members, and the segments whose lists are kept in it; none by default. */
  readonly membersTable: MemoryTable;
  readonly keptSegments?: ReadonlySet<string> | undefined;
  readonly queue: SimulatedQueue;
  readonly slow: SimulatedQueue;
  readonly shards: SimulatedShards;
  /** Whether what is new goes into the shards, at this time. */
  readonly isStreamed: () => boolean;
  /** Events that no update can take. */
  readonly poison: Poison;
  /** When a person's messages hold others up; as they are deployed by default. */
  readonly hot?: HotLimits | undefined;
  /** Changes that take effect before it are kept off the bus; none by default. */
  readonly quietUntil?: number | undefined;
  readonly published: Published[];
  readonly calls: Calls;
  /** The wall clock of the host that asks. */
  readonly now: () => number;
}

type Wall = Pick<Outside, 'now' | 'sleep' | 'random'>;

/** The real functions, as Lambda calls them. */
export interface Functions extends CampaignFunctions {
  readonly update: (event: SQSEvent) => Promise<SQSBatchResponse>;
  /** The same function with batches of the slow queue. */
  readonly updateSlowly: (event: SQSEvent) => Promise<SQSBatchResponse>;
  /** The same function with batches of the intake stream. */
  readonly updateShard: (event: KinesisStreamEvent) => Promise<KinesisStreamBatchResponse>;
  readonly publish: (event: DynamoDBStreamEvent) => Promise<DynamoDBBatchResponse>;
  readonly sweep: () => Promise<void>;
  readonly backfillRound: (input: RoundInput) => Promise<RoundOutput>;
  readonly backfillPart: (slice: Slice) => Promise<SliceResult>;
  /** What an operator does by hand: has whatever was refused taken again. */
  readonly redrive: () => Promise<unknown>;
  /** The lists of members, as a subscriber reads them. */
  readonly members: MemberList;
}

type BackfillParts = Pick<Outside, 'calls' | 'catalogue' | keyof Wall> & {
  readonly store: CustomerStore;
  readonly queue: IntakeQueue;
};

/** Few enough a second that there are only two parts. */
const backfillRate = 2;

/** The functions of a pass over everybody. What they say on the bus, and keep for readers, nobody audits here. */
const backfillOver = ({ store, queue, calls, catalogue, ...wall }: BackfillParts) => {
  const bus = busClient(calls, []);
  const target = { catalogue: catalogue.hash, deployment: catalogue.deployment };
  const publisher = eventBridgePublisher({ client: bus, busName: 'bus' });
  const conducting = { target, rate: backfillRate, patience: usualPatience, publisher, keepCatalogue: async () => {} };
  const round = createBackfillRound({ ...silent, ...wall, ...conducting, store });
  const ticker = tickThroughQueue({ ...wall, queue });
  const part = createBackfillPart({ ...silent, ...wall, deployment: catalogue.deployment, store, ticker });
  return {
    backfillRound: async (input: RoundInput) => round(input, context),
    backfillPart: async (slice: Slice) => part(slice, context),
  };
};

/** Where what is new goes: in a deployment whose intake changes, there are both. */
const intakeOf = ({ calls, shards, isStreamed }: Outside, queue: IntakeQueue): IntakeQueue => {
  const stream = kinesisIntakeQueue({ client: shardsClient(calls, shards), streamName: 'intake' });
  return { send: (messages) => (isStreamed() ? stream : queue).send(messages) };
};

/** Builds the functions over what is simulated. */
export const functionsOver = (outside: Outside, boundary: Boundary): Functions => {
  const { catalogue, calls, now, sleep, random, quietUntil, keptSegments } = outside;
  const wall: Wall = { now, sleep, random };
  const client = boundary.client(outside.table.client);
  const { tableName } = outside.table;
  const table = { ...wall, client, tableName };
  const store = boundary.store(dynamoDbStore(table), table);
  const sqs = queueClient(calls, outside.queue);
  const queueUrl = 'https://sqs/intake.fifo';
  const queue = boundary.queue(intakeOf(outside, sqsIntakeQueue({ client: sqs, queueUrl })));
  const deadLetters = boundary.deadLetters(
    sqsIntakeQueue({ client: deadLettersClient(calls, outside.queue), queueUrl: 'https://sqs/dead.fifo' }),
  );
  const bus = busClient(calls, outside.published);
  const publisher = boundary.publisher(eventBridgePublisher({ client: bus, busName: 'bus' }));
  let ids = 0;
  // No deployment gives an id that another has given: queues drop a message with an id that they know.
  const newId = () => `id-${catalogue.deployment}-${(ids += 1)}`;
  const forward = forwardThroughQueue({ ...wall, queue });
  const slowClient = queueClient(calls, outside.slow);
  const detour = {
    detours: boundary.detours(dynamoDbDetours(table)),
    slowQueue: boundary.slowQueue(sqsIntakeQueue({ client: slowClient, queueUrl: `https://sqs/${slowQueueName}` })),
    slowQueueName,
    hot: outside.hot,
  };
  const taking = poisoned(store, outside.poison);
  const parts = { ...silent, ...wall, store: taking, catalogue, quietUntil, newId, forward, deadLetters, ...detour };
  const updateFrom = (from: SQSClient) =>
    createUpdate({ ...parts, received: sqsReceivedMessages({ client: from, queueUrl }) });
  const [update, updateSlowly] = [updateFrom(sqs), updateFrom(slowClient)];
  const memberClient = boundary.membersClient(outside.membersTable.client);
  const members = dynamoDbMembers({ client: memberClient, tableName: outside.membersTable.tableName });
  const kept = keptSegments && { store: members, segments: keptSegments };
  const publish = boundary.publish(createPublish)({ ...silent, ...wall, publisher, members: kept });
  const read = boundary.members(members);
  const sweep = createSweep({ ...silent, ...wall, store, queue });
  return {
    update: async (event) => update(event, context),
    updateSlowly: async (event) => updateSlowly(event, context),
    updateShard: async (event) => update(event, context),
    publish: async (event) => publish(event, context),
    sweep: async () => sweep({}, context),
    ...backfillOver({ ...wall, store, queue, calls, catalogue }),
    members: read,
    ...campaignFunctionsOver({ ...wall, catalogue, store, members: read, publisher, calls }, boundary),
    redrive: () => redriveThroughQueue({ ...wall, store, queue }, redrivableReasons),
  };
};

/** A message as Lambda gives it. */
export const recordOf = (message: Message, from: string): SQSRecord => ({
  messageId: message.id,
  receiptHandle: receiptOf(message),
  body: message.body,
  attributes: {
    ApproximateReceiveCount: String(message.receives),
    SentTimestamp: String(message.arrivedAt),
    SenderId: 'AIDA',
    MessageGroupId: message.group,
    ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt),
  },
  messageAttributes: {},
  md5OfBody: '',
  eventSource: 'aws:sqs',
  eventSourceARN: `arn:aws:sqs:eu-west-1:000000000000:${from}`,
  awsRegion: 'eu-west-1',
});
