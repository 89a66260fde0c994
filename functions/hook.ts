import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { MetricUnit } from '@aws-lambda-powertools/metrics';
import type { LambdaFunctionURLEvent, LambdaFunctionURLResult } from 'aws-lambda';
import type { SigningSource } from '#lib/use-cases/hook/signatures.ts';
import { intakeQueueAt } from '#lib/ports/queue/sqs-intake-queue.ts';
import { keepSecrets } from '#lib/ports/secrets/kept-secrets.ts';
import { secretsManager } from '#lib/ports/secrets/secrets-manager.ts';
import { takeWebhook, type HookDeps, type HookRequest, type WebhookSource } from '#lib/use-cases/hook/take-webhook.ts';
import { hookMetrics } from './metrics/hook-metrics.ts';
import { observed } from './runtime/observed.ts';
import { start } from './runtime/start.ts';
import type { Telemetry } from './runtime/telemetry.ts';

const requestIn = ({
  rawPath,
  requestContext,
  headers,
  body = '',
  isBase64Encoded,
}: LambdaFunctionURLEvent): HookRequest => ({
  method: requestContext.http.method,
  path: rawPath.slice(1),
  headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value ?? ''])),
  body: Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8'),
});

/** Takes what sources send to their webhooks. An answer has a status and no body, whoever asks. */
export const createHandler = (deps: HookDeps & Telemetry) =>
  observed(deps, async (event: LambdaFunctionURLEvent): Promise<LambdaFunctionURLResult> => {
    const statusCode = await takeWebhook(deps, requestIn(event));
    deps.metrics.addMetric(hookMetrics.taken, MetricUnit.Count, statusCode === 200 ? 1 : 0);
    deps.metrics.addMetric(hookMetrics.refused, MetricUnit.Count, statusCode === 200 ? 0 : 1);
    if (statusCode !== 200) deps.logger.warn('A webhook is refused', { statusCode });
    return { statusCode };
  });

const sourcesIn = (lines: readonly (readonly string[])[]): ReadonlyMap<string, WebhookSource> =>
  new Map(
    lines.map(([path = '', adapter, secret = '', queueUrl = '']) => [
      path,
      { adapter: adapter as SigningSource, secret, queue: intakeQueueAt(queueUrl) },
    ]),
  );

export const handler = start({
  service: 'hook',
  needs: ['HOOKS', 'DEPLOYMENT'],
  build: ({ HOOKS }, runtime) =>
    createHandler({
      ...runtime,
      secrets: keepSecrets({ ...runtime, read: secretsManager(new SecretsManagerClient()) }),
      sources: sourcesIn(HOOKS),
    }),
});
