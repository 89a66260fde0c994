import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dynamoDbStore } from '#lib/ports/store/dynamodb/dynamodb-store.ts';
import type { SliceResult } from '#lib/use-cases/backfill/pass.ts';
import { tickPart, type Slice, type TickPartDeps } from '#lib/use-cases/backfill/tick-part.ts';
import { tickThroughQueue } from '#lib/use-cases/backfill/tick-through-queue.ts';
import { intakeNamed } from './runtime/intake.ts';
import { observed } from './runtime/observed.ts';
import { start } from './runtime/start.ts';
import type { Telemetry } from './runtime/telemetry.ts';

export interface BackfillPartDeps extends TickPartDeps, Telemetry {
  /** The deployment of this code. */
  readonly deployment: number;
}

/** Ticks the persons of one part of the table who are behind, for a limited time; the next round continues with the rest. */
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

export const handler = start({
  service: 'backfill-part',
  needs: ['TABLE_NAME', 'QUEUE_URL', 'STREAM_NAME', 'DEPLOYMENT'],
  build: ({ TABLE_NAME, DEPLOYMENT, ...names }, runtime) =>
    createHandler({
      ...runtime,
      deployment: DEPLOYMENT,
      store: dynamoDbStore({ ...runtime, client: new DynamoDBClient(), tableName: TABLE_NAME }),
      ticker: tickThroughQueue({ ...runtime, queue: intakeNamed(names) }),
    }),
});
