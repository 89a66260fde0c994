import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { once } from '#lib/core/once.ts';
import type { IntakeQueue } from './intake-queue.ts';

/** The intake queue on SQS. A message counts as taken only if the answer says so. */
export const sqsIntakeQueue = ({
  client,
  queueUrl,
}: {
  readonly client: SQSClient;
  readonly queueUrl: string;
}): IntakeQueue => ({
  send: async (messages) => {
    const entries = messages.map(({ body, group, deduplicationId }, index) => ({
      Id: String(index),
      MessageBody: body,
      MessageGroupId: group,
      MessageDeduplicationId: deduplicationId,
    }));
    const command = new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries: entries });
    const { Successful = [], Failed = [] } = await client.send(command);
    const taken = new Set(Successful.map(({ Id }) => Id));
    const codes = new Map(Failed.map(({ Id, Code }) => [Id, Code]));
    return messages.flatMap((item, index) => {
      const id = String(index);
      return taken.has(id) ? [] : [{ item, code: codes.get(id) ?? 'NoAnswer' }];
    });
  },
});

/**
 * The intake queue at a URL. Its client is made when something is first sent: most invocations send nothing, and no cold
 * start should wait for it.
 */
export const intakeQueueAt = (queueUrl: string): IntakeQueue => {
  const queue = once(() => sqsIntakeQueue({ client: new SQSClient(), queueUrl }));
  return { send: (messages) => queue().send(messages) };
};
