import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ChangeJournal } from '../change-journal.ts';
import { createRowJournal } from './row-journal.ts';
import { requestsTo } from './thread-requests.ts';

/** Publishing into `changes.jsonl` on a thread of its own, as on AWS it is a function of its own. */
export interface Publication {
  /** Hands over rows, as the JSON in which they are stored. Waits only when publishing has fallen far behind. */
  readonly publish: (rows: readonly string[]) => Promise<void>;
  /** Waits until everything is published and written, and ends the thread. Resolves to the entries and exits of each segment. */
  readonly end: () => Promise<ChangeJournal['countsBySegment']>;
}

/** Rows that are worth starting a thread: fewer are published at the end, without one. */
const worthAThread = 4096;

/** Requests to the thread that may be pending; their rows are in memory. */
const farthestAhead = 4;

/** The thread's objects are short-lived: without a limit, V8 would let the young generation grow many times as large. */
const resourceLimits = { maxYoungGenerationSizeMb: 8 };

const publishHere = async (path: string, rows: readonly string[]): Promise<ChangeJournal['countsBySegment']> => {
  const journal = await createRowJournal(path);
  try {
    await journal.publish(rows);
  } finally {
    await journal.close();
  }
  return journal.countsBySegment;
};

const startThread = (path: string): Publication => {
  // Modules that the process preloads, for example by `--import`, are not for the thread.
  const options = { workerData: path, execArgv: [], resourceLimits };
  const thread = new Worker(new URL(`publication-thread${extname(import.meta.url)}`, import.meta.url), options);
  const ask = requestsTo(thread);
  const answers: Promise<unknown>[] = [];
  return {
    publish: async (rows) => {
      answers.push(ask(rows));
      if (answers.length > farthestAhead) await answers.shift();
    },
    end: async () => {
      try {
        return await ask('end');
      } finally {
        await thread.terminate();
      }
    },
  };
};

/**
 * Starts publishing into a file of lines. An error, for example of the file, is thrown by a later `publish` or by `end`,
 * which must be called in any case.
 */
export const startPublication = (path: string): Publication => {
  const held: string[] = [];
  let thread: Publication | undefined;
  return {
    publish: async (rows) => {
      if (thread !== undefined) return thread.publish(rows);
      held.push(...rows);
      if (held.length < worthAThread) return;
      thread = startThread(path);
      await thread.publish(held.splice(0));
    },
    end: () => thread?.end() ?? publishHere(path, held),
  };
};
