import type { Duration } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { EncryptedQueue, visibilityFor } from './encrypted-queue.ts';

/** So often a message is tried before it is a dead letter: with the pauses of `redelivery.ts` that is twelve hours and a half. */
const attempts = 150;

/** A queue that a function empties, and its dead letters. */
interface WorkedQueue {
  readonly queue: EncryptedQueue;
  readonly deadLetters: EncryptedQueue;
}

/** Adds the queue `Queue` with its `DeadLetters` to a construct; `timeout` is that of the function. */
export const addWorkedQueue = (
  scope: Construct,
  { key, timeout }: { readonly key: IKey; readonly timeout: Duration },
): WorkedQueue => {
  const deadLetters = new EncryptedQueue(scope, 'DeadLetters', { key });
  const queue = new EncryptedQueue(scope, 'Queue', {
    key,
    visibilityTimeout: visibilityFor(timeout),
    deadLetterQueue: { queue: deadLetters, maxReceiveCount: attempts },
  });
  return { queue, deadLetters };
};
