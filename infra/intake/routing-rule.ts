import { Duration } from 'aws-cdk-lib';
import { CfnRule, type IEventBus } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import type { EncryptedQueue } from './encrypted-queue.ts';

export interface RoutingRuleProps {
  readonly bus: Pick<IEventBus, 'eventBusName'>;
  readonly description: string;
  /** An EventBridge pattern, in EventBridge's own words. */
  readonly pattern: object;
  readonly queue: EncryptedQueue;
  /** Where a JSON path into the event finds the group of a FIFO queue; none for a standard queue. */
  readonly groupPath?: string;
  /** A standard queue for what the target refuses. */
  readonly deadLetters: EncryptedQueue;
}

/** Adds a rule that sends the events of a pattern from the bus to a queue, and lets the rule send to its queues. */
export const addRoutingRule = (scope: Construct, id: string, props: RoutingRuleProps): CfnRule => {
  const rule = new CfnRule(scope, id, {
    eventBusName: props.bus.eventBusName,
    description: props.description,
    eventPattern: props.pattern,
    targets: [
      {
        id: 'Queue',
        arn: props.queue.queueArn,
        deadLetterConfig: { arn: props.deadLetters.queueArn },
        retryPolicy: { maximumEventAgeInSeconds: Duration.days(1).toSeconds(), maximumRetryAttempts: 185 },
        ...(props.groupPath && { sqsParameters: { messageGroupId: props.groupPath } }),
      },
    ],
  });
  props.queue.allowRule(rule);
  props.deadLetters.allowRule(rule);
  return rule;
};
