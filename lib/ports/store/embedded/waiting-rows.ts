import type { DatabaseSync } from 'node:sqlite';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { OutboxRow } from '../customer-store.ts';
import type { Indexes } from './indexes.ts';
import type { Draft } from './draft.ts';
import type { WrittenRow } from './outbox-json.ts';
import { firstRow, rows } from './rows.ts';

/** A row that waits to be published, with its position in the order of commits. */
export interface WaitingRow {
  readonly position: number;
  /** The row, as `outboxRowIn` reads it. */
  readonly body: string;
}

/** A row that waits, with its entries where they were written with it and are still remembered. */
export type WrittenWaitingRow = WaitingRow & WrittenRow;

/** The table of changes and announcements. All rows up to one position are published. */
export const waitingRows = (database: DatabaseSync, { write, part }: Draft) => {
  const insert = database.prepare('INSERT INTO change (position, person, body) VALUES (?, ?, ?)');
  const page = rows<WaitingRow>(
    database.prepare(
      'SELECT position, body FROM change WHERE position > (SELECT position FROM publication) ORDER BY position LIMIT ?',
    ),
  );
  const first = firstRow<{ readonly position: number | null }>(
    database.prepare(
      'SELECT min(position) AS position FROM change WHERE position > (SELECT position FROM publication)',
    ),
  );
  const publish = database.prepare('UPDATE publication SET position = ? WHERE position < ?');

  return {
    /** Adds a row that waits to be published. */
    add: (row: OutboxRow): WrittenWaitingRow => {
      const { body, entries } = write(row);
      return {
        position: Number(insert.run(part?.nextPosition() ?? null, row.person, body).lastInsertRowid),
        body,
        entries,
      };
    },
    /** The position of the first row that waits; undefined where none does. */
    firstPosition: (): number | undefined => first()?.position ?? undefined,
    page: (limit: number): readonly WaitingRow[] => page(limit),
    published: (position: number): void => {
      publish.run(position, position);
    },
  };
};

/** The rows of erased people that are kept until they are published. */
export const forgottenRows = (database: DatabaseSync, { need }: Indexes) => {
  const forget = database.prepare('INSERT INTO forgotten SELECT max(position), ? FROM change');
  const any = database.prepare('SELECT 1 FROM forgotten WHERE position <= ? LIMIT 1');
  const removeChanges = database.prepare(
    `DELETE FROM change WHERE position <= ?1
     AND person IN (SELECT person FROM forgotten WHERE position <= ?1)`,
  );
  const remove = database.prepare('DELETE FROM forgotten WHERE position <= ?');
  const removePublished = database.prepare(
    'DELETE FROM change WHERE person = ? AND position <= (SELECT position FROM publication)',
  );

  return {
    /** Removes the published rows of a person at once, and marks those that wait. Call it after the last `add`. */
    forget: (person: PersonKey): void => {
      need('change_person');
      removePublished.run(person);
      forget.run(person);
    },
    /** Removes the marked rows up to and including this position. */
    published: (position: number): void => {
      if (any.get(position) === undefined) return;
      removeChanges.run(position);
      remove.run(position);
    },
  };
};
