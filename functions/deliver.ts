import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { MetricUnit } from '@aws-lambda-powertools/metrics';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { keepSecrets } from '#lib/ports/secrets/kept-secrets.ts';
import { secretsManager } from '#lib/ports/secrets/secrets-manager.ts';
import { deliverChange, type DeliverDeps, type WebhookTarget } from '#lib/use-cases/deliver/deliver-change.ts';
import { deliveryMetrics } from './metrics/delivery-metrics.ts';
import { handBack, type FailedRecord, type HandBackDeps } from './runtime/hand-back.ts';
import { observed } from './runtime/observed.ts';
import { seldomHiddenMessages } from './runtime/seldom-used-queues.ts';
import { start } from './runtime/start.ts';

interface DeliverFunctionDeps extends DeliverDeps, Omit<HandBackDeps, 'deadLetters'> {
  /** The webhooks by the ARNs of their queues. */
  readonly webhooks: ReadonlyMap<string, WebhookTarget>;
}

/**
 * Posts the changes in the queue of a webhook, side by side. One that the webhook does not take is handed back, to come again after a
 * pause; the queue puts it to the dead letters in the end.
 */
export const createHandler = (deps: DeliverFunctionDeps) =>
  observed(deps, async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
    const failed = (await Promise.all(Records.map((record) => deliver(deps, record)))).flat();
    deps.metrics.addMetric(deliveryMetrics.delivered, MetricUnit.Count, Records.length - failed.length);
    deps.metrics.addMetric(deliveryMetrics.notTaken, MetricUnit.Count, failed.length);
    return handBack(deps, failed);
  });

const deliver = async (deps: DeliverFunctionDeps, record: SQSRecord): Promise<readonly FailedRecord[]> => {
  try {
    const webhook = deps.webhooks.get(record.eventSourceARN);
    if (webhook === undefined) throw new Error(`Cannot deliver from ${record.eventSourceARN}: it has no webhook`);
    await deliverChange(deps, webhook, record.body);
    return [];
  } catch (failure) {
    return [{ record, failure }];
  }
};

const webhooksIn = (lines: readonly (readonly string[])[]): ReadonlyMap<string, WebhookTarget> =>
  new Map(lines.map(([queue = '', url = '', secret = '']) => [queue, { url, secret }]));

export const handler = start({
  service: 'deliver',
  needs: ['QUEUE_URL', 'WEBHOOKS', 'DEPLOYMENT'],
  build: ({ QUEUE_URL, WEBHOOKS }, runtime) =>
    createHandler({
      ...runtime,
      secrets: keepSecrets({ ...runtime, read: secretsManager(new SecretsManagerClient()) }),
      webhooks: webhooksIn(WEBHOOKS),
      received: seldomHiddenMessages(QUEUE_URL),
    }),
});
