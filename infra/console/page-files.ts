import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { IDistribution } from 'aws-cdk-lib/aws-cloudfront';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment';
import type { Construct } from 'constructs';
import type { SignInSettings } from '#lib/tools/console/sign-in-settings.ts';
import { acknowledge, assetsInFindings, nameInTemplate } from '../checks/acknowledge.ts';
import type { Surroundings } from '../worker/worker.ts';
import { pageSource } from './page-source.ts';

export interface PageFiles {
  readonly bucket: IBucket;
  readonly distribution: IDistribution;
  readonly signIn: SignInSettings;
  readonly surroundings: Surroundings;
}

const files = 'assets/*';

/**
 * Puts the files of the console into its bucket. What is named by its content is kept for a year and stays beside what replaces it,
 * for pages that are open; the page itself is asked for each time.
 */
export const addPageFiles = (scope: Construct, { bucket, distribution, signIn, surroundings }: PageFiles): void => {
  const pages = pageSource();
  const shared = { destinationBucket: bucket, prune: false, logGroup: logOf(scope, surroundings) };
  const assets = new BucketDeployment(scope, 'Assets', {
    ...shared,
    sources: [pages],
    exclude: ['*'],
    include: [files],
    cacheControl: [CacheControl.setPublic(), CacheControl.maxAge(Duration.days(365)), CacheControl.immutable()],
  });
  const page = new BucketDeployment(scope, 'Page', {
    ...shared,
    sources: [pages, Source.jsonData('sign-in.json', signIn)],
    exclude: [files],
    cacheControl: [CacheControl.noCache()],
    distribution,
    distributionPaths: ['/index.html', '/sign-in.json'],
  });
  // A page that is there before what it loads would show nothing.
  page.node.addDependency(assets);
  acknowledgeHandler(page, bucket);
};

/** The log of the function that copies files, which the CDK would keep for two years. */
const logOf = (scope: Construct, { name, key, logDays }: Surroundings): LogGroup =>
  new LogGroup(scope, 'FilesLog', {
    logGroupName: `/${name}/console-files`,
    encryptionKey: key,
    ...(logDays !== undefined && { retention: logDays }),
    removalPolicy: RemovalPolicy.DESTROY,
  });

/** The function that copies files comes with the CDK, and is one for all that a stack copies. */
const acknowledgeHandler = ({ handlerRole }: BucketDeployment, bucket: IBucket): void => {
  const ofCdk = 'The CDK’s own function copies from the bucket of assets into the bucket of pages';
  const actions = ['s3:GetBucket*', 's3:GetObject*', 's3:List*', 's3:Abort*', 's3:DeleteObject*'];
  const resources = ['*', assetsInFindings(bucket), `<${nameInTemplate(bucket)}.Arn>/*`];
  const wildcards = [...actions.map((action) => `Action::${action}`), ...resources.map((name) => `Resource::${name}`)];
  const basic = 'arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';
  acknowledge(handlerRole.node.scope!, {
    ...Object.fromEntries(wildcards.map((found) => [`AwsSolutions::AwsSolutions-IAM5[${found}]`, ofCdk])),
    [`AwsSolutions::AwsSolutions-IAM4[Policy::${basic}]`]: ofCdk,
    'AwsSolutions::AwsSolutions-L1': ofCdk,
    'Serverless::Serverless-LambdaDLQ': 'CloudFormation waits for its answer',
    'Serverless::Serverless-LambdaTracing': ofCdk,
    'Serverless::Serverless-LambdaDefaultMemorySize': ofCdk,
    'Serverless::Serverless-LambdaLatestVersion': ofCdk,
  });
};
