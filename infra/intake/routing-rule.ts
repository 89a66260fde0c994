import { Duration } from 'aws-cdk-lib';
import { CfnRule, type IEventBus } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import type { EncryptedQueue } from './encrypted-queue.ts';
import type { EventStream } from './event-stream.ts';

export interface RoutingRuleProps {
  readonly bus: Pick<IEventBus, 'eventBusName'>;
  readonly description: string;
  /** An EventBridge pattern, in EventBridge's own words. */
  readonly pattern: object;
  readonly queue: EncryptedQueue;
  /** Takes the queue's place where it is given. */
  readonly stream?: EventStream | undefined;
  /** Where a JSON path into the event finds the group of a FIFO queue, or the partition key of a stream; none for a standard queue. */
  readonly groupPath?: string;
  /** A standard queue for what the target refuses. */
  readonly deadLetters: EncryptedQueue;
}

/**
 * The queue, or the stream that takes its place. Both have the same id, by which EventBridge replaces the one by the other in a single
 * call: at no time is there none.
 */
const targetOf = ({ queue, stream, groupPath }: RoutingRuleProps) => {
  const id = 'Queue';
  if (stream === undefined) {
    return { id, arn: queue.queueArn, ...(groupPath && { sqsParameters: { messageGroupId: groupPath } }) };
  }
  return {
    id,
    arn: stream.streamArn,
    roleArn: stream.rulesRole.roleArn,
    ...(groupPath && { kinesisParameters: { partitionKeyPath: groupPath } }),
  };
};

/** Adds a rule that sends the events of a pattern from the bus to a queue or stream, and lets the rule send to its queues. */
export const addRoutingRule = (scope: Construct, id: string, props: RoutingRuleProps): CfnRule => {
  const rule = new CfnRule(scope, id, {
    eventBusName: props.bus.eventBusName,
    description: props.description,
    eventPattern: props.pattern,
    targets: [
      {
        ...targetOf(props),
        deadLetterConfig: { arn: props.deadLetters.queueArn },
        retryPolicy: { maximumEventAgeInSeconds: Duration.days(1).toSeconds(), maximumRetryAttempts: 185 },
      },
    ],
  });
  // Also where the stream takes its place: on the way back, CloudFormation changes the rule before the policy that names it.
  props.queue.allowRule(rule);
  props.deadLetters.allowRule(rule);
  return rule;
};
