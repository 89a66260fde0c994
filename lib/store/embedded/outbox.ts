import type { DatabaseSync } from 'node:sqlite';
import type { PersonKey } from '../../person.ts';
import type { OutboxRow } from '../customer-store.ts';

/** A row that waits to be published, with its place in the order of commits. */
export interface WaitingRow {
  readonly position: number;
  readonly row: OutboxRow;
}

/** Changes and announcements in the order of their commits. What was published stays as history until the person is erased. */
export const outbox = (database: DatabaseSync) => {
  const insert = database.prepare('INSERT INTO change (person, body) VALUES (?, ?)');
  const waiting = database.prepare(
    'SELECT position, body FROM change WHERE position > (SELECT position FROM publication) ORDER BY position LIMIT ?',
  );
  const publish = database.prepare('UPDATE publication SET position = ? WHERE position < ?');
  const forget = database.prepare('INSERT INTO forgotten SELECT max(position), ? FROM change');
  const anyForgotten = database.prepare('SELECT 1 FROM forgotten WHERE position <= ? LIMIT 1');
  const removeChanges = database.prepare(
    `DELETE FROM change WHERE position <= ?1
     AND person IN (SELECT person FROM forgotten WHERE position <= ?1)`,
  );
  const removeForgotten = database.prepare('DELETE FROM forgotten WHERE position <= ?');
  const removePublished = database.prepare(
    'DELETE FROM change WHERE person = ? AND position <= (SELECT position FROM publication)',
  );

  return {
    add: (row: OutboxRow): void => {
      insert.run(row.person, JSON.stringify(row));
    },
    /** The first rows, at most `limit`, that nobody acknowledged. */
    waiting: (limit: number): readonly WaitingRow[] =>
      (waiting.all(limit) as unknown as { position: number; body: string }[]).map(({ position, body }) => ({
        position,
        row: JSON.parse(body) as OutboxRow,
      })),
    /** Acknowledges every row up to and with this position. */
    published: (position: number): void => {
      publish.run(position, position);
      if (anyForgotten.get(position) === undefined) return;
      removeChanges.run(position);
      removeForgotten.run(position);
    },
    /** Removes a person's history: what was published at once, what waits when it is published. Call after the last `add`. */
    forget: (person: PersonKey): void => {
      removePublished.run(person);
      forget.run(person);
    },
  };
};
