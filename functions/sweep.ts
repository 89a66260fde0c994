import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dynamoDbStore } from '#lib/ports/store/dynamodb/dynamodb-store.ts';
import { sweepDue, type SweepDeps } from '#lib/use-cases/review/sweep-due.ts';
import { readEnvironment, variables } from './runtime/environment.ts';
import { observed } from './runtime/observed.ts';
import { notingEarliest } from './metrics/overdue.ts';
import { intakeQueueAt } from './runtime/sqs-intake-queue.ts';
import { telemetry, type Telemetry } from './runtime/telemetry.ts';
import { wall } from './runtime/wall.ts';

export interface SweepFunctionDeps extends SweepDeps, Telemetry {
  readonly now: () => number;
}

/** Sends a tick for each person who is due. What the queue does not take, the next minute's sweep finds again. */
export const createHandler = (deps: SweepFunctionDeps) =>
  observed(deps, async (_schedule: unknown): Promise<void> => {
    const now = deps.now();
    const { store, overdueAt } = notingEarliest(deps.store);
    const { due, unsent, codes } = await sweepDue({ ...deps, store }, now);
    deps.metrics.addMetric('Overdue', MetricUnit.Milliseconds, overdueAt(now));
    deps.metrics.addMetric('Due', MetricUnit.Count, due);
    deps.metrics.addMetric('UnsentTicks', MetricUnit.Count, unsent);
    if (unsent > 0) deps.logger.error('Ticks were not taken by the queue', { unsent, codes });
  });

const { TABLE_NAME, QUEUE_URL, DEPLOYMENT } = variables;
const needs = { TABLE_NAME, QUEUE_URL, DEPLOYMENT };

const start = () => {
  const { TABLE_NAME: tableName, QUEUE_URL: queueUrl, DEPLOYMENT: deployment } = readEnvironment(needs);
  return createHandler({
    ...wall,
    ...telemetry('sweep', deployment),
    store: dynamoDbStore({ client: new DynamoDBClient(), tableName }),
    queue: intakeQueueAt(queueUrl),
  });
};

export const handler = start();
