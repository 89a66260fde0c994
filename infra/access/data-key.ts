import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';

export interface DataKeyProps {
  /** The name of the deployment, and of the key's alias. */
  readonly name: string;
  /** Whether it stays when its stack is deleted. */
  readonly keep: boolean;
}

/** The key that encrypts everything at rest: bus, archive, table, queues, bucket, alarms and logs. Rotated every year. */
export class DataKey extends Key {
  constructor(scope: Construct, id: string, { name: alias, keep }: DataKeyProps) {
    super(scope, id, {
      alias,
      description: 'Encrypts what Patron keeps of customers',
      enableKeyRotation: true,
      // A deleted key can be brought back for a week at least.
      ...(keep
        ? { removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE }
        : { removalPolicy: RemovalPolicy.DESTROY, pendingWindow: Duration.days(7) }),
    });
    this.addToResourcePolicy(deliveryToQueues);
    this.addToResourcePolicy(alarmsToTopic);
    this.addToResourcePolicy(logs);
  }
}

const sameAccount = { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } };

/**
 * Lets rules and the bus put events into encrypted queues; the policies of the queues say which may use which. The
 * condition is on the queue, as SQS names it to the key. The account and ARN of the rule cannot be conditions: AWS does
 * not document that EventBridge sends them here (for encrypted topics it does not), and a condition on a missing key
 * would stop every event.
 */
const deliveryToQueues = new PolicyStatement({
  sid: 'RulesIntoQueues',
  principals: [new ServicePrincipal('events.amazonaws.com')],
  actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
  resources: ['*'],
  conditions: {
    ArnLike: { 'kms:EncryptionContext:aws:sqs:arn': `arn:${Aws.PARTITION}:sqs:${Aws.REGION}:${Aws.ACCOUNT_ID}:*` },
  },
});

const alarmsToTopic = new PolicyStatement({
  sid: 'AlarmsIntoTopic',
  principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
  actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
  resources: ['*'],
  conditions: sameAccount,
});

const logs = new PolicyStatement({
  sid: 'Logs',
  principals: [new ServicePrincipal(`logs.${Aws.REGION}.amazonaws.com`)],
  actions: [
    'kms:Encrypt',
    'kms:Decrypt',
    'kms:ReEncryptFrom',
    'kms:ReEncryptTo',
    'kms:GenerateDataKey',
    'kms:DescribeKey',
  ],
  resources: ['*'],
  conditions: {
    ArnLike: {
      'kms:EncryptionContext:aws:logs:arn': `arn:${Aws.PARTITION}:logs:${Aws.REGION}:${Aws.ACCOUNT_ID}:log-group:*`,
    },
  },
});
