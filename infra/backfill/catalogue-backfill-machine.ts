import { ArnFormat, Aws, Fn, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { CfnStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { allow } from '../access/permissions.ts';
import { acknowledge, arnInFindings } from '../checks/acknowledge.ts';
import { backfillStates, type BackfillFunctions } from './catalogue-backfill-states.ts';

/** Fixed, because the machine's role must name the machine before it is there. */
const stateMachineName = 'patron-backfill';

export interface BackfillMachineProps {
  readonly key: IKey;
  readonly functions: BackfillFunctions;
}

/** The state machine of a pass, with a role that may do what its states do and nothing else. */
export class BackfillMachine extends Construct {
  readonly machine: CfnStateMachine;
  /** Known before the machine is there. */
  readonly arn: string;

  constructor(scope: Construct, id: string, { key, functions }: BackfillMachineProps) {
    super(scope, id);
    this.arn = arnOf(this, 'stateMachine');
    const log = new LogGroup(this, 'Log', {
      // States may write into groups of this name without a policy of the account's for each.
      logGroupName: `/aws/vendedlogs/states/${stateMachineName}`,
      encryptionKey: key,
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = this.roleFor(key, functions);
    this.machine = new CfnStateMachine(this, 'Machine', {
      stateMachineName,
      stateMachineType: 'STANDARD',
      roleArn: role.roleArn,
      definitionString: Stack.of(this).toJsonString(backfillStates(this, functions)),
      // Its data names persons: not in the log, and encrypted where it is kept.
      loggingConfiguration: {
        level: 'ALL',
        includeExecutionData: false,
        destinations: [{ cloudWatchLogsLogGroup: { logGroupArn: log.logGroupArn } }],
      },
      tracingConfiguration: { enabled: true },
      encryptionConfiguration: {
        type: 'CUSTOMER_MANAGED_KMS_KEY',
        kmsKeyId: key.keyArn,
        kmsDataKeyReusePeriodSeconds: 300,
      },
    });
    this.machine.node.addDependency(role);
    key.addToResourcePolicy(logsOfStates);
  }

  private roleFor(key: IKey, { round, part }: BackfillFunctions): Role {
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('states.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID }, ArnLike: { 'aws:SourceArn': this.arn } },
      }),
    });
    const executions = `${arnOf(this, 'execution')}/*`;
    role.addToPolicy(
      new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [round.functionArn, part.functionArn] }),
    );
    // A distributed map is executions of the machine's own.
    role.addToPolicy(allow(this.arn, 'states:StartExecution'));
    role.addToPolicy(allow(executions, 'states:DescribeExecution', 'states:StopExecution'));
    for (const statement of [...logDelivery(key), ...dataAtRest(key, this.arn), traces]) role.addToPolicy(statement);
    acknowledge(role, {
      'AwsSolutions::AwsSolutions-IAM5[Resource::*]': 'Log deliveries and X-Ray know no resources',
      [`AwsSolutions::AwsSolutions-IAM5[Resource::${arnInFindings(this, 'states', `execution:${stateMachineName}/*`)}]`]:
        'The executions of a map are named by Step Functions',
    });
    return role;
  }
}

const arnOf = (scope: Construct, resource: 'stateMachine' | 'execution'): string =>
  Stack.of(scope).formatArn({
    service: 'states',
    resource,
    resourceName: stateMachineName,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });

const traces = allow(
  '*',
  'xray:PutTraceSegments',
  'xray:PutTelemetryRecords',
  'xray:GetSamplingRules',
  'xray:GetSamplingTargets',
);

const logsArn = Fn.join(':', ['arn', Aws.PARTITION, 'logs', Aws.REGION, Aws.ACCOUNT_ID, '*']);

/** What Step Functions asks of a role to set up and use the delivery of its log. */
const logDelivery = (key: IKey): readonly PolicyStatement[] => [
  allow(
    '*',
    'logs:CreateLogDelivery',
    'logs:GetLogDelivery',
    'logs:UpdateLogDelivery',
    'logs:DeleteLogDelivery',
    'logs:ListLogDeliveries',
    'logs:PutResourcePolicy',
    'logs:DescribeResourcePolicies',
    'logs:DescribeLogGroups',
  ),
  new PolicyStatement({
    actions: ['kms:GenerateDataKey'],
    resources: [key.keyArn],
    conditions: { StringLike: { 'kms:EncryptionContext:SourceArn': logsArn } },
  }),
];

/** The delivery reads what the machine has encrypted for its log. */
const logsOfStates = new PolicyStatement({
  sid: 'LogsOfStates',
  principals: [new ServicePrincipal('delivery.logs.amazonaws.com')],
  actions: ['kms:Decrypt'],
  resources: ['*'],
  conditions: { StringLike: { 'kms:EncryptionContext:SourceArn': logsArn } },
});

/** Input and output of the states, also of a map's own executions, whose names begin with the machine's. */
const dataAtRest = (key: IKey, machineArn: string): readonly PolicyStatement[] => [
  new PolicyStatement({
    actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    resources: [key.keyArn],
    conditions: {
      StringLike: { 'kms:EncryptionContext:aws:states:stateMachineArn': [machineArn, `${machineArn}/*`] },
    },
  }),
];
