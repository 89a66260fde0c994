import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { once } from '#lib/core/once.ts';
import { notTakenOf } from './batch-answer.ts';
import type { IntakeQueue, OutgoingMessage } from './intake-queue.ts';

/** What only a FIFO queue takes. */
const placeOf = ({ group, deduplicationId }: OutgoingMessage) => ({
  MessageGroupId: group,
  MessageDeduplicationId: deduplicationId,
});

const attributesOf = (notes: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(notes).map(([name, StringValue]) => [name, { DataType: 'String', StringValue }] as const),
  );

/** A queue on SQS. A message counts as taken only if the answer says so. */
export const sqsIntakeQueue = ({
  client,
  queueUrl,
}: {
  readonly client: SQSClient;
  readonly queueUrl: string;
}): IntakeQueue => ({
  send: async (messages) => {
    const isFifo = queueUrl.endsWith('.fifo');
    const entries = messages.map((message, index) => ({
      Id: String(index),
      MessageBody: message.body,
      ...(isFifo && placeOf(message)),
      ...(message.notes && { MessageAttributes: attributesOf(message.notes) }),
    }));
    const command = new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries: entries });
    return notTakenOf(messages, await client.send(command));
  },
});

/** The queue at a URL, with a client that is made when it is first used: no cold start should wait for it. */
export const intakeQueueAt = (queueUrl: string): IntakeQueue => {
  const queue = once(() => sqsIntakeQueue({ client: new SQSClient(), queueUrl }));
  return { send: (messages) => queue().send(messages) };
};
