import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { assemble } from '#lib/core/segments/compile/assemble.ts';
import { readMessage } from '#lib/ports/queue/queue-message.ts';
import { intakeQueueAt, sqsClient } from '#lib/ports/queue/sqs-intake-queue.ts';
import { sqsReceivedMessages } from '#lib/ports/queue/sqs-received-messages.ts';
import { dynamoDbStore } from '#lib/ports/store/dynamodb/dynamodb-store.ts';
import { isSuspect } from '#lib/use-cases/intake/redelivery.ts';
import { receiveEvents, type FailedMessages } from '#lib/use-cases/intake/receive-events.ts';
import { forwardThroughQueue } from '#lib/use-cases/update/forward-arrival.ts';
import type { UpdateDeps } from '#lib/use-cases/update/update-customer.ts';
import { addOutcomes } from './metrics/outcome-metrics.ts';
import { measureProfiles } from './metrics/profile-size.ts';
import { deployedCatalogue } from './runtime/deployed-catalogue.ts';
import { giveUp, handBack, triesOf, type HandBackDeps } from './runtime/hand-back.ts';
import { envelopeOf } from './runtime/message-envelope.ts';
import { observed } from './runtime/observed.ts';
import { retentionFrom } from './runtime/retention.ts';
import { start } from './runtime/start.ts';

/**
 * Folds a batch of the intake queue into profiles. A message that fails is handed back, with the later ones of the same
 * person, until it is given up.
 */
export const createHandler = (deps: UpdateDeps & HandBackDeps) =>
  observed(deps, async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
    const messages = Records.map((record) => readMessage(record.body, envelopeOf(record)));
    const { results, counts } = await receiveEvents(deps, messages, failedOf(deps, Records));
    addOutcomes(deps.metrics, counts);
    const failed = Records.flatMap((record, index) => {
      const result = results[index];
      return result?.kind === 'failed' ? [{ record, failure: result.failure }] : [];
    });
    return handBack(deps, failed);
  });

const failedOf = (deps: HandBackDeps, records: readonly SQSRecord[]): FailedMessages => {
  const tries = records.map(triesOf);
  return {
    isSuspect: (index) => tries[index] !== undefined && isSuspect(tries[index]),
    giveUp: async (index, failure) => {
      const record = records[index];
      return record !== undefined && giveUp(deps, { record, failure });
    },
  };
};

export const handler = start({
  service: 'update',
  needs: ['TABLE_NAME', 'QUEUE_URL', 'DEAD_LETTERS_URL', 'DEPLOYMENT', 'QUARANTINE_DAYS', 'CHANGES_DAYS'],
  build: ({ TABLE_NAME, QUEUE_URL, DEAD_LETTERS_URL, DEPLOYMENT, ...kept }, runtime) =>
    createHandler({
      ...runtime,
      catalogue: assemble(deployedCatalogue(), DEPLOYMENT),
      store: measureProfiles(
        dynamoDbStore({
          ...runtime,
          client: new DynamoDBClient(),
          tableName: TABLE_NAME,
          retention: retentionFrom(kept),
        }),
        runtime.metrics,
      ),
      forward: forwardThroughQueue({ ...runtime, queue: intakeQueueAt(QUEUE_URL) }),
      received: sqsReceivedMessages({ client: sqsClient, queueUrl: QUEUE_URL }),
      deadLetters: intakeQueueAt(DEAD_LETTERS_URL),
    }),
});
