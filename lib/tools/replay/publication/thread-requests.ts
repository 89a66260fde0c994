import type { Worker } from 'node:worker_threads';
import type { ChangeJournal } from '../change-journal.ts';

/** A request to the thread: rows to publish, as the JSON in which they are stored, or that there are no more. */
export type PublicationRequest = readonly string[] | 'end';

/** The thread's answer: entries and exits of each segment so far. */
export type Answer = ChangeJournal['countsBySegment'];

/**
 * Sends requests to a thread, which answers each in order. When the thread fails, all pending and all later requests reject
 * with its error.
 */
export const requestsTo = (thread: Worker): ((request: PublicationRequest) => Promise<Answer>) => {
  const waiting: PromiseWithResolvers<Answer>[] = [];
  let failure: { readonly error: unknown } | undefined;
  thread.on('message', (answer: Answer) => waiting.shift()?.resolve(answer));
  const fail = (error: unknown): void => {
    failure ??= { error };
    for (const { reject } of waiting.splice(0)) reject(failure.error);
  };
  thread.on('error', fail);
  // Requests may be pending also when a thread ends by itself, for example without memory.
  thread.on('exit', (code) => fail(new Error(`Cannot publish changes any more: their thread has ended with ${code}`)));
  return (request) => {
    const answer = Promise.withResolvers<Answer>();
    // The caller sees a failure when it awaits the answer; until then it must not end the process as an unhandled rejection.
    answer.promise.catch(() => {});
    if (failure === undefined) {
      waiting.push(answer);
      thread.postMessage(request, []);
    } else answer.reject(failure.error);
    return answer.promise;
  };
};
