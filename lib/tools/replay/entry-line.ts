import { outgoingSource, type OutgoingEntry } from '#lib/ports/publisher/change-publisher.ts';

/** An entry that Patron publishes, as a line of `changes.jsonl`. */
export const entryLine = ({ detailType, detail }: OutgoingEntry): string =>
  `{"source":"${outgoingSource}","detail-type":"${detailType}","detail":${detail}}`;
