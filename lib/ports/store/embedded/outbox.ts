import type { DatabaseSync } from 'node:sqlite';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { OutboxRow } from '../customer-store.ts';
import { forgottenRows, waitingRows, type WaitingRow } from './waiting-rows.ts';

export type { WaitingRow } from './waiting-rows.ts';

/** Rows that are remembered until they are published: whoever publishes them as they come need not read them back. */
const remembered = 4096;

/** Changes and announcements in the order of their commits. What was published stays as history until the person is erased. */
export const outbox = (database: DatabaseSync) => {
  const rows = waitingRows(database);
  const forgotten = forgottenRows(database);
  /** The last rows that were added, as far as they wait. */
  let recent: WaitingRow[] = [];

  return {
    add: (row: OutboxRow): void => {
      const waiting = rows.add(row);
      if (recent.length === remembered) recent = [];
      recent.push(waiting);
    },
    /** The first rows, at most `limit`, that nobody acknowledged. */
    waiting: (limit: number): readonly WaitingRow[] => {
      const first = rows.firstPosition();
      return first !== undefined && first === recent[0]?.position ? recent.slice(0, limit) : rows.page(limit);
    },
    /** Acknowledges every row up to and with this position. */
    published: (position: number): void => {
      rows.published(position);
      recent = recent.filter((row) => row.position > position);
      forgotten.published(position);
    },
    /** Removes a person's history: what was published at once, what waits when it is published. Call after the last `add`. */
    forget: (person: PersonKey): void => forgotten.forget(person),
    /** Call when a transaction was rolled back: what it added is not there. */
    undone: (): void => {
      recent = [];
    },
  };
};
