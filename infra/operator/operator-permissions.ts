import { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { outgoingSource } from '#lib/ports/publisher/change-publisher.ts';
import { dueIndexName } from '#lib/ports/store/table-keys.ts';
import { allow, allowKey, allowTable, writeKey } from '../access/permissions.ts';
import { snapshotTypes } from '#events/snapshot-event.ts';
import type { PassMachine } from '../pass/pass-machine.ts';
import type { Subscription } from '../subscription/subscription.ts';
import type { Watched } from '../watches/watched.ts';

/** Everything that the runbook and the command line need of AWS, and nothing else. */
export const operatorPermissions = (watched: Watched): readonly PolicyStatement[] => [
  ...onQueues(watched),
  ...onStream(watched),
  ...onPersons(watched),
  ...onMembers(watched),
  ...onChanges(watched),
  ...onArchive(watched),
  ...onPasses(watched),
  ...onInsight(watched),
  ...onConnections(watched),
  ...onObservations(watched),
  allow(watched.canary.handler.functionArn, 'lambda:InvokeFunction'),
];

export const stacksOf = ({ bus, intake }: Watched): readonly Stack[] => [Stack.of(bus), Stack.of(intake)];

const movingMessages = [
  'sqs:ReceiveMessage',
  'sqs:DeleteMessage',
  'sqs:GetQueueAttributes',
  'sqs:StartMessageMoveTask',
  'sqs:CancelMessageMoveTask',
  'sqs:ListMessageMoveTasks',
];

const onQueues = ({ bus, undeliverable, intake, quarantine, sweep, key }: Watched) => [
  ...[intake.queue, undeliverable.queue, quarantine.unroutable].map(({ queueArn }) =>
    allow(queueArn, 'sqs:SendMessage'),
  ),
  new PolicyStatement({
    actions: movingMessages,
    resources: [intake, undeliverable, sweep, bus].map(({ deadLetters }) => deadLetters.queueArn),
  }),
  // The next sweep makes up for a failed one, so its dead letters are only thrown away.
  allow(sweep.deadLetters.queueArn, 'sqs:PurgeQueue'),
  allowKey(key, 'sqs', 'kms:Decrypt', 'kms:GenerateDataKey'),
];

/** Puts messages into the stream where new ones wait there, and sends again what was left in its bucket. */
const onStream = ({ intake: { stream, filledStream }, updates, key }: Watched) => [
  ...(filledStream
    ? [allow(filledStream.streamArn, 'kinesis:PutRecords'), allowKey(key, 'kinesis', 'kms:GenerateDataKey')]
    : []),
  ...(stream ? [...onFailures(stream.failures), allow(updates.handler.functionArn, 'lambda:InvokeFunction')] : []),
];

/** Reads what Lambda left in a bucket, and deletes it once it was sent again. */
const onFailures = ({ bucketArn }: IBucket) => [
  allow(bucketArn, 's3:ListBucket'),
  allow(`${bucketArn}/*`, 's3:GetObject', 's3:DeleteObject'),
];

/** Sends the dead letters of a subscriber again, or throws them away. */
export const onSubscription = ({
  queue,
  deadLetters,
}: Pick<Subscription, 'queue' | 'deadLetters'>): readonly PolicyStatement[] => [
  allow(queue.queueArn, 'sqs:SendMessage', 'sqs:GetQueueAttributes'),
  new PolicyStatement({ actions: [...movingMessages, 'sqs:PurgeQueue'], resources: [deadLetters.queueArn] }),
];

/** Sends again what a source has sent, and what a tool or a webhook has not taken, or throws it away. */
const onConnections = ({ sources, destinations }: Watched): readonly PolicyStatement[] => {
  const { tools = [], webhooks = [] } = destinations ?? {};
  const { all: brought = [] } = sources ?? {};
  return [...tools.map(({ left, deadLetters }) => ({ queue: left, deadLetters })), ...webhooks, ...brought]
    .flatMap(onSubscription)
    .concat(
      tools.flatMap(({ left, pipe }) => [
        allow(left.queueArn, 'sqs:ReceiveMessage', 'sqs:PurgeQueue'),
        allow(pipe.attrArn, 'pipes:StartPipe', 'pipes:StopPipe', 'pipes:DescribePipe'),
      ]),
    );
};

const onPersons = ({ table, key }: Watched) => [
  allowTable(table, 'DescribeTable', 'GetItem', 'BatchGetItem', 'Query', 'Scan', 'PutItem', 'BatchWriteItem'),
  allow(`${table.tableArn}/index/${dueIndexName}`, 'dynamodb:Query'),
  allowKey(key, 'dynamodb', ...writeKey),
];

/** Reads who is in a segment, says it on the bus, and makes the list anew where the table is restored. */
const onMembers = ({ memberTable, bus: { bus } }: Watched) =>
  memberTable === undefined
    ? []
    : [
        allowTable(memberTable, 'Query', 'Scan', 'PutItem', 'BatchWriteItem'),
        new PolicyStatement({
          actions: ['events:PutEvents'],
          resources: [bus.eventBusArn],
          conditions: { StringEquals: { 'events:source': outgoingSource, 'events:detail-type': snapshotTypes } },
        }),
      ];

const onChanges = ({ publication: { failures, handler }, key }: Watched) => [
  ...onFailures(failures),
  allowKey(key, 's3', 'kms:Decrypt'),
  allow(handler.functionArn, 'lambda:InvokeFunction'),
];

const onArchive = ({ bus }: Watched) => {
  const named = (resource: string, resourceName: string): string =>
    Stack.of(bus).formatArn({ service: 'events', resource, resourceName });
  return [
    allow(named('archive', bus.archiveName), 'events:StartReplay', 'events:DescribeArchive'),
    allow(named('replay', '*'), 'events:DescribeReplay', 'events:CancelReplay'),
  ];
};

/** The machines of all passes. */
export const machinesOf = ({ backfill, insight, members }: Watched): readonly PassMachine[] =>
  [backfill, insight, members].flatMap((pass) => pass?.machine ?? []);

/** An execution's ARN begins with its machine's name: followed by `:` for the machine's own, by `/` for those of a map. */
const executionsOf = ({ arn }: PassMachine): string => arn.replace(':stateMachine:', ':execution:');

const onPasses = (watched: Watched) => [
  ...machinesOf(watched).flatMap((machine) => [
    allow(machine.arn, 'states:StartExecution', 'states:ListExecutions'),
    allow(`${executionsOf(machine)}:*`, 'states:DescribeExecution', 'states:StopExecution'),
  ]),
  allowKey(watched.key, 'states', 'kms:Decrypt', 'kms:GenerateDataKey'),
];

const onInsight = ({ insight }: Watched) =>
  insight === undefined
    ? []
    : [allow(insight.bucket.bucketArn, 's3:ListBucket'), allow(`${insight.bucket.bucketArn}/*`, 's3:GetObject')];

const parametersOf = ({ bus, settings: { name } }: Watched): string =>
  Stack.of(bus).formatArn({ service: 'ssm', resource: 'parameter', resourceName: `${name}/*` });

const logsOf = ({ functions, api }: Watched): readonly ILogGroup[] => [
  ...functions.map(({ log }) => log),
  ...(api ? [api.accessLog] : []),
];

const onObservations = (watched: Watched) => [
  new PolicyStatement({
    actions: ['logs:FilterLogEvents'],
    resources: logsOf(watched).map(({ logGroupArn }) => logGroupArn),
  }),
  allow(
    '*',
    'cloudwatch:DescribeAlarms',
    'cloudwatch:GetMetricData',
    'lambda:GetAccountSettings',
    'scheduler:ListSchedules',
    'states:ListStateMachines',
  ),
  allow(watched.key.keyArn, 'kms:DescribeKey'),
  allow(parametersOf(watched), 'ssm:GetParameter'),
  ...stacksOf(watched).map((stack) =>
    allow(
      stack.formatArn({ service: 'cloudformation', resource: 'stack', resourceName: `${stack.stackName}/*` }),
      'cloudformation:DescribeStackResources',
      'cloudformation:DescribeStacks',
    ),
  ),
];
