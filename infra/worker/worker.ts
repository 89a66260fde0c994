import { join } from 'node:path';
import { type Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { type PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Architecture, Runtime } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { allow } from '../access/permissions.ts';
import { PermittedRole } from '../access/permitted-role.ts';
import { type KnownFunction, knownRoleName } from '../access/publisher-roles.ts';
import { acknowledge } from '../checks/acknowledge.ts';
import { bundlingWith, type Chunk, functionFile, patronRoot } from './bundling.ts';
import { type Observation, observing } from './observation.ts';

/** Settings that all functions share; `functions/runtime/environment.ts` reads the variables. */
export interface Surroundings extends Observation {
  /** The name of the deployment. */
  readonly name: string;
  readonly key: IKey;
  readonly environment: Readonly<Record<string, string>>;
  /** The memory in MB, and with it the share of a processor. 512 by default. */
  readonly memory?: number | undefined;
  /** The days for which the log is kept. 30 by default. */
  readonly logDays?: number | undefined;
}

export interface WorkerProps extends Surroundings {
  /** The function's file, `functions/<entry>.ts`, which exports `handler`. */
  readonly entry: string;
  readonly description: string;
  readonly timeout: Duration;
  /** Set for a function that may put events on the bus, which knows it by this name; none by default. */
  readonly publisher?: KnownFunction;
  /** The concurrency of the account that is reserved for it. None by default. */
  readonly reservedConcurrency?: number | undefined;
  /** A file that is bundled beside the code as `catalogue.json`. None by default. */
  readonly catalogueFile?: string;
  /** Further files that are bundled beside the code, by the names that they get. None by default. */
  readonly files?: Readonly<Record<string, string>>;
  /** The modules that it loads when it first needs them. None by default. */
  readonly chunks?: readonly Chunk[];
  /** Whether it has the client of S3. False by default. */
  readonly usesBuckets?: boolean;
  /** Everything it may do besides writing its own log and traces. */
  readonly permissions: readonly PolicyStatement[];
}

/** A Lambda function with its own log and a role that allows exactly what the function does. */
export class Worker extends Construct {
  readonly handler: NodejsFunction;
  readonly log: LogGroup;
  /** The name of its file, by which people know it. */
  readonly entry: string;
  /** In MB. */
  readonly memory: number;

  constructor(scope: Construct, id: string, props: WorkerProps) {
    super(scope, id);
    this.entry = props.entry;
    this.memory = props.memory ?? 512;
    this.log = new LogGroup(this, 'Log', {
      logGroupName: `/${props.name}/${props.entry}`,
      encryptionKey: props.key,
      retention: props.logDays ?? RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = this.addRole(props);
    const { environment, ...observed } = observing(props);
    this.handler = new NodejsFunction(this, 'Handler', {
      entry: functionFile(props.entry),
      projectRoot: patronRoot,
      // It only marks the root: nothing is installed for a bundle.
      depsLockFilePath: join(patronRoot, 'package.json'),
      description: props.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: this.memory,
      ...(props.reservedConcurrency && { reservedConcurrentExecutions: props.reservedConcurrency }),
      timeout: props.timeout,
      ...observed,
      awsSdkConnectionReuse: false,
      environment: { ...props.environment, ...environment },
      bundling: bundlingWith(props),
      role,
      logGroup: this.log,
    });
    acknowledge(this.handler, {
      'Serverless::Serverless-LambdaDLQ': 'Its input waits in its source: a queue, a stream, or the next minute',
      ...(props.traceSampling !== 'default' && {
        'Serverless::Serverless-LambdaTracing':
          'Traces begin with the producer, or the deployment is set not to be traced',
      }),
    });
  }

  private addRole({ name, permissions, publisher }: WorkerProps): PermittedRole {
    const role = new PermittedRole(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      permissions: [allow(this.log.logGroupArn, 'logs:CreateLogStream', 'logs:PutLogEvents'), ...permissions],
      ...(publisher && { roleName: knownRoleName(this, name, publisher) }),
    });
    acknowledge(this, { 'AwsSolutions::AwsSolutions-IAM5[Resource::*]': 'X-Ray has no resources to name' });
    return role;
  }
}

/** Finds all functions of a stack, so that none is forgotten where they are watched. */
export const workersIn = (scope: Construct): readonly Worker[] =>
  Stack.of(scope)
    .node.findAll()
    .filter((construct) => construct instanceof Worker);
