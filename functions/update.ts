import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { forwardThroughQueue } from '#lib/update/forward-arrival.ts';
import { readMessage } from '#lib/queue/queue-message.ts';
import { receiveEvents } from '#lib/intake/receive-events.ts';
import { assemble } from '#lib/segments/assemble.ts';
import { dynamoDbStore } from '#lib/store/dynamodb-store.ts';
import type { UpdateDeps } from '#lib/update/update-customer.ts';
import { deployedCatalogue } from './deployed-catalogue.ts';
import { readEnvironment, variables } from './environment.ts';
import { failureForLog } from './failure-log.ts';
import { observed } from './observed.ts';
import { intakeQueueAt } from './sqs-intake-queue.ts';
import { envelopeOf } from './sqs-message.ts';
import { weighProfiles } from './profile-size.ts';
import { addTally } from './tally-metrics.ts';
import { telemetry, type Telemetry } from './telemetry.ts';
import { wall } from './wall.ts';

/** Folds a batch of the intake queue into profiles. What fails is handed back, with what came after it of the same person. */
export const createHandler = (deps: UpdateDeps & Telemetry) =>
  observed(deps, async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
    const messages = Records.map((record) => readMessage(record.body, envelopeOf(record)));
    const { results, tally } = await receiveEvents(deps, messages);
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
