import type { Duration } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { CfnRule, IEventBus } from 'aws-cdk-lib/aws-events';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { unroutablePattern } from '#events/routing.ts';
import { allow, allowKey, allowTable, receiveFrom, writeKey } from '../access/permissions.ts';
import { acknowledge } from '../checks/acknowledge.ts';
import { type Surroundings, Worker } from '../worker/worker.ts';
import { EncryptedQueue, maxReceiveCount, visibilityFor } from './encrypted-queue.ts';
import type { EventIntake } from './event-intake.ts';
import { addRoutingRule } from './routing-rule.ts';
import type { UndeliverableEvents } from './undeliverable-events.ts';

export interface QuarantineIntakeProps {
  readonly bus: IEventBus;
  readonly table: ITable;
  /** Takes once more the events that only failed on their way. */
  readonly intake: EventIntake;
  readonly timeout: Duration;
  readonly undeliverable: UndeliverableEvents;
  readonly surroundings: Surroundings;
}

/** Quarantines events that no rule can route, and events that a rule could not deliver, each with its reason. */
export class QuarantineIntake extends Construct {
  readonly handler: IFunction;
  /** Events that no rule can route. */
  readonly unroutable: EncryptedQueue;
  /** The rule that fills it. */
  readonly rule: CfnRule;

  constructor(scope: Construct, id: string, props: QuarantineIntakeProps) {
    super(scope, id);
    const { bus, undeliverable, timeout, surroundings } = props;
    this.unroutable = new EncryptedQueue(this, 'Unroutable', {
      key: surroundings.key,
      visibilityTimeout: visibilityFor(timeout),
      deadLetterQueue: { queue: undeliverable.deadLetters, maxReceiveCount },
    });
    this.rule = addRoutingRule(this, 'RestRule', {
      bus,
      description: 'Events of an unknown type or with neither id',
      pattern: unroutablePattern,
      queue: this.unroutable,
      deadLetters: undeliverable.queue,
    });
    const queues = [this.unroutable, undeliverable.queue];
    this.handler = this.addWorker(props, queues).handler;
    acknowledge(this.handler, {
      'Serverless::Serverless-LambdaEventSourceMappingDestination':
        'A message that fails goes to the dead letters of the queue',
    });
    for (const { queueArn: eventSourceArn, node } of queues) {
      this.handler.addEventSourceMapping(`From${node.id}`, {
        eventSourceArn,
        batchSize: 10,
        reportBatchItemFailures: true,
      });
    }
  }

  private addWorker(props: QuarantineIntakeProps, queues: readonly Queue[]): Worker {
    const { table, intake, timeout, surroundings } = props;
    const { deadLetters } = props.undeliverable;
    const sending = intake.sending();
    return new Worker(this, 'Quarantine', {
      ...surroundings,
      environment: { ...surroundings.environment, DEAD_LETTERS_URL: deadLetters.queueUrl },
      entry: 'quarantine',
      description: 'Keeps events that cannot be taken, with the reason',
      timeout,
      chunks: ['sqs-queues', ...sending.chunks],
      permissions: [
        receiveFrom(...queues),
        sending.put,
        allow(deadLetters.queueArn, 'sqs:SendMessage'),
        allowTable(table, 'PutItem', 'BatchWriteItem'),
        allowKey(surroundings.key, 'sqs', 'kms:Decrypt', 'kms:GenerateDataKey'),
        sending.encrypt,
        allowKey(surroundings.key, 'dynamodb', ...writeKey),
      ],
    });
  }
}
