import type { IntakeQueue } from '#lib/ports/queue/intake-queue.ts';
import { readOption } from '../command/options.ts';
import { namedFailure } from './aws-failure.ts';

/** The intake queue of a deployment, by its URL. */
export const queueOption = (meaning: string) => ({
  queue: readOption({ value: 'URL', meaning }, 'the URL of a queue', (text) =>
    /^https?:\/\//.test(text) ? text : undefined,
  ),
});

/** A queue whose failures name it. The SDK is loaded only here, since most commands need none. */
export const openQueue = async (url: string): Promise<IntakeQueue> => {
  const { SQSClient } = await import('@aws-sdk/client-sqs');
  const { sqsIntakeQueue } = await import('#lib/ports/queue/sqs-intake-queue.ts');
  const client = new SQSClient();
  const queue = sqsIntakeQueue({ client, queueUrl: url });
  return {
    send: async (messages) => {
      try {
        return await queue.send(messages);
      } catch (error) {
        throw await namedFailure(error, { kind: 'queue', name: url, region: client.config.region });
      }
    },
  };
};
