import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { SliceResult } from '#lib/use-cases/backfill/pass.ts';
import { tickPart, type Slice, type TickPartDeps } from '#lib/use-cases/backfill/tick-part.ts';
import { tickThroughQueue } from '#lib/use-cases/backfill/tick-through-queue.ts';
import { dynamoDbStore } from '#lib/ports/store/dynamodb/dynamodb-store.ts';
import { readEnvironment, variables } from './runtime/environment.ts';
import { observed } from './runtime/observed.ts';
import { intakeQueueAt } from './runtime/sqs-intake-queue.ts';
import { telemetry, type Telemetry } from './runtime/telemetry.ts';
import { wall } from './runtime/wall.ts';

export interface BackfillPartDeps extends TickPartDeps, Telemetry {
  /** Of the code at hand. */
  readonly deployment: number;
}

/** Ticks those of one part of the table who are behind, for some time. What is left the next round goes on with. */
export const createHandler = (deps: BackfillPartDeps) =>
  observed(deps, async (slice: Slice): Promise<SliceResult> => {
    const isOwn = deps.deployment === slice.deployment;
    const result = isOwn ? await tickPart(deps, slice) : untouched(slice, deps.deployment);
    deps.metrics.addMetric('BackfillRows', MetricUnit.Count, result.rows);
    return result;
  });

const untouched = ({ part: { index, after } }: Slice, supersededBy: number): SliceResult => ({
  index,
  next: after,
  done: false,
  rows: 0,
  behind: 0,
  ticked: 0,
  supersededBy,
});

const { TABLE_NAME, QUEUE_URL, DEPLOYMENT } = variables;
const needs = { TABLE_NAME, QUEUE_URL, DEPLOYMENT };

const start = () => {
  const { TABLE_NAME: tableName, QUEUE_URL: queueUrl, DEPLOYMENT: deployment } = readEnvironment(needs);
  const queue = intakeQueueAt(queueUrl);
  return createHandler({
    ...wall,
    ...telemetry('backfill-part', deployment),
    deployment,
    store: dynamoDbStore({ client: new DynamoDBClient(), tableName }),
    ticker: tickThroughQueue({ queue, sleep: wall.sleep }),
  });
};

export const handler = start();
