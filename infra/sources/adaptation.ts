import type { Duration } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { allowKey, allowTable, receiveFrom, writeKey } from '../access/permissions.ts';
import { adaptedSources } from '../access/publisher-roles.ts';
import { acknowledge } from '../checks/acknowledge.ts';
import { type Surroundings, Worker } from '../worker/worker.ts';
import type { Source } from './source.ts';

export interface AdaptationProps {
  readonly bus: IEventBus;
  readonly table: ITable;
  readonly sources: readonly Source[];
  readonly timeout: Duration;
  readonly surroundings: Surroundings;
}

/** Where a queue's messages come from, as `functions/runtime/environment.ts` reads it. */
const lineOf = ({ queue, settings }: Source): string => `${queue.queueArn} ${settings.adapter}`;

/** The function that makes events of what sources send. */
export class Adaptation extends Worker {
  constructor(scope: Construct, id: string, { bus, table, sources, timeout, surroundings }: AdaptationProps) {
    super(scope, id, {
      ...surroundings,
      environment: { ...surroundings.environment, SOURCES: sources.map(lineOf).join('\n') },
      entry: 'adapt',
      publisher: 'adapt',
      description: 'Makes events of what other systems send',
      timeout,
      chunks: ['adapters', 'sqs-queues'],
      permissions: [
        receiveFrom(...sources.map(({ queue }) => queue)),
        allowKey(surroundings.key, 'sqs', 'kms:Decrypt'),
        // What is of no use is kept.
        allowTable(table, 'PutItem', 'BatchWriteItem'),
        allowKey(surroundings.key, 'dynamodb', ...writeKey),
        new PolicyStatement({
          actions: ['events:PutEvents'],
          resources: [bus.eventBusArn],
          conditions: { StringEquals: { 'events:source': adaptedSources } },
        }),
      ],
    });
    acknowledge(this.handler, {
      'Serverless::Serverless-LambdaEventSourceMappingDestination':
        'A message that fails goes to the dead letters of the queue',
    });
    for (const { queue, node } of sources) {
      this.handler.addEventSourceMapping(`From${node.id}`, {
        eventSourceArn: queue.queueArn,
        batchSize: 10,
        reportBatchItemFailures: true,
      });
    }
  }
}
