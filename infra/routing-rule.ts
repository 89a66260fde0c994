import { Duration } from 'aws-cdk-lib';
import { CfnRule, type IEventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

export interface RoutingRuleProps {
  readonly bus: IEventBus;
  readonly description: string;
  /** An EventBridge pattern, in EventBridge's own words. */
  readonly pattern: object;
  readonly queue: IQueue;
  /** Where a JSON path into the event finds the group of a FIFO queue; none for a standard queue. */
  readonly groupPath?: string;
  /** A standard queue for what the target refuses. */
  readonly deadLetters: IQueue;
}

/** Takes what matches a pattern from the bus to a queue; the queues let this rule in and nobody else. */
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
  props.queue.addToResourcePolicy(sendFrom(rule, props.queue));
  props.deadLetters.addToResourcePolicy(sendFrom(rule, props.deadLetters));
  return rule;
};

const sendFrom = (rule: CfnRule, queue: IQueue): PolicyStatement =>
  new PolicyStatement({
    principals: [new ServicePrincipal('events.amazonaws.com')],
    actions: ['sqs:SendMessage'],
    resources: [queue.queueArn],
    conditions: { ArnEquals: { 'aws:SourceArn': rule.attrArn } },
  });
