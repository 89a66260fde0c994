import type { DatabaseSync } from 'node:sqlite';
import type { PersonKey } from '#lib/core/profile/person.ts';
import { rows } from './rows.ts';
import type { WaitingRow } from './waiting-rows.ts';

/** The rows of the outbox in the order of their commits, published or not, but for those of people who were erased. */
export const publishedRows = (database: DatabaseSync) => {
  const behind = database.prepare('SELECT position, body FROM change WHERE position > ? ORDER BY position LIMIT ?');
  const ofPerson = database.prepare('SELECT position, body FROM change WHERE person = ? ORDER BY position DESC');
  return {
    /** The first rows behind a position, at most `limit`. */
    behind: rows<WaitingRow>(behind) as (position: number, limit: number) => readonly WaitingRow[],
    /** All rows of a person, the latest first. */
    of: rows<WaitingRow>(ofPerson) as (person: PersonKey) => readonly WaitingRow[],
  };
};
