import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { HourCount } from '#lib/core/members/change-counts.ts';
import { emptyCount, type LogCount } from './count-on.ts';

/** What the thread sends: the hours of each segment, and at the end how far it has counted. */
export type Counted =
  { readonly segment: string; readonly hours: readonly HourCount[] } | { readonly position: number };

/** A count that is under way in a thread of its own, which does not keep the process alive. */
interface CountUnderWay {
  /** Rejects when the thread fails or is ended. */
  readonly count: Promise<LogCount>;
  readonly end: () => void;
}

/** The thread's objects are short-lived: without a limit, V8 would let the young generation grow many times as large. */
const resourceLimits = { maxYoungGenerationSizeMb: 8 };

/** Begins to count the log of a store in a file. */
export const countInThread = (path: string): CountUnderWay => {
  // Modules that the process preloads, for example by `--import`, are not for the thread.
  const options = { workerData: path, execArgv: [], resourceLimits };
  const thread = new Worker(new URL(`counting-thread${extname(import.meta.url)}`, import.meta.url), options);
  thread.unref();
  const count = emptyCount();
  const { promise, resolve, reject } = Promise.withResolvers<LogCount>();
  thread.on('message', (counted: Counted) => {
    if ('segment' in counted) for (const hours of counted.hours) count.sums.put(counted.segment, hours);
    else resolve(Object.assign(count, counted));
  });
  thread.on('error', reject);
  thread.on('exit', (code) =>
    reject(new Error(`Cannot count the changes of ${path}: the thread has ended with ${code}`)),
  );
  return { count: promise, end: () => void thread.terminate() };
};
