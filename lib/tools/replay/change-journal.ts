import type { OutgoingEntry } from '#lib/ports/publisher/change-publisher.ts';
import { outboxRowIn } from '#lib/ports/store/embedded/outbox-json.ts';
import type { WrittenWaitingRow } from '#lib/ports/store/embedded/waiting-rows.ts';
import { entryLine } from './entry-line.ts';
import { createLineFile } from './line-file.ts';
import { publishedEntries } from './written-row.ts';

/** Entries into and exits from one segment. */
interface EntryExitCounts {
  entered: number;
  exited: number;
}

/** Counts by the segment's key. */
export type CountsBySegment = ReadonlyMap<string, EntryExitCounts>;

/** Publishes rows into a file of lines instead of putting them on a bus, and counts them by segment. */
export interface ChangeJournal {
  readonly countsBySegment: CountsBySegment;
  /** Adds the entries of rows, and starts to write once they are worth a write. */
  readonly publish: (rows: readonly WrittenWaitingRow[]) => Promise<void>;
  /** Writes everything published so far. */
  readonly flush: () => Promise<void>;
  /** Writes the rest and closes the file. */
  readonly close: () => Promise<void>;
}

const beforeKey = '"segment":{"key":"';

/** The segment's key, found in the text because parsing a detail would cost more than everything else here; a key has no escapes. */
const keyOf = ({ detail }: OutgoingEntry): string => {
  const start = detail.indexOf(beforeKey) + beforeKey.length;
  return detail.slice(start, detail.indexOf('"', start));
};

/** The entries of a row: as they were written with it, or of what is stored. */
export const entriesIn = ({ entries, body }: WrittenWaitingRow): readonly OutgoingEntry[] =>
  entries ?? publishedEntries(outboxRowIn(body));

/** Counts entries and exits by segment as they are published. */
export const entryCounter = () => {
  const countsBySegment = new Map<string, EntryExitCounts>();
  return {
    countsBySegment,
    count: (entry: OutgoingEntry): void => {
      if (entry.detailType === 'ProfileErased') return;
      const key = keyOf(entry);
      const counts = countsBySegment.get(key) ?? { entered: 0, exited: 0 };
      countsBySegment.set(key, counts);
      counts[entry.detailType === 'SegmentEntered' ? 'entered' : 'exited'] += 1;
    },
  };
};

/**
 * Creates the file, or empties it.
 *
 * @throws the file system's errors as they are.
 */
export const createChangeJournal = async (path: string): Promise<ChangeJournal> => {
  const file = await createLineFile(path);
  const { countsBySegment, count } = entryCounter();
  return {
    countsBySegment,
    publish: async (rows) => {
      for (const row of rows) {
        for (const entry of entriesIn(row)) {
          file.add(entryLine(entry));
          count(entry);
        }
      }
      await file.flush();
    },
    flush: () => file.flush('all'),
    close: file.close,
  };
};
