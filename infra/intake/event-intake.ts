import type { Duration } from 'aws-cdk-lib';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { DeduplicationScope, FifoThroughputLimit } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { customerEventsPattern, visitorEventsPattern } from '#events/routing.ts';
import { EncryptedQueue, maxReceiveCount, visibilityFor } from './encrypted-queue.ts';
import { addRoutingRule } from './routing-rule.ts';
import type { UndeliverableEvents } from './undeliverable-events.ts';

export interface EventIntakeProps {
  readonly bus: IEventBus;
  readonly key: IKey;
  /** How long the function that empties the queue may take for one batch. */
  readonly updateTimeout: Duration;
  readonly undeliverable: UndeliverableEvents;
}

/** Events of one person reach the updater one after the other: a FIFO queue with a group for each customer and each visitor. */
export class EventIntake extends Construct {
  readonly queue: EncryptedQueue;
  readonly deadLetters: EncryptedQueue;

  constructor(scope: Construct, id: string, { bus, key, updateTimeout, undeliverable }: EventIntakeProps) {
    super(scope, id);
    this.deadLetters = new EncryptedQueue(this, 'DeadLetters', { key, fifo: true });
    this.queue = new EncryptedQueue(this, 'Queue', {
      key,
      fifo: true,
      // Rules send without a deduplication id. It drops repeats within 5 minutes; nothing relies on it.
      contentBasedDeduplication: true,
      deduplicationScope: DeduplicationScope.MESSAGE_GROUP,
      fifoThroughputLimit: FifoThroughputLimit.PER_MESSAGE_GROUP_ID,
      visibilityTimeout: visibilityFor(updateTimeout),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount },
    });
    const route = { bus, queue: this.queue, deadLetters: undeliverable.queue };
    addRoutingRule(this, 'CustomersRule', {
      ...route,
      description: 'Events that name a customer, in the customer’s turn',
      pattern: customerEventsPattern,
      groupPath: '$.detail.customerId',
    });
    addRoutingRule(this, 'VisitorsRule', {
      ...route,
      description: 'Events that name a visitor alone, in the visitor’s turn',
      pattern: visitorEventsPattern,
      groupPath: '$.detail.anonymousId',
    });
  }
}
