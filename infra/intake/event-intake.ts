import type { Duration } from 'aws-cdk-lib';
import type { CfnRule, IEventBus } from 'aws-cdk-lib/aws-events';
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
  /** The timeout of the function that empties the queue. */
  readonly updateTimeout: Duration;
  readonly undeliverable: UndeliverableEvents;
}

/** A FIFO queue with a group for each customer and each visitor, so that the events of one person are updated one after the other. */
export class EventIntake extends Construct {
  readonly queue: EncryptedQueue;
  /** Where those wait of whom so much comes that the others would have to wait too: SQS looks for groups among the 120,000 oldest messages only. */
  readonly slowQueue: EncryptedQueue;
  readonly deadLetters: EncryptedQueue;
  /** The rules that fill the queue, by whose events they send. */
  readonly rules: Readonly<Record<'customers' | 'visitors', CfnRule>>;

  constructor(scope: Construct, id: string, { bus, key, updateTimeout, undeliverable }: EventIntakeProps) {
    super(scope, id);
    this.deadLetters = new EncryptedQueue(this, 'DeadLetters', { key, fifo: true });
    const inOrder = {
      key,
      fifo: true,
      deduplicationScope: DeduplicationScope.MESSAGE_GROUP,
      fifoThroughputLimit: FifoThroughputLimit.PER_MESSAGE_GROUP_ID,
      visibilityTimeout: visibilityFor(updateTimeout),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount },
    };
    this.slowQueue = new EncryptedQueue(this, 'SlowQueue', inOrder);
    this.queue = new EncryptedQueue(this, 'Queue', {
      ...inOrder,
      // Rules send no deduplication id. Nothing relies on the repeats that SQS drops within 5 minutes.
      contentBasedDeduplication: true,
    });
    const route = { bus, queue: this.queue, deadLetters: undeliverable.queue };
    const customers = addRoutingRule(this, 'CustomersRule', {
      ...route,
      description: 'Events that name a customer, in order for each customer',
      pattern: customerEventsPattern,
      groupPath: '$.detail.customerId',
    });
    const visitors = addRoutingRule(this, 'VisitorsRule', {
      ...route,
      description: 'Events that name only a visitor, in order for each visitor',
      pattern: visitorEventsPattern,
      groupPath: '$.detail.anonymousId',
    });
    this.rules = { customers, visitors };
  }
}
