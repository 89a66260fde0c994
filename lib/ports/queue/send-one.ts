import { messageBytes, NotQueuedError, queueLimits, type IntakeQueue, type OutgoingMessage } from './intake-queue.ts';
import { sendAll } from '../sending.ts';

export interface QueueDeps {
  readonly queue: IntakeQueue;
  readonly sleep: (ms: number) => Promise<void>;
}

/**
 * Sends one message that must not be lost.
 *
 * @throws {NotQueuedError} when the queue refuses it every time.
 */
export const sendOne = async ({ queue, sleep }: QueueDeps, message: OutgoingMessage): Promise<void> => {
  const send = (batch: readonly OutgoingMessage[]) => queue.send(batch);
  const [left] = await sendAll({ send, sizeOf: messageBytes, limits: queueLimits, sleep }, [message]);
  if (left) throw new NotQueuedError(left.code);
};
