import { outgoingSource, type ChangePublisher, type OutgoingEntry } from '#lib/ports/publisher/change-publisher.ts';
import type { LineFile } from './line-file.ts';

/** How often a segment was entered and left. */
interface Turns {
  entered: number;
  exited: number;
}

/** A publisher that writes entries down instead of putting them on a bus, and counts them by segment. */
export interface ChangeJournal extends ChangePublisher {
  readonly turns: ReadonlyMap<string, Turns>;
}

const lineOf = ({ detailType, detail }: OutgoingEntry): string =>
  `{"source":"${outgoingSource}","detail-type":"${detailType}","detail":${detail}}`;

const beforeKey = '"segment":{"key":"';

/** Read off the text, since parsing a detail would cost more than all the rest here; a key needs no escapes. */
const keyOf = ({ detail }: OutgoingEntry): string => {
  const start = detail.indexOf(beforeKey) + beforeKey.length;
  return detail.slice(start, detail.indexOf('"', start));
};

export const createChangeJournal = (file: LineFile): ChangeJournal => {
  const turns = new Map<string, Turns>();
  const count = (entry: OutgoingEntry): void => {
    if (entry.detailType === 'ProfileErased') return;
    const key = keyOf(entry);
    const counts = turns.get(key) ?? { entered: 0, exited: 0 };
    turns.set(key, counts);
    counts[entry.detailType === 'SegmentEntered' ? 'entered' : 'exited'] += 1;
  };
  return {
    turns,
    publish: async (entries) => {
      for (const entry of entries) {
        file.add(lineOf(entry));
        count(entry);
      }
      return [];
    },
  };
};
