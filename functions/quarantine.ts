import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { readEntry } from '#lib/ports/queue/queue-message.ts';
import { intakeQueueAt } from '#lib/ports/queue/sqs-intake-queue.ts';
import { dynamoDbStore } from '#lib/ports/store/dynamodb/dynamodb-store.ts';
import { countOutcome, noOutcomes, type OutcomeCounts } from '#lib/use-cases/intake/outcome-counts.ts';
import { quarantineEvent, type QuarantineDeps } from '#lib/use-cases/intake/quarantine-event.ts';
import { addOutcomes } from './metrics/outcome-metrics.ts';
import { failureForLog } from './runtime/failure-log.ts';
import { envelopeOf } from './runtime/message-envelope.ts';
import { observed } from './runtime/observed.ts';
import { retentionFrom } from './runtime/retention.ts';
import { start } from './runtime/start.ts';
import type { Telemetry } from './runtime/telemetry.ts';

type QuarantineFunctionDeps = QuarantineDeps & Telemetry;

/** Quarantines the events that no rule could route or deliver, each message by itself; a message that fails is handed back. */
export const createHandler = (deps: QuarantineFunctionDeps) =>
  observed(deps, async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
    const counts = noOutcomes();
    const failed = await Promise.all(Records.map((record) => quarantineRecord(deps, record, counts)));
    addOutcomes(deps.metrics, counts);
    return { batchItemFailures: failed.flat() };
  });

const quarantineRecord = async (deps: QuarantineFunctionDeps, record: SQSRecord, counts: OutcomeCounts) => {
  try {
    countOutcome(counts, await quarantineEvent(deps, readEntry(record.body, envelopeOf(record))));
    return [];
  } catch (error) {
    const { messageId } = record;
    deps.logger.error('A message is handed back', { messageId, failure: failureForLog(error) });
    return [{ itemIdentifier: messageId }];
  }
};

export const handler = start({
  service: 'quarantine',
  needs: ['TABLE_NAME', 'QUEUE_URL', 'DEPLOYMENT', 'QUARANTINE_DAYS', 'CHANGES_DAYS'],
  build: ({ TABLE_NAME, QUEUE_URL, ...kept }, runtime) =>
    createHandler({
      ...runtime,
      store: dynamoDbStore({
        ...runtime,
        client: new DynamoDBClient(),
        tableName: TABLE_NAME,
        retention: retentionFrom(kept),
      }),
      queue: intakeQueueAt(QUEUE_URL),
    }),
});
