import { type Duration, RemovalPolicy } from 'aws-cdk-lib';
import { type PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { allow } from './permissions.ts';

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
  /** A file that is bundled beside the code as `catalogue.json`. None by default. */
  readonly catalogueFile?: string;
  /** Everything it may do beside writing its own log and traces. */
  readonly permissions: readonly PolicyStatement[];
}

/** A Lambda function with its own log and a role that allows what it does and nothing else. */
export class Worker extends Construct {
  readonly handler: NodejsFunction;

  constructor(scope: Construct, id: string, props: WorkerProps) {
    super(scope, id);
    const logGroup = new LogGroup(this, 'Log', {
      encryptionKey: props.key,
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    role.addToPolicy(allow(logGroup.logGroupArn, 'logs:CreateLogStream', 'logs:PutLogEvents'));
    for (const statement of props.permissions) role.addToPolicy(statement);
    acknowledge(role, { 'AwsSolutions::AwsSolutions-IAM5[Resource::*]': 'X-Ray knows no resources' });
    this.handler = new NodejsFunction(this, 'Handler', {
      entry: `functions/${props.entry}.ts`,
      description: props.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: 512,
      timeout: props.timeout,
      tracing: Tracing.ACTIVE,
      awsSdkConnectionReuse: false,
      environment: { ...props.environment },
      bundling: bundlingWith(props.catalogueFile),
      role,
      logGroup,
    });
    acknowledge(this.handler, {
      'Serverless::Serverless-LambdaDLQ': 'What it takes waits in its source: a queue, a stream, or the next minute',
    });
  }
}

/** CommonJS from the SDK's modules loads a third faster than ES modules, and `index.js` beside no package.json is CommonJS to Lambda. */
const bundlingWith = (catalogueFile: string | undefined) => ({
  format: OutputFormat.CJS,
  mainFields: ['module', 'main'],
  minify: true,
  bundleAwsSDK: true,
  commandHooks: {
    beforeBundling: () => [],
    beforeInstall: () => [],
    afterBundling: (_inputDir: string, outputDir: string) =>
      catalogueFile === undefined ? [] : [`cp "${catalogueFile}" "${outputDir}/catalogue.json"`],
  },
});
