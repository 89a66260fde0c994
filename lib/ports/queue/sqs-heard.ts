import { DeleteMessageBatchCommand, ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';

/** Waits for up to two seconds for messages of a queue, deletes them there, and returns their bodies. */
export const hearFrom = async (client: SQSClient, QueueUrl: string): Promise<readonly string[]> => {
  const asked = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 2 });
  const { Messages = [] } = await client.send(asked);
  const Entries = Messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
  if (Entries.length > 0) await client.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
  return Messages.flatMap(({ Body }) => Body ?? []);
};
