import { ChangeMessageVisibilityBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { notTakenOf } from './batch-answer.ts';
import type { ReceivedMessages } from './received-messages.ts';

/** The URL of a queue beside the one at `queueUrl`: in the same account and Region, with the name that ends the ARN. */
const urlBeside = (queueUrl: string, queueArn: string): string =>
  `${queueUrl.slice(0, queueUrl.lastIndexOf('/'))}/${queueArn.slice(queueArn.lastIndexOf(':') + 1)}`;

/**
 * Received messages on SQS.
 *
 * @param queueUrl - the URL of any queue in the account and Region of those that messages are received from.
 */
export const sqsReceivedMessages = ({
  client,
  queueUrl,
}: {
  readonly client: SQSClient;
  readonly queueUrl: string;
}): ReceivedMessages => ({
  hide: async (queueArn, messages) => {
    const Entries = messages.map(({ receipt, seconds }, index) => ({
      Id: String(index),
      ReceiptHandle: receipt,
      VisibilityTimeout: seconds,
    }));
    const QueueUrl = urlBeside(queueUrl, queueArn);
    return notTakenOf(messages, await client.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries })));
  },
});
