import { Aws, Duration } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import {
  type EventSourceMapping,
  FilterCriteria,
  type IFunction,
  MetricType,
  StartingPosition,
} from 'aws-cdk-lib/aws-lambda';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { outgoingSource } from '#lib/ports/publisher/change-publisher.ts';
import { attributeNames, sortKeyPrefixes } from '#lib/ports/store/table-keys.ts';
import { allow, allowKey, allowTable, readKey, writeKey } from '../access/permissions.ts';
import { PrivateBucket } from '../bucket/private-bucket.ts';
import { acknowledge, nameInTemplate } from '../checks/acknowledge.ts';
import { memberSurroundings } from '../members/member-surroundings.ts';
import type { Settings } from '../settings/settings.ts';
import { type Surroundings, Worker } from '../worker/worker.ts';

export interface ChangePublicationProps {
  readonly bus: IEventBus;
  readonly table: ITable;
  readonly surroundings: Surroundings;
  /** The keys of the segments that are counted one by one. */
  readonly measured: readonly string[];
  /** Whether the bucket stays when its stack is deleted. */
  readonly keep: boolean;
  /** The table of who is in a segment, and the segments whose members are put there; undefined where none are kept. */
  readonly memberTable: ITable | undefined;
  readonly members: Settings['members'];
  /** The table of what was published lately; undefined without a console. */
  readonly feedTable: ITable | undefined;
}

/** Puts each new change on the bus; a change that keeps failing waits in a bucket, payload included. */
export class ChangePublication extends Construct {
  readonly handler: IFunction;
  readonly source: EventSourceMapping;
  readonly failures: IBucket;

  constructor(scope: Construct, id: string, props: ChangePublicationProps) {
    super(scope, id);
    this.failures = new PrivateBucket(this, 'Failures', {
      key: props.surroundings.key,
      keep: props.keep,
      lifecycleRules: [{ expiration: Duration.days(30) }],
    });
    const worker = new Worker(this, 'Publish', {
      ...props.surroundings,
      environment: {
        ...props.surroundings.environment,
        MEASURED_SEGMENTS: props.measured.join(','),
        ...(props.memberTable && memberSurroundings(props.memberTable, props.members)),
        ...(props.feedTable && { FEED_TABLE_NAME: props.feedTable.tableName }),
      },
      entry: 'publish',
      publisher: 'publish',
      description: 'Puts changes of membership on the bus',
      timeout: Duration.seconds(30),
      permissions: [...permissionsOf(props, this.failures), ...onTables(props)],
    });
    this.handler = worker.handler;
    acknowledge(worker, {
      [`AwsSolutions::AwsSolutions-IAM5[Resource::<${nameInTemplate(this.failures)}.Arn>/*]`]:
        'Lambda names the objects',
    });
    this.source = this.handler.addEventSourceMapping('Source', {
      eventSourceArn: streamOf(props.table),
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 100,
      parallelizationFactor: 4,
      filters: [newRows(props.memberTable === undefined ? announced : [...announced, sortKeyPrefixes.quiet])],
      reportBatchItemFailures: true,
      bisectBatchOnError: true,
      // Enough for an outage of a quarter of an hour, and the longest that a row which cannot be published holds up others.
      retryAttempts: 30,
      maxRecordAge: Duration.hours(12),
      onFailure: { bind: () => ({ destination: this.failures.bucketArn }) },
      metricsConfig: { metrics: [MetricType.EVENT_COUNT] },
    });
  }
}

/** The rows that announce something: changes of membership, and erasures. Quiet changes move members alone. */
const announced = [sortKeyPrefixes.change, sortKeyPrefixes.erased];

/** New rows of these kinds. */
const newRows = (prefixes: readonly string[]) =>
  FilterCriteria.filter({
    eventName: ['INSERT'],
    dynamodb: { Keys: { [attributeNames.sort]: { S: prefixes.map((prefix) => ({ prefix })) } } },
  });

const streamOf = ({ tableStreamArn }: ITable): string => {
  if (tableStreamArn !== undefined) return tableStreamArn;
  throw new Error('Cannot publish changes: current table has no stream');
};

const permissionsOf = ({ bus, table, surroundings: { key } }: ChangePublicationProps, { bucketArn }: IBucket) => [
  allow(
    streamOf(table),
    'dynamodb:DescribeStream',
    'dynamodb:GetRecords',
    'dynamodb:GetShardIterator',
    'dynamodb:ListStreams',
  ),
  new PolicyStatement({
    actions: ['events:PutEvents'],
    resources: [bus.eventBusArn],
    conditions: { StringEquals: { 'events:source': outgoingSource } },
  }),
  new PolicyStatement({
    actions: ['s3:PutObject'],
    resources: [`${bucketArn}/*`],
    conditions: { StringEquals: { 's3:ResourceAccount': Aws.ACCOUNT_ID } },
  }),
  // Lambda requires it of a bucket that is a destination.
  allow(bucketArn, 's3:ListBucket'),
  allowKey(key, 's3', 'kms:GenerateDataKey'),
];

/** Reads the stream, where members are kept puts a row for each change and counts them, and where changes are shown puts them there. */
const onTables = ({ memberTable, feedTable, surroundings }: ChangePublicationProps): readonly PolicyStatement[] => [
  ...(memberTable ? [allowTable(memberTable, 'PutItem', 'UpdateItem')] : []),
  ...(feedTable ? [allowTable(feedTable, 'PutItem')] : []),
  allowKey(surroundings.key, 'dynamodb', ...(memberTable || feedTable ? writeKey : readKey)),
];
