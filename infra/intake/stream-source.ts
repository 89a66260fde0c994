import { Aws, Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { type EventSourceMapping, type IFunction, MetricType, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { allow, allowKey } from '../access/permissions.ts';
import type { Settings } from '../settings/settings.ts';
import type { EventStream } from './event-stream.ts';

/** How long a batch gathers: longer saves little more, and leaves less of the five seconds in which changes are promised. */
const window = Duration.seconds(2);

/** Records that a function folds in a few seconds of its thirty, whatever they are. */
const batchSize = 500;

/** A stream has four shards at first, so a 25th of the batches at once in each makes all of them. */
const concurrencyOfOneLane = 25;

/** The most batches of a shard at once that Lambda allows. */
const mostLanes = 10;

/**
 * A batch that is handed back comes again after a few seconds, and counts as an attempt: a table that throttles has more than an hour.
 * A record with which the function runs into its 30 seconds each time holds up its lane for about eight.
 */
const mostAttempts = 1_000;

/** The batches of one shard that are updated at once. The records of one person are always in the same of them, in order. */
export const lanesOfShard = (concurrency: number): number =>
  Math.min(mostLanes, Math.max(1, Math.round(concurrency / concurrencyOfOneLane)));

/** What the function must be allowed that takes records from the stream. */
export const receiveRecords = ({ streamArn, failures }: EventStream, key: IKey): readonly PolicyStatement[] => [
  allow(
    streamArn,
    'kinesis:DescribeStream',
    'kinesis:DescribeStreamSummary',
    'kinesis:GetRecords',
    'kinesis:GetShardIterator',
    'kinesis:ListShards',
  ),
  allowKey(key, 'kinesis', 'kms:Decrypt'),
  new PolicyStatement({
    actions: ['s3:PutObject'],
    resources: [`${failures.bucketArn}/*`],
    conditions: { StringEquals: { 's3:ResourceAccount': Aws.ACCOUNT_ID } },
  }),
  // Lambda requires it of a bucket that is a destination.
  allow(failures.bucketArn, 's3:ListBucket'),
  allowKey(key, 's3', 'kms:GenerateDataKey'),
];

/**
 * Lets a function take records from the stream, from the first one that was put there.
 *
 * The function itself sends on what it cannot fold, and hands back only what it cannot send on either. So what fails again and again is
 * everything, and waits, or a record with which the function never comes to an end: after all attempts that goes into the bucket, with
 * all that is in it, and lets the others pass. A day before the stream forgets what waits, it goes there too.
 */
export const addStreamSource = (
  handler: IFunction,
  { streamArn, failures }: EventStream,
  { concurrency }: Pick<Settings, 'concurrency'>,
): EventSourceMapping =>
  handler.addEventSourceMapping('StreamSource', {
    eventSourceArn: streamArn,
    startingPosition: StartingPosition.TRIM_HORIZON,
    batchSize,
    maxBatchingWindow: window,
    parallelizationFactor: lanesOfShard(concurrency),
    reportBatchItemFailures: true,
    bisectBatchOnError: true,
    retryAttempts: mostAttempts,
    maxRecordAge: Duration.days(6),
    onFailure: { bind: () => ({ destination: failures.bucketArn }) },
    metricsConfig: { metrics: [MetricType.EVENT_COUNT] },
  });
