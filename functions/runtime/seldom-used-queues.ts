import type { IntakeQueue } from '#lib/ports/queue/intake-queue.ts';
import type { ReceivedMessages } from '#lib/ports/queue/received-messages.ts';

/**
 * Queues of functions that seldom call SQS themselves: its client is a file of its own beside their code, which no cold start reads
 * (docs/decisions/0008-what-a-cold-start-loads.md).
 */
const load = () => import('#lib/ports/queue/sqs-queues.ts');

/** The queue at a URL. */
export const seldomUsedQueueAt = (queueUrl: string): IntakeQueue => ({
  send: async (messages) => (await load()).queueAt(queueUrl).send(messages),
});

/** The received messages of queues in the same account and Region as the one at a URL. */
export const seldomHiddenMessages = (queueUrl: string): ReceivedMessages => ({
  hide: async (queueArn, messages) => (await load()).messagesReceivedBeside(queueUrl).hide(queueArn, messages),
});
