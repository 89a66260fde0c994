import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { s3Objects } from '#lib/ports/objects/s3-objects.ts';
import { dynamoDbReader } from '#lib/ports/store/dynamodb/dynamodb-store.ts';
import { runPart, type RunPartDeps } from '#lib/use-cases/insight/pass/run-part.ts';
import type { Slice, SliceResult } from '#lib/use-cases/insight/pass/run.ts';
import { observed } from './runtime/observed.ts';
import { start } from './runtime/start.ts';
import type { Telemetry } from './runtime/telemetry.ts';

export interface InsightPartDeps extends RunPartDeps, Telemetry {}

/** Reads the people of one part of the table for a limited time; the next round continues with the rest. */
export const createHandler = (deps: InsightPartDeps) =>
  observed(deps, async (slice: Slice): Promise<SliceResult> => {
    const result = await runPart(deps, slice);
    deps.metrics.addMetric('InsightPeople', MetricUnit.Count, result.people);
    return result;
  });

export const handler = start({
  service: 'insight-part',
  needs: ['TABLE_NAME', 'BUCKET_NAME', 'DEPLOYMENT'],
  build: ({ TABLE_NAME, BUCKET_NAME }, runtime) =>
    createHandler({
      ...runtime,
      store: dynamoDbReader({ ...runtime, client: new DynamoDBClient(), tableName: TABLE_NAME }),
      objects: s3Objects({ client: new S3Client({ forcePathStyle: true }), bucketName: BUCKET_NAME }),
    }),
});
