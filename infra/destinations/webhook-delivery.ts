import type { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { allowKey, allowSecrets, receiveFrom } from '../access/permissions.ts';
import { acknowledge } from '../checks/acknowledge.ts';
import { type Surroundings, Worker } from '../worker/worker.ts';
import type { WebhookDestination } from './webhook-destination.ts';

export interface WebhookDeliveryProps {
  readonly webhooks: readonly WebhookDestination[];
  readonly timeout: Duration;
  readonly surroundings: Surroundings;
}

/** The most batches of one webhook at once: the fewest that Lambda allows. Of each, ten are posted side by side. */
const concurrency = 2;

/** Where a queue's changes go, as `functions/runtime/environment.ts` reads it. */
const lineOf = ({ queue, settings }: WebhookDestination): string =>
  `${queue.queueArn} ${settings.endpoint} ${settings.secret}`;

/** The function that posts changes to the webhooks. */
export class WebhookDelivery extends Worker {
  constructor(scope: Construct, id: string, { webhooks, timeout, surroundings }: WebhookDeliveryProps) {
    super(scope, id, {
      ...surroundings,
      environment: { ...surroundings.environment, WEBHOOKS: webhooks.map(lineOf).join('\n') },
      entry: 'deliver',
      description: 'Posts changes of segments to webhooks, signed',
      timeout,
      chunks: ['sqs-queues'],
      permissions: [
        receiveFrom(...webhooks.map(({ queue }) => queue)),
        allowKey(surroundings.key, 'sqs', 'kms:Decrypt'),
        allowSecrets(
          scope,
          webhooks.map(({ settings }) => settings.secret),
        ),
      ],
    });
    acknowledge(this.handler, {
      'Serverless::Serverless-LambdaEventSourceMappingDestination':
        'A message that fails goes to the dead letters of the queue',
    });
    for (const { queue, node } of webhooks) {
      this.handler.addEventSourceMapping(`From${node.id}`, {
        eventSourceArn: queue.queueArn,
        batchSize: 10,
        maxConcurrency: concurrency,
        reportBatchItemFailures: true,
      });
    }
  }
}
