import { Worker } from 'node:worker_threads';
import type { ChangeJournal } from '../change-journal.ts';
import { asking } from './asking.ts';
import { createRowJournal } from './row-journal.ts';

/** What stands between deciding and `changes.jsonl`: on a thread of its own, as on AWS it is a function of its own. */
export interface Publication {
  /** Hands over rows, as the JSON in which they are stored. Waits only where publishing has fallen far behind. */
  readonly publish: (rows: readonly string[]) => Promise<void>;
  /** Waits until all is published and written; nothing of it is left running. Resolves to how often which segment turned. */
  readonly end: () => Promise<ChangeJournal['turns']>;
}

/** Rows that are worth a thread, which takes a tenth of a second to start: fewer are published at the end. */
const worthAThread = 4096;

/** How often rows are handed to the thread before the first of them are published: until then they are in memory. */
const farthestAhead = 4;

/** What the thread makes is gone at once: by itself V8 would take many times as much before it looks. */
const resourceLimits = { maxYoungGenerationSizeMb: 8 };

const publishHere = async (path: string, rows: readonly string[]): Promise<ChangeJournal['turns']> => {
  const journal = await createRowJournal(path);
  try {
    await journal.publish(rows);
  } finally {
    await journal.close();
  }
  return journal.turns;
};

const startThread = (path: string): Publication => {
  // What the process was told to load first, as by `--import`, is not for the thread.
  const options = { workerData: path, execArgv: [], resourceLimits };
  const thread = new Worker(new URL('publication-thread.ts', import.meta.url), options);
  const ask = asking(thread);
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
 * Begins to publish into a file of lines. What goes wrong, as with the file, is thrown by a later `publish` or by `end`,
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
