import type { DatabaseSync } from 'node:sqlite';
import type { ChangeLog, LoggedChanges } from '../change-log.ts';
import { outboxRowIn } from './outbox-json.ts';
import { firstRow, rows } from './rows.ts';
import type { Tables } from './tables.ts';
import type { WaitingRow } from './waiting-rows.ts';

/** What waits to be published of the erased is still there, and not shown. */
const ofTheLiving = `NOT EXISTS (SELECT 1 FROM person WHERE person.key = change.person AND person.kind = 'erased')`;

const loggedIn = ({ position, body }: WaitingRow): readonly LoggedChanges[] => {
  const row = outboxRowIn(body);
  return row.kind === 'changes' ? [{ position, row }] : [];
};

/** So many positions are searched at once, lest what is seldom be looked for through all of the log. */
const searched = 50_000;

/** The log of changes as it is read by those who look at everybody. Finding texts spares SQLite from parsing rows. */
export const changeLog = (database: DatabaseSync, { persons }: Pick<Tables, 'persons'>): ChangeLog => {
  const last = firstRow<{ readonly position: number | null }>(
    database.prepare('SELECT max(position) AS position FROM change'),
  );
  const search = rows<WaitingRow>(
    database.prepare(
      `SELECT position, body FROM change WHERE position <= ? AND position > ? AND instr(body, ?) > 0 AND instr(body, ?) > 0
       AND ${ofTheLiving} ORDER BY position DESC LIMIT ?`,
    ),
  );
  const behind = rows<WaitingRow>(
    database.prepare(
      `SELECT position, body FROM change WHERE position > ? AND ${ofTheLiving} ORDER BY position LIMIT ?`,
    ),
  );

  return {
    last: async () => last()?.position ?? 0,
    search: async ({ from, segment, origin, limit }) => {
      persons.flush();
      const rest = Math.max(0, from - searched);
      const ofSegment = segment === undefined ? '' : `"segment":{"key":"${segment}"`;
      const ofOrigin = origin === undefined ? '' : `"origin":"${origin}"`;
      return { rows: search(from, rest, ofSegment, ofOrigin, limit).flatMap(loggedIn), rest };
    },
    behind: async (position, limit) => {
      persons.flush();
      return behind(position, limit).flatMap(loggedIn);
    },
  };
};
