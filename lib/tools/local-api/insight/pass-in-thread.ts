import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { InsightHead } from './insight-file.ts';
import type { PassAsked, PassedResults } from './insight-pass.ts';

/** A pass over the store in a file. */
export interface ThreadAsked extends PassAsked {
  readonly file: string;
  /** Where the results are kept; nowhere by default. */
  readonly keep?: { readonly path: string; readonly head: InsightHead } | undefined;
}

// Modules that the process preloads are not for a thread; that SQLite is experimental, Node 22 would say for each.
export const execArgv = ['--disable-warning=ExperimentalWarning'];

/**
 * Makes a pass over the store in a file on a thread of its own, since it takes seconds of work. The process need not wait for it to
 * end.
 *
 * @param failed - is told where the results are there, and could not be kept.
 * @throws {Error} whatever the pass throws, and when the thread ends without a result, for example for want of memory.
 */
export const passInThread = async (
  workerData: ThreadAsked,
  failed: (error: unknown) => void,
): Promise<PassedResults> => {
  const { promise, resolve, reject } = Promise.withResolvers<PassedResults>();
  const place = new URL(`pass-thread${extname(import.meta.url)}`, import.meta.url);
  const thread = new Worker(place, { workerData, execArgv });
  let isThere = false;
  thread.once('message', (results: PassedResults) => {
    isThere = true;
    resolve(results);
  });
  thread.once('error', (error) => (isThere ? failed(error) : reject(error)));
  thread.once('exit', (code) => reject(new Error(`Cannot go on with the pass: its thread has ended with ${code}`)));
  thread.unref();
  return promise;
};
