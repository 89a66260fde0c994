import type { IntakeQueue } from '#lib/ports/queue/intake-queue.ts';
import { readOption } from '../command/options.ts';
import { namedFailure, type AwsThing } from './aws-failure.ts';

const arnForm = /^arn:[\w-]+:kinesis:([\w-]+):\d*:stream\/([\w.-]+)$/;

/** The intake of a deployment: the URL of its queue, or the ARN of its data stream. */
export const queueOption = (meaning: string) => ({
  queue: readOption(
    { value: 'URL', meaning: `${meaning} Where the intake is a stream: its ARN.` },
    'the URL of a queue or the ARN of a data stream',
    (text) => (/^https?:\/\//.test(text) || arnForm.test(text) ? text : undefined),
  ),
});

/** An intake whose failures name it. The SDK is loaded only here, since most commands need none. */
export const openQueue = async (name: string): Promise<IntakeQueue> => {
  const [, region, streamName] = arnForm.exec(name) ?? [];
  return region === undefined || streamName === undefined ? openUrl(name) : openStream({ region, streamName });
};

const openUrl = async (url: string): Promise<IntakeQueue> => {
  const { SQSClient } = await import('@aws-sdk/client-sqs');
  const { sqsIntakeQueue } = await import('#lib/ports/queue/sqs-intake-queue.ts');
  const client = new SQSClient();
  return naming(sqsIntakeQueue({ client, queueUrl: url }), { kind: 'queue', name: url, region: client.config.region });
};

const openStream = async (named: { readonly region: string; readonly streamName: string }): Promise<IntakeQueue> => {
  const { kinesisClient } = await import('#lib/ports/queue/kinesis-client.ts');
  const { kinesisIntakeQueue } = await import('#lib/ports/queue/kinesis-intake-queue.ts');
  const { region, streamName } = named;
  const queue = kinesisIntakeQueue({ client: kinesisClient({ region }), streamName });
  return naming(queue, { kind: 'stream', name: streamName, region: async () => region });
};

const naming = (queue: IntakeQueue, thing: AwsThing): IntakeQueue => ({
  send: async (messages) => {
    try {
      return await queue.send(messages);
    } catch (error) {
      throw await namedFailure(error, thing);
    }
  },
});
