import { type Duration, Stack } from 'aws-cdk-lib';
import type { CfnRule } from 'aws-cdk-lib/aws-events';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { EncryptedQueue } from '../intake/encrypted-queue.ts';
import { addRoutingRule } from '../intake/routing-rule.ts';
import { addWorkedQueue } from '../intake/worked-queue.ts';
import type { SourceSettings } from '../settings/sources.ts';

export interface SourceProps {
  readonly key: IKey;
  /** The timeout of the function that empties the queue. */
  readonly timeout: Duration;
  readonly settings: SourceSettings;
}

/** What one source sends, in a queue from which a function makes events of it. */
export class Source extends Construct {
  readonly settings: SourceSettings;
  readonly queue: EncryptedQueue;
  /** What could not be worked at for half a day, or not be delivered by the partner's bus. */
  readonly deadLetters: EncryptedQueue;
  /** The rule on the partner's bus; undefined for a webhook. */
  readonly rule: CfnRule | undefined;

  constructor(scope: Construct, id: string, { key, timeout, settings }: SourceProps) {
    super(scope, id);
    this.settings = settings;
    ({ queue: this.queue, deadLetters: this.deadLetters } = addWorkedQueue(this, { key, timeout }));
    this.rule = this.addRule(settings);
  }

  private addRule({ adapter, partnerBus }: SourceSettings): CfnRule | undefined {
    if (partnerBus === undefined) return undefined;
    return addRoutingRule(this, 'Rule', {
      bus: { eventBusName: partnerBus },
      description: `Everything that ${adapter} puts on its bus`,
      pattern: { account: [Stack.of(this).account] },
      queue: this.queue,
      deadLetters: this.deadLetters,
    });
  }
}
