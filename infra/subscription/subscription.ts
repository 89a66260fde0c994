import { Duration, Stack } from 'aws-cdk-lib';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Function as LambdaFunction, type IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { segmentChangesPattern, type ChangesOfSegments } from '#events/routing.ts';
import { allowKey, receiveFrom } from '../access/permissions.ts';
import { acknowledge } from '../checks/acknowledge.ts';
import { EncryptedQueue, visibilityFor } from '../intake/encrypted-queue.ts';
import { addRoutingRule } from '../intake/routing-rule.ts';

/** Which changes a subscriber gets, and who it is. */
export interface SubscriptionProps extends ChangesOfSegments {
  /**
   * The function that is handed the changes, as entries in SQS messages: at least once and in no particular order. It may
   * answer with `batchItemFailures`.
   */
  readonly handler: IFunction;
}

interface Surroundings {
  readonly bus: IEventBus;
  readonly key: IKey;
}

/** How often a message is handed to a function that fails at it. */
const attempts = 5;

/** The longest that a function may run, for one whose timeout is not known here. */
const longestTimeout = Duration.minutes(15);
const timeoutByDefault = Duration.seconds(3);

const timeoutOf = (handler: IFunction): Duration =>
  handler instanceof LambdaFunction ? (handler.timeout ?? timeoutByDefault) : longestTimeout;

/** A queue of a subscriber's own with the changes of some segments, and the right of a function to empty it. */
export class Subscription extends Construct {
  readonly queue: EncryptedQueue;
  /** Changes that the bus could not deliver, or that the function has failed at five times. */
  readonly deadLetters: EncryptedQueue;

  constructor(scope: Construct, id: string, { bus, key, ...props }: SubscriptionProps & Surroundings) {
    super(scope, id);
    const { handler } = props;
    this.deadLetters = new EncryptedQueue(this, 'DeadLetters', { key });
    this.queue = new EncryptedQueue(this, 'Queue', {
      key,
      visibilityTimeout: visibilityFor(timeoutOf(handler)),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: attempts },
    });
    addRoutingRule(this, 'Rule', {
      bus,
      description: `Changes of segments for ${id}`,
      pattern: { ...segmentChangesPattern(props), account: [Stack.of(this).account] },
      queue: this.queue,
      deadLetters: this.deadLetters,
    });
    handler.addToRolePolicy(receiveFrom(this.queue));
    handler.addToRolePolicy(allowKey(key, 'sqs', 'kms:Decrypt'));
    handler.addEventSourceMapping(`${id}Changes`, {
      eventSourceArn: this.queue.queueArn,
      batchSize: 10,
      reportBatchItemFailures: true,
    });
    acknowledge(handler, {
      'Serverless::Serverless-LambdaEventSourceMappingDestination':
        'A message that fails goes to the dead letters of the queue',
    });
  }
}
