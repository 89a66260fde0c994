import type { DatabaseSync } from 'node:sqlite';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { OutboxRow } from '../customer-store.ts';
import type { Indexes } from './indexes.ts';
import type { Draft } from './draft.ts';
import { forgottenRows, waitingRows, type WrittenWaitingRow } from './waiting-rows.ts';

/** The number of rows that are remembered until they are published, so that rows published at once are not read back. */
const remembered = 4096;

/** Changes and announcements in the order of their commits. Published rows stay as history until the person is erased. */
export const outbox = (database: DatabaseSync, draft: Draft, indexes: Indexes) => {
  const rows = waitingRows(database, draft);
  const forgotten = forgottenRows(database, indexes);
  /** The last rows that were added and still wait. */
  let recent: WrittenWaitingRow[] = [];

  return {
    add: (row: OutboxRow): void => {
      const waiting = rows.add(row);
      if (recent.length === remembered) recent = [];
      recent.push(waiting);
    },
    /** The first rows that have not been acknowledged, at most `limit`. */
    waiting: (limit: number): readonly WrittenWaitingRow[] => {
      const first = rows.firstPosition();
      return first !== undefined && first === recent[0]?.position ? recent.slice(0, limit) : rows.page(limit);
    },
    /** Acknowledges all rows up to and including this position. */
    published: (position: number): void => {
      rows.published(position);
      recent = recent.filter((row) => row.position > position);
      forgotten.published(position);
    },
    /** Removes a person's history: published rows at once, waiting rows when they are published. Call it after the last `add`. */
    forget: (person: PersonKey): void => forgotten.forget(person),
    /** Call it when a transaction was rolled back, which removes the rows that it added. */
    rolledBack: (): void => {
      recent = [];
    },
  };
};
