import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { PartAnswers, PartRequest, PartStart } from './part-answers.ts';

/** A thread that answers requests in order. */
export interface PartThread {
  /**
   * Asks the thread.
   *
   * @throws what the thread has thrown, at this request or one before; where it has ended, an `Error`.
   */
  readonly ask: <Kind extends PartRequest['kind']>(
    request: Extract<PartRequest, { readonly kind: Kind }>,
  ) => Promise<PartAnswers[Kind]>;
  readonly end: () => Promise<void>;
}

// Modules that the process preloads are not for a thread; that SQLite is experimental, Node 22 would say for each.
const execArgv = ['--disable-warning=ExperimentalWarning'];

/** The objects of a line live shortly: without a limit, V8 would let the young generation of each thread grow many times as large. */
const resourceLimits = { maxYoungGenerationSizeMb: 16 };

type Answer = PartAnswers[PartRequest['kind']];

/** Starts the thread of a part. */
export const startThread = (workerData: PartStart): PartThread => {
  const place = new URL(`part-thread${extname(import.meta.url)}`, import.meta.url);
  const thread = new Worker(place, { workerData, execArgv, resourceLimits });
  const waiting: PromiseWithResolvers<Answer>[] = [];
  let failure: { readonly error: unknown } | undefined;
  const fail = (error: unknown): void => {
    failure ??= { error };
    for (const { reject } of waiting.splice(0)) reject(failure.error);
  };
  thread.on('message', (answer: Answer) => waiting.shift()?.resolve(answer));
  thread.on('error', fail);
  thread.on('exit', (code) =>
    fail(new Error(`Cannot go on with the replay: one of its threads has ended with ${code}`)),
  );
  const send = (request: PartRequest): Promise<Answer> => {
    const answer = Promise.withResolvers<Answer>();
    // The caller sees a failure when it awaits the answer; until then it must not end the process as an unhandled rejection.
    answer.promise.catch(() => {});
    if (failure === undefined) {
      waiting.push(answer);
      thread.postMessage(request, []);
    } else answer.reject(failure.error);
    return answer.promise;
  };
  return {
    // Answers come in the order of requests, each of the kind that was asked for.
    ask: send as PartThread['ask'],
    end: async () => {
      await thread.terminate();
    },
  };
};
