import { type Duration, Stack } from 'aws-cdk-lib';
import type { CfnRule, IEventBus } from 'aws-cdk-lib/aws-events';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { EncryptedQueue, visibilityFor } from '../intake/encrypted-queue.ts';
import { addRoutingRule } from '../intake/routing-rule.ts';
import type { Destination } from '../settings/destination.ts';
import { destinationPattern } from '../settings/destination-pattern.ts';

export interface WebhookDestinationProps {
  readonly bus: IEventBus;
  readonly key: IKey;
  /** The timeout of the function that empties the queue. */
  readonly timeout: Duration;
  readonly settings: Destination;
}

/** So often a change is posted before it is a dead letter: with the pauses of `redelivery.ts` that is twelve hours and a half. */
const attempts = 150;

/** The changes for a webhook, in a queue from which a function posts them, signed: an API destination cannot sign. */
export class WebhookDestination extends Construct {
  readonly settings: Destination;
  readonly rule: CfnRule;
  readonly queue: EncryptedQueue;
  /** Changes that the webhook has not taken, or that the bus could not deliver. */
  readonly deadLetters: EncryptedQueue;

  constructor(scope: Construct, id: string, { bus, key, timeout, settings }: WebhookDestinationProps) {
    super(scope, id);
    this.settings = settings;
    this.deadLetters = new EncryptedQueue(this, 'DeadLetters', { key });
    this.queue = new EncryptedQueue(this, 'Queue', {
      key,
      visibilityTimeout: visibilityFor(timeout),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: attempts },
    });
    this.rule = addRoutingRule(this, 'Rule', {
      bus,
      description: `Changes of segments for the webhook of ${settings.secret}`,
      pattern: { ...destinationPattern(settings), account: [Stack.of(this).account] },
      queue: this.queue,
      deadLetters: this.deadLetters,
    });
  }
}
