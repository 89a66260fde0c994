import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { S3Client } from '@aws-sdk/client-s3';
import { dynamoDbCounts } from '#lib/ports/members/dynamodb/dynamodb-counts.ts';
import { dynamoDbMembers } from '#lib/ports/members/dynamodb/dynamodb-members.ts';
import { s3Objects } from '#lib/ports/objects/s3-objects.ts';
import { eventBridgePublisher } from '#lib/ports/publisher/event-bridge.ts';
import { dynamoDbReader } from '#lib/ports/store/dynamodb/dynamodb-store.ts';
import { beginRun, continueRun, type ConductDeps, type RunAsked } from '#lib/use-cases/insight/pass/conduct-run.ts';
import { slicesOf, type Run, type RunOutcome, type Slice, type SliceResult } from '#lib/use-cases/insight/pass/run.ts';
import { countSizes, type CountSizesDeps } from '#lib/use-cases/members/count-sizes.ts';
import { deployedCatalogue } from './runtime/deployed-catalogue.ts';
import { failureForLog } from './runtime/failure-log.ts';
import { keptSegments } from './runtime/kept-segments.ts';
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

/** The lists of members to count at the end, and the keys of the segments that have one. */
export interface Lists extends Pick<CountSizesDeps, 'members' | 'counter'> {
  readonly kept: readonly string[];
}

export interface InsightRoundDeps extends ConductDeps, Telemetry {
  /** Absent where members are not kept. */
  readonly lists?: Lists | undefined;
}

/** Begins a pass for insight, or judges a round and plans the next; at the end it publishes the results, announces them on the bus, and counts the lists of members. */
export const createHandler = (deps: InsightRoundDeps) =>
  observed(deps, async (input: RoundInput): Promise<RoundOutput> => {
    const pass =
      'begin' in input
        ? await beginRun(deps, input.begin)
        : await continueRun(deps, input.pass, partResults(input.results));
    const { stage, rounds, people, outcome } = pass;
    deps.metrics.addMetric('InsightCompleted', MetricUnit.Count, outcome === 'done' ? 1 : 0);
    deps.logger.info('A pass for insight goes on', { run: pass.id, stage, rounds, people, outcome });
    if (outcome === 'done') await countLists(deps);
    return { pass, slices: slicesOf(pass), waitSeconds: pass.waitSeconds, outcome: pass.outcome ?? 'under-way' };
  });

/** Counts the lists, so that sizes that are added up change by change never drift for longer than from pass to pass. */
const countLists = async ({ lists, now, logger }: InsightRoundDeps): Promise<void> => {
  if (lists === undefined) return;
  try {
    const drifts = await countSizes({ ...lists, now }, lists.kept);
    logger.info('Lists of members were counted', { lists: lists.kept.length, drifts });
  } catch (error) {
    // The results are out. Sizes go on being added up, and the next pass counts.
    logger.error('Lists of members were not counted', { why: failureForLog(error) });
  }
};

const listsIn = (tableName: string, kept: readonly string[]): Lists => {
  const table = { client: new DynamoDBClient(), tableName };
  return { members: dynamoDbMembers(table), counter: dynamoDbCounts(table), kept };
};

export const handler = start({
  service: 'insight',
  needs: ['TABLE_NAME', 'BUCKET_NAME', 'BUS_NAME', 'DEPLOYMENT', 'MEMBERS_TABLE_NAME', 'MEMBER_SEGMENTS'],
  build: ({ TABLE_NAME, BUCKET_NAME, BUS_NAME, DEPLOYMENT, MEMBERS_TABLE_NAME, MEMBER_SEGMENTS }, runtime) =>
    createHandler({
      ...runtime,
      ...(MEMBERS_TABLE_NAME !== undefined && { lists: listsIn(MEMBERS_TABLE_NAME, keptSegments(MEMBER_SEGMENTS)) }),
      catalogue: { source: deployedCatalogue().source, deployment: DEPLOYMENT },
      store: dynamoDbReader({ ...runtime, client: new DynamoDBClient(), tableName: TABLE_NAME }),
      objects: s3Objects({ client: new S3Client({ forcePathStyle: true }), bucketName: BUCKET_NAME }),
      publisher: eventBridgePublisher({ client: new EventBridgeClient(), busName: BUS_NAME }),
    }),
});
