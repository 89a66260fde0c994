import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { quarantineEvent, type QuarantineDeps } from '#lib/intake/quarantine-event.ts';
import { readEntry } from '#lib/queue/queue-message.ts';
import { dynamoDbStore } from '#lib/store/dynamodb-store.ts';
import { countOutcome, emptyTally, type Tally } from '#lib/intake/tally.ts';
import { readEnvironment, variables } from './environment.ts';
import { failureForLog } from './failure-log.ts';
import { observed } from './observed.ts';
import { intakeQueueAt } from './sqs-intake-queue.ts';
import { envelopeOf } from './sqs-message.ts';
import { addTally } from './tally-metrics.ts';
import { telemetry, type Telemetry } from './telemetry.ts';
import { wall } from './wall.ts';

type QuarantineFunctionDeps = QuarantineDeps & Telemetry;

/** Keeps what no rule could route or deliver, each message by itself; what fails is handed back. */
export const createHandler = (deps: QuarantineFunctionDeps) =>
  observed(deps, async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
    const tally = emptyTally();
    const failed = await Promise.all(Records.map((record) => quarantineRecord(deps, record, tally)));
    addTally(deps.metrics, tally);
    return { batchItemFailures: failed.flat() };
  });

const quarantineRecord = async (deps: QuarantineFunctionDeps, record: SQSRecord, tally: Tally) => {
  try {
    countOutcome(tally, await quarantineEvent(deps, readEntry(record.body, envelopeOf(record))));
    return [];
  } catch (error) {
    const { messageId } = record;
    deps.logger.error('A message is handed back', { messageId, failure: failureForLog(error) });
    return [{ itemIdentifier: messageId }];
  }
};

const { TABLE_NAME, QUEUE_URL, DEPLOYMENT } = variables;
const needs = { TABLE_NAME, QUEUE_URL, DEPLOYMENT };

const start = () => {
  const { TABLE_NAME: tableName, QUEUE_URL: queueUrl, DEPLOYMENT: deployment } = readEnvironment(needs);
  return createHandler({
    ...wall,
    ...telemetry('quarantine', deployment),
    store: dynamoDbStore({ client: new DynamoDBClient(), tableName }),
    queue: intakeQueueAt(queueUrl),
  });
};

export const handler = start();
