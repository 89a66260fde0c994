import { Duration } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';

/** How often a message is tried before it waits among the dead letters. */
export const maxReceiveCount = 5;

type EncryptedQueueProps = QueueProps & { readonly key: IKey };

/** A queue that keeps what it holds for 14 days, encrypted, and speaks TLS alone. */
export class EncryptedQueue extends Queue {
  constructor(scope: Construct, id: string, { key, ...props }: EncryptedQueueProps) {
    super(scope, id, {
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: key,
      dataKeyReuse: Duration.hours(1),
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      ...props,
    });
    if (props.deadLetterQueue) return;
    acknowledge(this, {
      'AwsSolutions::AwsSolutions-SQS3': 'Holds dead letters itself',
      'Serverless::Serverless-SQSRedrivePolicy': 'Holds dead letters itself',
    });
  }
}

/** How long a message is hidden while a function works on it: what AWS advises, lest a slow batch comes twice. */
export const visibilityFor = (functionTimeout: Duration): Duration => Duration.seconds(6 * functionTimeout.toSeconds());
