import { ArnFormat, Aws, Fn, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { allow } from '../access/permissions.ts';
import { acknowledge, arnInFindings } from '../checks/acknowledge.ts';
import { passStates, type PassFunctions, type PassText } from './pass-states.ts';

export interface PassMachineProps {
  /** The machine's name: fixed, because its role must name it before it exists. */
  readonly name: string;
  readonly key: IKey;
  readonly functions: PassFunctions;
  readonly text: PassText;
  /** The days for which the log is kept. */
  readonly logDays: number;
  /** Whether X-Ray traces it. */
  readonly traced: boolean;
}

const because = 'The deployment is set not to be traced';
const notTraced = {
  'AwsSolutions::AwsSolutions-SF2': because,
  'Serverless::Serverless-StepFunctionStateMachineXray': because,
};

/**
 * The state machine of a pass over everybody, with a role that may do exactly what its states do.
 *
 * The machine is a plain resource, not the library's `StateMachine`: that one would write the machine's ARN into the key's
 * policy, and so into the other stack, and would name the machine in its own role only by reference, in a circle.
 */
export class PassMachine extends Construct {
  readonly machine: CfnStateMachine;
  readonly name: string;
  /** Known before the machine exists. */
  readonly arn: string;

  constructor(scope: Construct, id: string, { name, key, functions, text, logDays, traced }: PassMachineProps) {
    super(scope, id);
    this.name = name;
    this.arn = this.arnOf('stateMachine');
    const log = new LogGroup(this, 'Log', {
      // Under this prefix Step Functions needs no entry of its own in the account's policy on logs.
      logGroupName: `/aws/vendedlogs/states/${name}`,
      encryptionKey: key,
      retention: logDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = this.roleFor(key, functions);
    this.machine = new CfnStateMachine(this, 'Machine', {
      stateMachineName: name,
      stateMachineType: 'STANDARD',
      roleArn: role.roleArn,
      definitionString: Stack.of(this).toJsonString(passStates(this, functions, text)),
      // The data names persons, so it is left out of the log and encrypted at rest.
      loggingConfiguration: {
        level: 'ALL',
        includeExecutionData: false,
        destinations: [{ cloudWatchLogsLogGroup: { logGroupArn: log.logGroupArn } }],
      },
      tracingConfiguration: { enabled: traced },
      encryptionConfiguration: {
        type: 'CUSTOMER_MANAGED_KMS_KEY',
        kmsKeyId: key.keyArn,
        kmsDataKeyReusePeriodSeconds: 300,
      },
    });
    this.machine.node.addDependency(role);
    if (!traced) acknowledge(this.machine, notTraced);
    key.addToResourcePolicy(logsOfStates);
  }

  private roleFor(key: IKey, { round, part }: PassFunctions): Role {
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('states.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID }, ArnLike: { 'aws:SourceArn': this.arn } },
      }),
    });
    const executions = `${this.arnOf('execution')}/*`;
    role.addToPolicy(
      new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [round.functionArn, part.functionArn] }),
    );
    // A distributed map starts executions of the machine itself.
    role.addToPolicy(allow(this.arn, 'states:StartExecution'));
    role.addToPolicy(allow(executions, 'states:DescribeExecution', 'states:StopExecution'));
    for (const statement of [...logDelivery(key), ...dataAtRest(key, this.arn), traces]) role.addToPolicy(statement);
    acknowledge(role, {
      'AwsSolutions::AwsSolutions-IAM5[Resource::*]': 'Log deliveries and X-Ray have no resources to name',
      [`AwsSolutions::AwsSolutions-IAM5[Resource::${arnInFindings(this, 'states', `execution:${this.name}/*`)}]`]:
        'Step Functions names the executions of a map',
    });
    return role;
  }

  private arnOf(resource: 'stateMachine' | 'execution'): string {
    return Stack.of(this).formatArn({
      service: 'states',
      resource,
      resourceName: this.name,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
  }
}

const traces = allow(
  '*',
  'xray:PutTraceSegments',
  'xray:PutTelemetryRecords',
  'xray:GetSamplingRules',
  'xray:GetSamplingTargets',
);

const logsArn = Fn.join(':', ['arn', Aws.PARTITION, 'logs', Aws.REGION, Aws.ACCOUNT_ID, '*']);

/** The permissions that Step Functions needs to set up and use the delivery of its log. */
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

/** Lets the delivery read what the machine has encrypted for its log. */
const logsOfStates = new PolicyStatement({
  sid: 'LogsOfStates',
  principals: [new ServicePrincipal('delivery.logs.amazonaws.com')],
  actions: ['kms:Decrypt'],
  resources: ['*'],
  conditions: { StringLike: { 'kms:EncryptionContext:SourceArn': logsArn } },
});

/** Lets the machine encrypt the input and output of its states, and of a map's executions, whose names begin with the machine's. */
const dataAtRest = (key: IKey, machineArn: string): readonly PolicyStatement[] => [
  new PolicyStatement({
    actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    resources: [key.keyArn],
    conditions: {
      StringLike: { 'kms:EncryptionContext:aws:states:stateMachineArn': [machineArn, `${machineArn}/*`] },
    },
  }),
];
