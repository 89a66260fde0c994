import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dynamoDbStore } from '#lib/ports/store/dynamodb/dynamodb-store.ts';
import { sweepDue, type SweepDeps } from '#lib/use-cases/review/sweep-due.ts';
import { noteEarliest } from './metrics/overdue-metrics.ts';
import { intakeNamed } from './runtime/intake.ts';
import { observed } from './runtime/observed.ts';
import { start } from './runtime/start.ts';
import type { Telemetry } from './runtime/telemetry.ts';

export interface SweepFunctionDeps extends SweepDeps, Telemetry {
  readonly now: () => number;
}

/** Sends a tick for each person who is due. The next minute's sweep finds what the queue did not take. */
export const createHandler = (deps: SweepFunctionDeps) =>
  observed(deps, async (_schedule: unknown): Promise<void> => {
    const now = deps.now();
    const { store, overdueAt } = noteEarliest(deps.store);
    const { due, unsent, codes } = await sweepDue({ ...deps, store }, now);
    deps.metrics.addMetric('Overdue', MetricUnit.Milliseconds, overdueAt(now));
    deps.metrics.addMetric('Due', MetricUnit.Count, due);
    deps.metrics.addMetric('UnsentTicks', MetricUnit.Count, unsent);
    if (unsent > 0) deps.logger.error('Ticks were not taken by the queue', { unsent, codes });
  });

export const handler = start({
  service: 'sweep',
  needs: ['TABLE_NAME', 'QUEUE_URL', 'STREAM_NAME', 'DEPLOYMENT'],
  build: ({ TABLE_NAME, ...names }, runtime) =>
    createHandler({
      ...runtime,
      store: dynamoDbStore({ ...runtime, client: new DynamoDBClient(), tableName: TABLE_NAME }),
      queue: intakeNamed(names),
    }),
});
