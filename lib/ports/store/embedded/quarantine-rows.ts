import type { DatabaseSync } from 'node:sqlite';
import type { RefusalReason } from '#events/accept-entry.ts';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { QuarantineEntry, QuarantineKey } from '../customer-store.ts';

const pageSize = 500;

/** What was refused, in the order in which it was. */
export const quarantineRows = (database: DatabaseSync) => {
  const insert = database.prepare(
    'INSERT INTO quarantine (id, person, body) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET body = excluded.body',
  );
  const select = database.prepare('SELECT body FROM quarantine WHERE id = ?');
  const page = database.prepare(
    `SELECT position, body FROM quarantine WHERE position > ? ORDER BY position LIMIT ${pageSize}`,
  );
  const count = database.prepare("SELECT count(*) AS entries FROM quarantine WHERE body ->> 'reason' = ?");
  const ofPerson = database.prepare('SELECT body FROM quarantine WHERE person = ? ORDER BY position');
  const removeOne = database.prepare('DELETE FROM quarantine WHERE id = ?');
  const remove = database.prepare('DELETE FROM quarantine WHERE person = ?');

  return {
    add: (entry: QuarantineEntry): void => {
      insert.run(entry.id, entry.person ?? null, JSON.stringify(entry));
    },
    *all(): Iterable<QuarantineEntry> {
      for (let after = 0; ;) {
        const rows = page.all(after) as unknown as { position: number; body: string }[];
        for (const { body } of rows) yield JSON.parse(body) as QuarantineEntry;
        const last = rows.at(-1);
        if (last === undefined || rows.length < pageSize) return;
        after = last.position;
      }
    },
    one: ({ id }: QuarantineKey): QuarantineEntry | undefined => {
      const body = select.get(id)?.['body'] as string | undefined;
      return body === undefined ? undefined : (JSON.parse(body) as QuarantineEntry);
    },
    count: (reason: RefusalReason): number => Number(count.get(reason)?.['entries']),
    of: (person: PersonKey): readonly QuarantineEntry[] =>
      ofPerson.all(person).map(({ body }) => JSON.parse(String(body)) as QuarantineEntry),
    removeOne: ({ id }: QuarantineKey): void => {
      removeOne.run(id);
    },
    removeAll: (person: PersonKey): void => {
      remove.run(person);
    },
  };
};
