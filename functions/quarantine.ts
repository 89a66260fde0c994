import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { readEntry } from '#lib/ports/queue/queue-message.ts';
import { dynamoDbStore } from '#lib/ports/store/dynamodb/dynamodb-store.ts';
import { countOutcome, noOutcomes, type OutcomeCounts } from '#lib/use-cases/intake/outcome-counts.ts';
import { quarantineEvent, type QuarantineDeps } from '#lib/use-cases/intake/quarantine-event.ts';
import { addOutcomes } from './metrics/outcome-metrics.ts';
import { giveUp, handBack, type FailedRecord, type FailedText, type HandBackDeps } from './runtime/hand-back.ts';
import { envelopeOf } from './runtime/message-envelope.ts';
import { observed } from './runtime/observed.ts';
import { retentionFrom } from './runtime/retention.ts';
import { seldomHiddenMessages, seldomUsedQueueAt } from './runtime/seldom-used-queues.ts';
import { seldomUsedIntake } from './runtime/seldom-used-intake.ts';
import { start } from './runtime/start.ts';

type QuarantineFunctionDeps = QuarantineDeps & HandBackDeps;

/**
 * Quarantines the events that no rule could route or deliver, each message by itself. A message that fails is handed back,
 * until it is given up.
 */
export const createHandler = (deps: QuarantineFunctionDeps) =>
  observed(deps, async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
    const counts = noOutcomes();
    const failed = await Promise.all(Records.map((record) => quarantineRecord(deps, record, counts)));
    addOutcomes(deps.metrics, counts);
    return handBack(deps, failed.flat());
  });

const quarantineRecord = async (
  deps: QuarantineFunctionDeps,
  record: SQSRecord,
  counts: OutcomeCounts,
): Promise<readonly FailedRecord[]> => {
  try {
    countOutcome(counts, await quarantineEvent(deps, readEntry(record.body, envelopeOf(record))));
    return [];
  } catch (failure) {
    return (await isGivenUp(deps, { record, failure, text: { ...envelopeOf(record), body: record.body, record } }))
      ? []
      : [{ record, failure }];
  }
};

/** A message that cannot even be given up is handed back. */
const isGivenUp = (deps: QuarantineFunctionDeps, failed: FailedText): Promise<boolean> =>
  giveUp(deps, failed).catch(() => false);

export const handler = start({
  service: 'quarantine',
  needs: [
    'TABLE_NAME',
    'QUEUE_URL',
    'STREAM_NAME',
    'DEAD_LETTERS_URL',
    'DEPLOYMENT',
    'QUARANTINE_DAYS',
    'CHANGES_DAYS',
  ],
  build: ({ TABLE_NAME, QUEUE_URL, STREAM_NAME, DEAD_LETTERS_URL, ...kept }, runtime) =>
    createHandler({
      ...runtime,
      store: dynamoDbStore({
        ...runtime,
        client: new DynamoDBClient(),
        tableName: TABLE_NAME,
        retention: retentionFrom(kept),
      }),
      queue: seldomUsedIntake({ QUEUE_URL, STREAM_NAME }),
      received: seldomHiddenMessages(QUEUE_URL),
      deadLetters: seldomUsedQueueAt(DEAD_LETTERS_URL),
    }),
});
