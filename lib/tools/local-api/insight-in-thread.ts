import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ObjectStore } from '#lib/ports/objects/object-store.ts';
import type { PassAsked } from './insight-pass.ts';

/** A pass over the store in a file. */
export interface ThreadAsked extends PassAsked {
  readonly file: string;
}

/** The results of a pass, and their list, by key. */
export type PassedResults = ReadonlyMap<string, Uint8Array>;

// Modules that the process preloads are not for the thread; that SQLite is experimental, Node 22 would say for each.
const execArgv = ['--disable-warning=ExperimentalWarning'];

/**
 * Makes a pass over the store in a file on a thread of its own, since it takes seconds of work. The process need not wait for it to
 * end.
 *
 * @throws {Error} whatever the pass throws, and when the thread ends without a result, for example for want of memory.
 */
export const insightInThread = async (asked: ThreadAsked): Promise<Pick<ObjectStore, 'get'>> => {
  const { promise, resolve, reject } = Promise.withResolvers<PassedResults>();
  const place = new URL(`insight-thread${extname(import.meta.url)}`, import.meta.url);
  const thread = new Worker(place, { workerData: asked, execArgv });
  thread.once('message', resolve).once('error', reject);
  thread.once('exit', (code) => reject(new Error(`Cannot go on with the pass: its thread has ended with ${code}`)));
  thread.unref();
  const results = await promise;
  return { get: async (key) => results.get(key) };
};
