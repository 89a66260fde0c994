import type { RetryDeps } from '../backoff.ts';
import { sendAll, type NotTaken } from '../sending.ts';
import { messageBytes, NotQueuedError, queueLimits, type IntakeQueue, type OutgoingMessage } from './intake-queue.ts';

/** The intake queue, and the means to retry it. */
export interface QueueDeps extends RetryDeps {
  readonly queue: IntakeQueue;
}

/**
 * Sends messages into the intake queue, in order.
 *
 * @returns the messages that the queue did not take, however often they were sent.
 */
export const sendMessages = (
  { queue, sleep, random }: QueueDeps,
  messages: readonly OutgoingMessage[],
): Promise<readonly NotTaken<OutgoingMessage>[]> => {
  const send = (batch: readonly OutgoingMessage[]) => queue.send(batch);
  return sendAll({ send, sizeOf: messageBytes, limits: queueLimits, sleep, random }, messages);
};

/**
 * Sends one message that must not be lost.
 *
 * @throws {NotQueuedError} when the queue does not take it, however often it is sent.
 */
export const sendOne = async (deps: QueueDeps, message: OutgoingMessage): Promise<void> => {
  const [left] = await sendMessages(deps, [message]);
  if (left) throw new NotQueuedError(left.code);
};
