import { noPauses } from '#lib/ports/backoff.ts';
import { outboxRowIn } from '#lib/ports/store/embedded/outbox-json.ts';
import { publishChanges } from '#lib/use-cases/publish/publish-changes.ts';
import { createChangeJournal, type ChangeJournal } from '../change-journal.ts';
import { createLineFile } from '../line-file.ts';

/** Publishes rows, given as the JSON in which they are stored, into a file of lines. */
export interface RowJournal extends Pick<ChangeJournal, 'countsBySegment'> {
  readonly publish: (rows: readonly string[]) => Promise<void>;
  /** Writes everything published so far. */
  readonly flush: () => Promise<void>;
  /** Writes the rest and closes the file. */
  readonly close: () => Promise<void>;
}

/**
 * Creates the file, or empties it.
 *
 * @throws the file system's errors as they are.
 */
export const createRowJournal = async (path: string): Promise<RowJournal> => {
  const file = await createLineFile(path);
  const publisher = createChangeJournal(file);
  return {
    countsBySegment: publisher.countsBySegment,
    publish: async (rows) => {
      const parsed = rows.map(outboxRowIn);
      // A file refuses no entry, so nothing is ever retried.
      await publishChanges({ publisher, ...noPauses }, parsed);
      await file.flush();
    },
    flush: () => file.flush('all'),
    close: file.close,
  };
};
