import type { Duration } from 'aws-cdk-lib';
import type { CfnRule, IEventBus } from 'aws-cdk-lib/aws-events';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { DeduplicationScope, FifoThroughputLimit } from 'aws-cdk-lib/aws-sqs';
import { Construct, type IConstruct } from 'constructs';
import { customerEventsPattern, visitorEventsPattern } from '#events/routing.ts';
import { allow, allowKey } from '../access/permissions.ts';
import type { PublishedNames } from '../published-names.ts';
import type { Settings } from '../settings/settings.ts';
import type { Chunk } from '../worker/bundling.ts';
import { EncryptedQueue, maxReceiveCount, visibilityFor } from './encrypted-queue.ts';
import { EventStream } from './event-stream.ts';
import { addRoutingRule } from './routing-rule.ts';
import type { UndeliverableEvents } from './undeliverable-events.ts';

export interface EventIntakeProps {
  readonly bus: IEventBus;
  readonly key: IKey;
  /** The timeout of the function that empties the queue. */
  readonly updateTimeout: Duration;
  readonly undeliverable: UndeliverableEvents;
  readonly settings: Pick<Settings, 'name' | 'keep' | 'intake'>;
}

/** What puts messages: the permissions to put and to encrypt them, and the client beside the code where it is not in it. */
interface Sending {
  readonly put: PolicyStatement;
  readonly encrypt: PolicyStatement;
  readonly chunks: readonly Chunk[];
}

/**
 * A FIFO queue with a group for each customer and each visitor, so that the events of one person are updated one after the other; or a
 * stream that takes its place. The queue is always there, so that one can be changed for the other while events wait.
 */
export class EventIntake extends Construct {
  readonly queue: EncryptedQueue;
  /** Where those wait of whom so much comes that the others would have to wait too: SQS looks for groups among the 120,000 oldest messages only. */
  readonly slowQueue: EncryptedQueue;
  readonly deadLetters: EncryptedQueue;
  /** Undefined where there is only the queue. */
  readonly stream: EventStream | undefined;
  /** What new messages are put into; undefined for the queue. */
  readonly filledStream: EventStream | undefined;
  /** The rules that fill the queue or the stream, by whose events they send. */
  readonly rules: Readonly<Record<'customers' | 'visitors', CfnRule>>;
  readonly #key: IKey;

  constructor(scope: Construct, id: string, { bus, key, updateTimeout, undeliverable, settings }: EventIntakeProps) {
    super(scope, id);
    this.#key = key;
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
    this.stream = this.addStream(key, settings);
    this.filledStream = settings.intake === 'stream' ? this.stream : undefined;
    const route = { bus, queue: this.queue, stream: this.filledStream, deadLetters: undeliverable.queue };
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

  /** What a function needs that puts messages where those of the rules wait. */
  sending(): Sending {
    const { queue, filledStream: stream } = this;
    return stream === undefined
      ? {
          put: allow(queue.queueArn, 'sqs:SendMessage'),
          encrypt: allowKey(this.#key, 'sqs', 'kms:Decrypt', 'kms:GenerateDataKey'),
          chunks: [],
        }
      : {
          put: allow(stream.streamArn, 'kinesis:PutRecords'),
          encrypt: allowKey(this.#key, 'kinesis', 'kms:GenerateDataKey'),
          chunks: ['kinesis-streams'],
        };
  }

  /** Names the queue, and the stream where new events wait there. */
  publish(names: PublishedNames): void {
    names.add('QueueUrl', {
      value: this.queue.queueUrl,
      description: 'The queue in which events wait, in order for each person',
    });
    if (this.filledStream === undefined) return;
    const { streamArn: value } = this.filledStream;
    names.add('StreamArn', { value, description: 'The stream in which events wait in place of the queue' });
  }

  /** Lets the rules fill the stream only once something reads it: a deployment that fails before has put nothing there. */
  fillOnceRead(reader: IConstruct): void {
    if (this.filledStream === undefined) return;
    for (const rule of Object.values(this.rules)) rule.node.addDependency(reader);
  }

  private addStream(key: IKey, { name: busName, keep, intake }: EventIntakeProps['settings']): EventStream | undefined {
    return intake === 'fifo' ? undefined : new EventStream(this, 'Stream', { key, busName, keep });
  }
}
