import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { assemble } from '#lib/core/segments/compile/assemble.ts';
import { readMessage } from '#lib/ports/queue/queue-message.ts';
import { intakeQueueAt } from '#lib/ports/queue/sqs-intake-queue.ts';
import { dynamoDbStore } from '#lib/ports/store/dynamodb/dynamodb-store.ts';
import { receiveEvents } from '#lib/use-cases/intake/receive-events.ts';
import { forwardThroughQueue } from '#lib/use-cases/update/forward-arrival.ts';
import type { UpdateDeps } from '#lib/use-cases/update/update-customer.ts';
import { addOutcomes } from './metrics/outcome-metrics.ts';
import { measureProfiles } from './metrics/profile-size.ts';
import { deployedCatalogue } from './runtime/deployed-catalogue.ts';
import { failureForLog } from './runtime/failure-log.ts';
import { envelopeOf } from './runtime/message-envelope.ts';
import { observed } from './runtime/observed.ts';
import { retentionFrom } from './runtime/retention.ts';
import { start } from './runtime/start.ts';
import type { Telemetry } from './runtime/telemetry.ts';

/** Folds a batch of the intake queue into profiles. A message that fails is handed back, with the later ones of the same person. */
export const createHandler = (deps: UpdateDeps & Telemetry) =>
  observed(deps, async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
    const messages = Records.map((record) => readMessage(record.body, envelopeOf(record)));
    const { results, counts } = await receiveEvents(deps, messages);
    addOutcomes(deps.metrics, counts);
    const batchItemFailures = Records.flatMap(({ messageId }, index) => {
      const result = results[index];
      if (result === undefined || result.kind === 'taken') return [];
      deps.logger.error('A message is handed back', { messageId, failure: failureForLog(result.failure) });
      return [{ itemIdentifier: messageId }];
    });
    return { batchItemFailures };
  });

export const handler = start({
  service: 'update',
  needs: ['TABLE_NAME', 'QUEUE_URL', 'DEPLOYMENT', 'QUARANTINE_DAYS', 'CHANGES_DAYS'],
  build: ({ TABLE_NAME, QUEUE_URL, DEPLOYMENT, ...kept }, runtime) =>
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
    }),
});
