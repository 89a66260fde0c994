import type { DatabaseSync } from 'node:sqlite';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { ChangeRow } from '../customer-store.ts';
import { outboxRowIn } from './outbox-json.ts';

const pageSize = 500;

interface StoredRow {
  readonly position: number;
  readonly body: string;
}

/** The rows of the outbox as one person's history, published or not. */
export const changeHistory = (database: DatabaseSync) => {
  const page = database.prepare(
    `SELECT position, body FROM change WHERE person = ? AND position > ? ORDER BY position LIMIT ${pageSize}`,
  );

  return {
    /** A person's changes page by page, so that the reader may write in between. */
    *of(person: PersonKey): Iterable<ChangeRow> {
      for (let after = 0; ;) {
        const rows = page.all(person, after) as unknown as StoredRow[];
        yield* rows.map(({ body }) => outboxRowIn(body)).filter((row) => row.kind === 'changes');
        const last = rows.at(-1);
        if (last === undefined || rows.length < pageSize) return;
        after = last.position;
      }
    },
  };
};
