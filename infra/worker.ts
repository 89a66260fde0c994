import { type Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { type PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { acknowledge } from './access/acknowledge.ts';
import { allow } from './access/permissions.ts';
import { PermittedRole } from './access/permitted-role.ts';
import { speakerRoleName, type Speaker } from './intake/speakers.ts';

/** What all functions are told, and read through one schema. */
export interface Surroundings {
  readonly key: IKey;
  readonly environment: Readonly<Record<string, string>>;
}

export interface WorkerProps extends Surroundings {
  /** The function's file, `functions/<entry>.ts`, which exports `handler`. */
  readonly entry: string;
  readonly description: string;
  readonly timeout: Duration;
  /** Whether it may put events with `source: patron`, and as whom; it may not by default. */
  readonly speaker?: Speaker;
  /** A file that is bundled beside the code as `catalogue.json`. None by default. */
  readonly catalogueFile?: string;
  /** Everything it may do beside writing its own log and traces. */
  readonly permissions: readonly PolicyStatement[];
}

/** The memory of each function, and with it its share of a processor. */
export const memoryMb = 512;

/** A Lambda function with its own log and a role that allows what it does and nothing else. */
export class Worker extends Construct {
  readonly handler: NodejsFunction;
  readonly log: LogGroup;
  /** The name of its file, by which people know it. */
  readonly entry: string;

  constructor(scope: Construct, id: string, props: WorkerProps) {
    super(scope, id);
    this.entry = props.entry;
    this.log = new LogGroup(this, 'Log', {
      encryptionKey: props.key,
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new PermittedRole(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      permissions: [allow(this.log.logGroupArn, 'logs:CreateLogStream', 'logs:PutLogEvents'), ...props.permissions],
      ...(props.speaker && { roleName: speakerRoleName(this, props.speaker) }),
    });
    acknowledge(role, { 'AwsSolutions::AwsSolutions-IAM5[Resource::*]': 'X-Ray knows no resources' });
    this.handler = new NodejsFunction(this, 'Handler', {
      entry: `functions/${props.entry}.ts`,
      description: props.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: memoryMb,
      timeout: props.timeout,
      tracing: Tracing.ACTIVE,
      awsSdkConnectionReuse: false,
      environment: { ...props.environment },
      bundling: bundlingWith(props.catalogueFile),
      role,
      logGroup: this.log,
    });
    acknowledge(this.handler, {
      'Serverless::Serverless-LambdaDLQ': 'What it takes waits in its source: a queue, a stream, or the next minute',
    });
  }
}

/** What is deployed in place of parts of the SDK; each file says why. */
const standIns = [
  '@aws-sdk/credential-provider-node=#functions/runtime/own-credentials.ts',
  '@aws-sdk/endpoint-cache=#functions/runtime/no-endpoint-cache.ts',
];

/**
 * CommonJS from the SDK's modules loads a third faster than ES modules, and `index.js` beside no package.json is CommonJS to Lambda.
 * Event streams, which none of the calls made here has, are left out: the SDK imports them when they are first met, and that
 * alone kept esbuild from joining 150 of its modules into one scope, a fifth of the time in which a client loads.
 */
const bundlingWith = (catalogueFile: string | undefined) => ({
  format: OutputFormat.CJS,
  mainFields: ['module', 'main'],
  minify: true,
  bundleAwsSDK: true,
  externalModules: ['@smithy/core/event-streams'],
  esbuildArgs: { '--alias': standIns },
  commandHooks: {
    beforeBundling: () => [],
    beforeInstall: () => [],
    afterBundling: (_inputDir: string, outputDir: string) =>
      catalogueFile === undefined ? [] : [`cp "${catalogueFile}" "${outputDir}/catalogue.json"`],
  },
});

/** All functions of a stack, so that none is left out where they are watched. */
export const workersIn = (scope: Construct): readonly Worker[] =>
  Stack.of(scope)
    .node.findAll()
    .filter((construct) => construct instanceof Worker);
