import { type Duration, Stack } from 'aws-cdk-lib';
import type { CfnRule, IEventBus } from 'aws-cdk-lib/aws-events';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { EncryptedQueue } from '../intake/encrypted-queue.ts';
import { addRoutingRule } from '../intake/routing-rule.ts';
import { addWorkedQueue } from '../intake/worked-queue.ts';
import type { Destination } from '../settings/destination.ts';
import { destinationPattern } from '../settings/destination-pattern.ts';

export interface WebhookDestinationProps {
  readonly bus: IEventBus;
  readonly key: IKey;
  /** The timeout of the function that empties the queue. */
  readonly timeout: Duration;
  readonly settings: Destination;
}

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
    ({ queue: this.queue, deadLetters: this.deadLetters } = addWorkedQueue(this, { key, timeout }));
    this.rule = addRoutingRule(this, 'Rule', {
      bus,
      description: `Changes of segments for the webhook of ${settings.secret}`,
      pattern: { ...destinationPattern(settings), account: [Stack.of(this).account] },
      queue: this.queue,
      deadLetters: this.deadLetters,
    });
  }
}
