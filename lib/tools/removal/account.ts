import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';

/** One region of an account, as the services that keep something of a deployment see it. */
export interface Account {
  readonly stacks: CloudFormationClient;
  readonly tables: DynamoDBClient;
  readonly buses: EventBridgeClient;
  readonly keys: KMSClient;
  readonly logs: CloudWatchLogsClient;
  readonly buckets: S3Client;
  readonly queues: SQSClient;
}

/**
 * The account of the credentials that the AWS command line would find.
 *
 * @param region - undefined for the region that it would find.
 */
export const accountIn = (region: string | undefined): Account => {
  const settings = region === undefined ? {} : { region };
  return {
    stacks: new CloudFormationClient(settings),
    tables: new DynamoDBClient(settings),
    buses: new EventBridgeClient(settings),
    keys: new KMSClient(settings),
    logs: new CloudWatchLogsClient(settings),
    // Buckets by path, so that a name needs no host of its own.
    buckets: new S3Client({ ...settings, forcePathStyle: true }),
    queues: new SQSClient(settings),
  };
};
