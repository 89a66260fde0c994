import { Aws, Stack } from 'aws-cdk-lib';
import { AccountPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { dueIndexName } from '#lib/ports/store/table-keys.ts';
import { acknowledge, arnInFindings, nameInTemplate } from './acknowledge.ts';
import { archiveName } from '../intake/event-bus.ts';
import { allow, allowKey, allowTable, writeKey } from './permissions.ts';
import { PermittedRole } from './permitted-role.ts';
import type { Watched } from '../watches/watched.ts';

/**
 * What the runbook and the command line do, and nothing else: look, read and mend persons, send again what was left
 * over, replay the archive. Queues and bus refuse whoever else tries, administrators too. Who of the account may take
 * this role is said by `sts:AssumeRole` in their own policies.
 */
export class OperatorRole extends PermittedRole {
  constructor(scope: Construct, id: string, watched: Watched) {
    super(scope, id, {
      assumedBy: new AccountPrincipal(Aws.ACCOUNT_ID),
      description: 'Does what the runbook of Patron says',
      permissions: [
        ...onQueues(watched),
        ...onPersons(watched),
        ...onChanges(watched),
        ...onArchive(watched),
        ...onPasses(watched),
        ...looking(watched),
      ],
    });
    acknowledge(this, {
      'AwsSolutions::AwsSolutions-IAM5[Resource::*]':
        'For looking at metrics, alarms, limits and lists AWS knows no resources',
      [finding(`<${nameInTemplate(watched.publication.failures)}.Arn>/*`)]: 'Lambda names the objects',
      [finding(arnInFindings(this, 'events', 'replay/*'))]: 'Whoever starts a replay names it',
      [finding(arnInFindings(this, 'states', 'execution:patron-backfill:*'))]:
        'Step Functions names the executions of a pass',
      ...Object.fromEntries(
        stacksOf(watched).map(({ stackName }) => [
          finding(arnInFindings(this, 'cloudformation', `stack/${stackName}/*`)),
          'CloudFormation adds an id to the name of a stack',
        ]),
      ),
    });
  }
}

const finding = (resource: string): string => `AwsSolutions::AwsSolutions-IAM5[Resource::${resource}]`;

const stacksOf = ({ bus, intake }: Watched): readonly Stack[] => [Stack.of(bus), Stack.of(intake)];

const onQueues = ({ bus, undeliverable, intake, quarantine, sweep, key }: Watched) => [
  ...[intake.queue, undeliverable.queue, quarantine.unroutable].map(({ queueArn }) =>
    allow(queueArn, 'sqs:SendMessage'),
  ),
  new PolicyStatement({
    actions: [
      'sqs:ReceiveMessage',
      'sqs:DeleteMessage',
      'sqs:GetQueueAttributes',
      'sqs:StartMessageMoveTask',
      'sqs:CancelMessageMoveTask',
      'sqs:ListMessageMoveTasks',
    ],
    resources: [intake, undeliverable, sweep, bus].map(({ deadLetters }) => deadLetters.queueArn),
  }),
  // A sweep that failed is not to be made up for.
  allow(sweep.deadLetters.queueArn, 'sqs:PurgeQueue'),
  allowKey(key, 'sqs', 'kms:Decrypt', 'kms:GenerateDataKey'),
];

const onPersons = ({ table, key }: Watched) => [
  allowTable(table, 'DescribeTable', 'GetItem', 'BatchGetItem', 'Query', 'Scan', 'PutItem', 'BatchWriteItem'),
  allow(`${table.tableArn}/index/${dueIndexName}`, 'dynamodb:Query'),
  allowKey(key, 'dynamodb', ...writeKey),
];

const onChanges = ({ publication: { failures, handler }, key }: Watched) => [
  allow(failures.bucketArn, 's3:ListBucket'),
  allow(`${failures.bucketArn}/*`, 's3:GetObject', 's3:DeleteObject'),
  allowKey(key, 's3', 'kms:Decrypt'),
  allow(handler.functionArn, 'lambda:InvokeFunction'),
];

const onArchive = ({ bus }: Watched) => {
  const named = (resource: string, resourceName: string): string =>
    Stack.of(bus).formatArn({ service: 'events', resource, resourceName });
  return [
    allow(named('archive', archiveName), 'events:StartReplay', 'events:DescribeArchive'),
    allow(named('replay', '*'), 'events:DescribeReplay', 'events:CancelReplay'),
  ];
};

/** Executions are named after their machine: with `:` its own, with `/` those of a map. */
const executionsOf = ({ backfill: { machine } }: Watched): string =>
  machine.arn.replace(':stateMachine:', ':execution:');

const onPasses = (watched: Watched) => [
  allow(watched.backfill.machine.arn, 'states:StartExecution', 'states:ListExecutions'),
  allow(`${executionsOf(watched)}:*`, 'states:DescribeExecution', 'states:StopExecution'),
  allowKey(watched.key, 'states', 'kms:Decrypt', 'kms:GenerateDataKey'),
];

const looking = (watched: Watched) => [
  new PolicyStatement({
    actions: ['logs:FilterLogEvents'],
    resources: watched.functions.map(({ log }) => log.logGroupArn),
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
  ...stacksOf(watched).map((stack) =>
    allow(
      stack.formatArn({ service: 'cloudformation', resource: 'stack', resourceName: `${stack.stackName}/*` }),
      'cloudformation:DescribeStackResources',
      'cloudformation:DescribeStacks',
    ),
  ),
];
