import type { Worker } from 'node:worker_threads';
import type { ChangeJournal } from '../change-journal.ts';

/** What the thread is told: to publish rows, given as the JSON in which they are stored, or that there are no more. */
export type Told = readonly string[] | 'end';

/** What it answers: how often which segment has turned so far. */
export type Answer = ChangeJournal['turns'];

/**
 * Tells a thread, which answers each time, in order. What the thread fails with is thrown to all who wait for an answer,
 * and to all who ask later.
 */
export const asking = (thread: Worker): ((told: Told) => Promise<Answer>) => {
  const waiting: PromiseWithResolvers<Answer>[] = [];
  let failure: { readonly error: unknown } | undefined;
  thread.on('message', (answer: Answer) => waiting.shift()?.resolve(answer));
  const fail = (error: unknown): void => {
    failure ??= { error };
    for (const { reject } of waiting.splice(0)) reject(failure.error);
  };
  thread.on('error', fail);
  // Of a thread that ends by itself too, as without memory, somebody may wait for an answer.
  thread.on('exit', (code) => fail(new Error(`Cannot publish changes any more: their thread has ended with ${code}`)));
  return (told) => {
    const answer = Promise.withResolvers<Answer>();
    // Whoever awaits it is told of a failure; until then it must not end the process.
    answer.promise.catch(() => {});
    if (failure === undefined) {
      waiting.push(answer);
      thread.postMessage(told, []);
    } else answer.reject(failure.error);
    return answer.promise;
  };
};
