import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { forwardThroughQueue } from '#lib/use-cases/update/forward-arrival.ts';
import { readMessage } from '#lib/ports/queue/queue-message.ts';
import { receiveEvents } from '#lib/use-cases/intake/receive-events.ts';
import { assemble } from '#lib/core/segments/compile/assemble.ts';
import { dynamoDbStore } from '#lib/ports/store/dynamodb/dynamodb-store.ts';
import type { UpdateDeps } from '#lib/use-cases/update/update-customer.ts';
import { deployedCatalogue } from './runtime/deployed-catalogue.ts';
import { readEnvironment, variables } from './runtime/environment.ts';
import { failureForLog } from './runtime/failure-log.ts';
import { observed } from './runtime/observed.ts';
import { intakeQueueAt } from './runtime/sqs-intake-queue.ts';
import { envelopeOf } from './runtime/sqs-message.ts';
import { weighProfiles } from './metrics/profile-size.ts';
import { addTally } from './metrics/tally-metrics.ts';
import { telemetry, type Telemetry } from './runtime/telemetry.ts';
import { wall } from './runtime/wall.ts';

/** Folds a batch of the intake queue into profiles. What fails is handed back, with what came after it of the same person. */
export const createHandler = (deps: UpdateDeps & Telemetry) =>
  observed(deps, async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
    const messages = Records.map((record) => readMessage(record.body, envelopeOf(record)));
    const { results, counts: tally } = await receiveEvents(deps, messages);
    addTally(deps.metrics, tally);
    const batchItemFailures = Records.flatMap(({ messageId }, index) => {
      const result = results[index];
      if (result === undefined || !('failure' in result)) return [];
      deps.logger.error('A message is handed back', { messageId, failure: failureForLog(result.failure) });
      return [{ itemIdentifier: messageId }];
    });
    return { batchItemFailures };
  });

const { TABLE_NAME, QUEUE_URL, DEPLOYMENT } = variables;
const needs = { TABLE_NAME, QUEUE_URL, DEPLOYMENT };

const start = () => {
  const { TABLE_NAME: tableName, QUEUE_URL: queueUrl, DEPLOYMENT: deployment } = readEnvironment(needs);
  const queue = intakeQueueAt(queueUrl);
  const told = telemetry('update', deployment);
  return createHandler({
    ...wall,
    ...told,
    catalogue: assemble(deployedCatalogue(), deployment),
    store: weighProfiles(dynamoDbStore({ client: new DynamoDBClient(), tableName }), told.metrics),
    forward: forwardThroughQueue({ queue, sleep: wall.sleep }),
  });
};

export const handler = start();
