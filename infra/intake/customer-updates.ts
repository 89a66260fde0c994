import type { Duration } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { EventSourceMapping, IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { formatInstant, parseInstant } from '#lib/core/time/instant.ts';
import { allow, allowKey, allowTable, receiveFrom, writeKey } from '../access/permissions.ts';
import { acknowledge, nameInTemplate } from '../checks/acknowledge.ts';
import { type Surroundings, Worker } from '../worker/worker.ts';
import type { EventIntake } from './event-intake.ts';
import { addStreamSource, receiveRecords } from './stream-source.ts';

/** The most batches of the slow queue at once: the fewest that Lambda allows. Each has up to a hundred events of a person, or a thousand where they come from a stream. */
const slowConcurrency = 2;

export interface CustomerUpdatesProps {
  readonly intake: EventIntake;
  readonly table: ITable;
  readonly timeout: Duration;
  readonly catalogueFile: string;
  /** The most batches at once, so that a burst does not take the account's whole concurrency. */
  readonly concurrency: number;
  /** The concurrency of the account that is reserved for it; undefined for none. */
  readonly reservedConcurrency?: number | undefined;
  /** Changes that take effect before it are kept off the bus; undefined for none. */
  readonly quietUntil?: string | undefined;
  readonly surroundings: Surroundings;
}

/** Folds each event into its customer's profile and decides membership. */
export class CustomerUpdates extends Construct {
  readonly handler: IFunction;
  /** By which it takes records from the stream; undefined where there is none. */
  readonly streamSource: EventSourceMapping | undefined;

  constructor(scope: Construct, id: string, props: CustomerUpdatesProps) {
    super(scope, id);
    const { queue, slowQueue } = props.intake;
    const worker = this.addWorker(props);
    this.handler = worker.handler;
    acknowledge(this.handler, {
      'Serverless::Serverless-LambdaEventSourceMappingDestination':
        'A message that fails goes to the dead letters of the queue',
    });
    this.addSource('Source', { queue, concurrency: props.concurrency });
    this.addSource('SlowSource', { queue: slowQueue, concurrency: slowConcurrency });
    this.streamSource = this.readStream(worker, props);
  }

  private addWorker(props: CustomerUpdatesProps): Worker {
    const { intake, timeout, catalogueFile, surroundings } = props;
    const { slowQueue, deadLetters } = intake;
    return new Worker(this, 'Update', {
      ...surroundings,
      environment: {
        ...surroundings.environment,
        DEAD_LETTERS_URL: deadLetters.queueUrl,
        SLOW_QUEUE_URL: slowQueue.queueUrl,
        ...(props.quietUntil && { QUIET_UNTIL: formatInstant(parseInstant(props.quietUntil)) }),
      },
      entry: 'update',
      description: 'Folds events into profiles and decides membership',
      timeout,
      catalogueFile,
      chunks: [
        'adapters',
        'zoned-calendar',
        'predicted-signals',
        'seldom-measures',
        'sqs-queues',
        ...intake.sending().chunks,
      ],
      reservedConcurrency: props.reservedConcurrency,
      permissions: permissionsOf(props),
    });
  }

  private readStream(worker: Worker, { intake, concurrency }: CustomerUpdatesProps): EventSourceMapping | undefined {
    const { stream } = intake;
    if (stream === undefined) return undefined;
    const source = addStreamSource(worker.handler, stream, { concurrency });
    intake.fillOnceRead(source);
    acknowledge(worker, {
      [`AwsSolutions::AwsSolutions-IAM5[Resource::<${nameInTemplate(stream.failures)}.Arn>/*]`]:
        'Lambda names the objects',
    });
    return source;
  }

  private addSource(
    id: string,
    { queue, concurrency }: { readonly queue: IQueue; readonly concurrency: number },
  ): void {
    this.handler.addEventSourceMapping(id, {
      eventSourceArn: queue.queueArn,
      batchSize: 10,
      maxConcurrency: concurrency,
      reportBatchItemFailures: true,
    });
  }
}

const permissionsOf = ({ intake, table, surroundings: { key } }: CustomerUpdatesProps): readonly PolicyStatement[] => {
  const { queue, slowQueue, deadLetters, stream } = intake;
  const sending = intake.sending();
  return [
    receiveFrom(queue, slowQueue),
    // An event of a linked visitor is forwarded to the customer's.
    sending.put,
    allow(slowQueue.queueArn, 'sqs:SendMessage'),
    allow(deadLetters.queueArn, 'sqs:SendMessage'),
    // A transaction of puts needs PutItem, a batch of deletes BatchWriteItem.
    allowTable(table, 'GetItem', 'BatchGetItem', 'Query', 'PutItem', 'BatchWriteItem'),
    allowKey(key, 'sqs', 'kms:Decrypt', 'kms:GenerateDataKey'),
    sending.encrypt,
    allowKey(key, 'dynamodb', ...writeKey),
    ...(stream ? receiveRecords(stream, key) : []),
  ];
};
