import { RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption, type LifecycleRule } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { acknowledge } from '../checks/acknowledge.ts';

export interface PrivateBucketProps {
  readonly key: IKey;
  /** Whether it stays when its stack is deleted; otherwise it is emptied and goes with it. */
  readonly keep: boolean;
  /** When its objects are forgotten. */
  readonly lifecycleRules: readonly LifecycleRule[];
}

/** A bucket of the functions' own: encrypted with the key, closed to the public, for callers with TLS alone, without versions. */
export class PrivateBucket extends Bucket {
  constructor(scope: Construct, id: string, { key, keep, lifecycleRules }: PrivateBucketProps) {
    super(scope, id, {
      encryption: BucketEncryption.KMS,
      encryptionKey: key,
      bucketKeyEnabled: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      lifecycleRules: [...lifecycleRules],
      ...(keep
        ? { removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE }
        : { removalPolicy: RemovalPolicy.DESTROY, autoDeleteObjects: true }),
    });
    acknowledge(this, {
      'AwsSolutions::AwsSolutions-S1':
        'Only Lambda writes here, and CloudTrail says who reads; a log would need one more bucket',
    });
  }
}
