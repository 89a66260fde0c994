import { Duration } from 'aws-cdk-lib';
import { type FunctionUrl, FunctionUrlAuthType } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { allow, allowKey, allowSecrets } from '../access/permissions.ts';
import { type Surroundings, Worker } from '../worker/worker.ts';
import type { Source } from './source.ts';

export interface HookProps {
  /** Those that call a webhook. */
  readonly sources: readonly Source[];
  readonly surroundings: Surroundings;
}

/** Where a webhook's requests go, as `functions/runtime/environment.ts` reads it. */
const lineOf = ({ node, queue, settings }: Source): string =>
  `${node.id} ${settings.adapter} ${settings.webhook?.secret} ${queue.queueUrl}`;

/** Sources wait for five seconds, some of them; what takes longer they send again. */
const timeout = Duration.seconds(10);

/**
 * The URL that sources call. Anybody may: whether a source has sent something, the function sees from its signature, which is why it does
 * nothing else.
 */
export class Hook extends Worker {
  readonly url: FunctionUrl;

  constructor(scope: Construct, id: string, { sources, surroundings }: HookProps) {
    super(scope, id, {
      ...surroundings,
      environment: { ...surroundings.environment, HOOKS: sources.map(lineOf).join('\n') },
      entry: 'hook',
      description: 'Checks the signatures of webhooks and puts what they bring into a queue',
      timeout,
      permissions: [
        ...sources.map(({ queue }) => allow(queue.queueArn, 'sqs:SendMessage')),
        allowKey(surroundings.key, 'sqs', 'kms:Decrypt', 'kms:GenerateDataKey'),
        allowSecrets(
          scope,
          sources.flatMap(({ settings }) => settings.webhook?.secret ?? []),
        ),
      ],
    });
    this.url = this.handler.addFunctionUrl({ authType: FunctionUrlAuthType.NONE });
  }
}
