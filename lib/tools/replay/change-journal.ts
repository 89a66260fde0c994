import type { ChangePublisher, OutgoingEntry } from '#lib/ports/publisher/change-publisher.ts';
import { entryLine } from './entry-line.ts';
import type { LineFile } from './line-file.ts';

/** Entries into and exits from one segment. */
interface EntryExitCounts {
  entered: number;
  exited: number;
}

/** A publisher that writes entries to a file instead of putting them on a bus, and counts them by segment. */
export interface ChangeJournal extends ChangePublisher {
  /** Counts so far, by the segment's key. */
  readonly countsBySegment: ReadonlyMap<string, EntryExitCounts>;
}

const beforeKey = '"segment":{"key":"';

/** The segment's key, found in the text because parsing a detail would cost more than everything else here; a key has no escapes. */
const keyOf = ({ detail }: OutgoingEntry): string => {
  const start = detail.indexOf(beforeKey) + beforeKey.length;
  return detail.slice(start, detail.indexOf('"', start));
};

/** A journal that adds its entries to a file of lines. */
export const createChangeJournal = (file: LineFile): ChangeJournal => {
  const countsBySegment = new Map<string, EntryExitCounts>();
  const count = (entry: OutgoingEntry): void => {
    if (entry.detailType === 'ProfileErased') return;
    const key = keyOf(entry);
    const counts = countsBySegment.get(key) ?? { entered: 0, exited: 0 };
    countsBySegment.set(key, counts);
    counts[entry.detailType === 'SegmentEntered' ? 'entered' : 'exited'] += 1;
  };
  return {
    countsBySegment,
    publish: async (entries) => {
      for (const entry of entries) {
        file.add(entryLine(entry));
        count(entry);
      }
      return [];
    },
  };
};
