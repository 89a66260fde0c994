import { SQSClient } from '@aws-sdk/client-sqs';
import type { IntakeQueue } from './intake-queue.ts';
import type { ReceivedMessages } from './received-messages.ts';
import { sqsIntakeQueue } from './sqs-intake-queue.ts';
import { sqsReceivedMessages } from './sqs-received-messages.ts';

/** The client that a function's queues share. */
const client = new SQSClient();

/** The queue at a URL. */
export const queueAt = (queueUrl: string): IntakeQueue => sqsIntakeQueue({ client, queueUrl });

/** The received messages of queues in the same account and Region as the one at a URL. */
export const messagesReceivedBeside = (queueUrl: string): ReceivedMessages => sqsReceivedMessages({ client, queueUrl });
