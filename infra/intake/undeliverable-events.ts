import type { Duration } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { EncryptedQueue, maxReceiveCount, visibilityFor } from './encrypted-queue.ts';

export interface UndeliverableEventsProps {
  readonly key: IKey;
  /** The timeout of the quarantine function. */
  readonly quarantineTimeout: Duration;
}

/** The queue in which events that the rules could not deliver wait for quarantine, such as one whose id SQS refuses as a group. */
export class UndeliverableEvents extends Construct {
  /** The dead-letter queue of every rule. */
  readonly queue: EncryptedQueue;
  /** Events that could not even be quarantined. */
  readonly deadLetters: EncryptedQueue;

  constructor(scope: Construct, id: string, { key, quarantineTimeout }: UndeliverableEventsProps) {
    super(scope, id);
    this.deadLetters = new EncryptedQueue(this, 'DeadLetters', { key });
    this.queue = new EncryptedQueue(this, 'Queue', {
      key,
      visibilityTimeout: visibilityFor(quarantineTimeout),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount },
    });
  }
}
