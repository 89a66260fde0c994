import type { Duration } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { EncryptedQueue, maxReceiveCount, visibilityFor } from './encrypted-queue.ts';

export interface UndeliverableEventsProps {
  readonly key: IKey;
  /** How long the quarantine function may take for one batch. */
  readonly quarantineTimeout: Duration;
}

/** What the rules could not deliver, such as an id that a queue refuses as a group, waits here for quarantine. */
export class UndeliverableEvents extends Construct {
  /** The dead-letter queue of every rule. */
  readonly queue: EncryptedQueue;
  /** What could not even be quarantined. */
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
