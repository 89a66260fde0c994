import { publishChanges } from '#lib/ports/publisher/publish-changes.ts';
import type { OutboxRow } from '#lib/ports/store/customer-store.ts';
import { createChangeJournal, type ChangeJournal } from '../change-journal.ts';
import { createLineFile } from '../line-file.ts';

/** Publishes rows, given as the JSON in which they are stored, into a file of lines. */
export interface RowJournal extends Pick<ChangeJournal, 'turns'> {
  readonly publish: (rows: readonly string[]) => Promise<void>;
  /** Writes all that was published so far. */
  readonly flush: () => Promise<void>;
  /** Writes what is left and closes the file. */
  readonly close: () => Promise<void>;
}

/** A file takes everything at once. */
const sleep = async () => {};

/**
 * Makes the file, or empties it.
 *
 * @throws the file system's errors as they are.
 */
export const createRowJournal = async (path: string): Promise<RowJournal> => {
  const file = await createLineFile(path);
  const publisher = createChangeJournal(file);
  return {
    turns: publisher.turns,
    publish: async (rows) => {
      const parsed = rows.map((row) => JSON.parse(row) as OutboxRow);
      await publishChanges({ publisher, sleep }, parsed);
      await file.flush();
    },
    flush: () => file.flush('all'),
    close: file.close,
  };
};
