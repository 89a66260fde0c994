import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { S3Client } from '@aws-sdk/client-s3';
import { s3Objects } from '#lib/ports/objects/s3-objects.ts';
import { eventBridgePublisher } from '#lib/ports/publisher/event-bridge.ts';
import { dynamoDbReader } from '#lib/ports/store/dynamodb/dynamodb-store.ts';
import { beginRun, continueRun, type ConductDeps, type RunAsked } from '#lib/use-cases/insight/pass/conduct-run.ts';
import { slicesOf, type Run, type RunOutcome, type Slice, type SliceResult } from '#lib/use-cases/insight/pass/run.ts';
import { deployedCatalogue } from './runtime/deployed-catalogue.ts';
import { observed } from './runtime/observed.ts';
import { partResults, type PartResult } from './runtime/part-results.ts';
import { start } from './runtime/start.ts';
import type { Telemetry } from './runtime/telemetry.ts';

/** The input from the state machine: what it was started with, or a run with the results of its latest round. */
export type RoundInput =
  { readonly begin: RunAsked } | { readonly pass: Run; readonly results: readonly PartResult<SliceResult>[] };

/** The state with which the state machine continues. */
export interface RoundOutput {
  readonly pass: Run;
  readonly slices: readonly Slice[];
  readonly waitSeconds: number;
  readonly outcome: RunOutcome | 'under-way';
}

export interface InsightRoundDeps extends ConductDeps, Telemetry {}

/** Begins a pass for insight, or judges a round and plans the next; at the end it publishes the results and announces them on the bus. */
export const createHandler = (deps: InsightRoundDeps) =>
  observed(deps, async (input: RoundInput): Promise<RoundOutput> => {
    const pass =
      'begin' in input
        ? await beginRun(deps, input.begin)
        : await continueRun(deps, input.pass, partResults(input.results));
    const { stage, rounds, people, outcome } = pass;
    deps.metrics.addMetric('InsightCompleted', MetricUnit.Count, outcome === 'done' ? 1 : 0);
    deps.logger.info('A pass for insight goes on', { run: pass.id, stage, rounds, people, outcome });
    return { pass, slices: slicesOf(pass), waitSeconds: pass.waitSeconds, outcome: pass.outcome ?? 'under-way' };
  });

export const handler = start({
  service: 'insight',
  needs: ['TABLE_NAME', 'BUCKET_NAME', 'BUS_NAME', 'DEPLOYMENT'],
  build: ({ TABLE_NAME, BUCKET_NAME, BUS_NAME, DEPLOYMENT }, runtime) =>
    createHandler({
      ...runtime,
      catalogue: { source: deployedCatalogue().source, deployment: DEPLOYMENT },
      store: dynamoDbReader({ ...runtime, client: new DynamoDBClient(), tableName: TABLE_NAME }),
      objects: s3Objects({ client: new S3Client({ forcePathStyle: true }), bucketName: BUCKET_NAME }),
      publisher: eventBridgePublisher({ client: new EventBridgeClient(), busName: BUS_NAME }),
    }),
});
