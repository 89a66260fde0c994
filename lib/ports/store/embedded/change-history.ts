import type { DatabaseSync } from 'node:sqlite';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { ChangeRow } from '../customer-store.ts';
import { outboxRowIn } from './outbox-json.ts';
import { paged } from './paged.ts';
import { rows } from './rows.ts';
import type { WaitingRow } from './waiting-rows.ts';

const pageSize = 500;

/** The rows of the outbox as the history of one person, published or not. */
export const changeHistory = (database: DatabaseSync) => {
  const page = rows<WaitingRow>(
    database.prepare(
      `SELECT position, body FROM change WHERE person = ? AND position > ? ORDER BY position LIMIT ${pageSize}`,
    ),
  );

  return {
    /** A person's changes in the order of their commits. The reader may write in between. */
    *of(person: PersonKey): Iterable<ChangeRow> {
      for (const { body } of paged<WaitingRow>(pageSize, (last) => page(person, last?.position ?? 0))) {
        const row = outboxRowIn(body);
        if (row.kind === 'changes') yield row;
      }
    },
  };
};
