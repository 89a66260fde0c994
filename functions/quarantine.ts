import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { quarantineEvent, type QuarantineDeps } from '#lib/use-cases/intake/quarantine-event.ts';
import { readEntry } from '#lib/ports/queue/queue-message.ts';
import { dynamoDbStore } from '#lib/ports/store/dynamodb/dynamodb-store.ts';
import { countOutcome, noOutcomes, type OutcomeCounts } from '#lib/use-cases/intake/outcome-counts.ts';
import { readEnvironment, variables } from './runtime/environment.ts';
import { failureForLog } from './runtime/failure-log.ts';
import { observed } from './runtime/observed.ts';
import { intakeQueueAt } from './runtime/sqs-intake-queue.ts';
import { envelopeOf } from './runtime/sqs-message.ts';
import { addTally } from './metrics/tally-metrics.ts';
import { telemetry, type Telemetry } from './runtime/telemetry.ts';
import { wall } from './runtime/wall.ts';

type QuarantineFunctionDeps = QuarantineDeps & Telemetry;

/** Keeps what no rule could route or deliver, each message by itself; what fails is handed back. */
export const createHandler = (deps: QuarantineFunctionDeps) =>
  observed(deps, async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
    const tally = noOutcomes();
    const failed = await Promise.all(Records.map((record) => quarantineRecord(deps, record, tally)));
    addTally(deps.metrics, tally);
    return { batchItemFailures: failed.flat() };
  });

const quarantineRecord = async (deps: QuarantineFunctionDeps, record: SQSRecord, tally: OutcomeCounts) => {
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
