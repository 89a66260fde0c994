import { Aws, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { type IRole, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Stream, StreamEncryption, StreamMode } from 'aws-cdk-lib/aws-kinesis';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { allow, allowKey } from '../access/permissions.ts';
import { PrivateBucket } from '../bucket/private-bucket.ts';

export interface EventStreamProps {
  readonly key: IKey;
  /** The name of the bus whose rules fill the stream. */
  readonly busName: string;
  /** Whether the bucket of what keeps failing stays when its stack is deleted. */
  readonly keep: boolean;
}

/** As long as Kinesis keeps records for a small price: what a week of trouble holds up is still there. */
const retention = Duration.days(7);

/**
 * A data stream in which events wait for the updates, in order for each person, whose id is the partition key. It grows by itself. As with
 * the queue, what it holds is in the archive too, so it goes with its stack.
 */
export class EventStream extends Construct {
  readonly streamArn: string;
  readonly streamName: string;
  /** Lets the rules put events into it. */
  readonly rulesRole: IRole;
  /** Whole batches that the function never comes to an end with. */
  readonly failures: IBucket;

  constructor(scope: Construct, id: string, { key, busName, keep }: EventStreamProps) {
    super(scope, id);
    const stream = new Stream(this, 'Stream', {
      streamMode: StreamMode.ON_DEMAND,
      retentionPeriod: retention,
      encryption: StreamEncryption.KMS,
      encryptionKey: key,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.streamArn = stream.streamArn;
    this.streamName = stream.streamName;
    this.failures = new PrivateBucket(this, 'Failures', {
      key,
      keep,
      lifecycleRules: [{ expiration: Duration.days(30) }],
    });
    this.rulesRole = this.addRulesRole(key, busName);
  }

  /** EventBridge puts records as a role, which only rules of this bus may take. */
  private addRulesRole(key: IKey, busName: string): Role {
    const rules = Stack.of(this).formatArn({ service: 'events', resource: 'rule', resourceName: `${busName}/*` });
    const role = new Role(this, 'RulesRole', {
      assumedBy: new ServicePrincipal('events.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID }, ArnLike: { 'aws:SourceArn': rules } },
      }),
      description: 'Puts events of the bus into the stream',
    });
    role.addToPolicy(allow(this.streamArn, 'kinesis:PutRecord'));
    role.addToPolicy(allowKey(key, 'kinesis', 'kms:GenerateDataKey'));
    return role;
  }
}
