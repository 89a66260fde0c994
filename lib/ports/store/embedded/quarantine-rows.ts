import type { DatabaseSync } from 'node:sqlite';
import type { RefusalReason } from '#events/accept-entry.ts';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { PlacedEntry, QuarantineEntry, QuarantineKey } from '../customer-store.ts';
import { paged } from './paged.ts';
import { firstRow, rows } from './rows.ts';

const pageSize = 500;

interface StoredEntry {
  readonly position: number;
  /** The JSON of the `QuarantineEntry`. */
  readonly body: string;
}

const entryIn = ({ body }: StoredEntry): QuarantineEntry => JSON.parse(body) as QuarantineEntry;

/** The entries whose place comes after a position, by the query for a page of them. */
const placedBy = (page: (position: number) => readonly StoredEntry[]) =>
  function* after(position: number): Iterable<PlacedEntry> {
    for (const row of paged<StoredEntry>(pageSize, (last) => page(last?.position ?? position)))
      yield { entry: entryIn(row), place: String(row.position) };
  };

/** The refused entries. Nothing expires here. */
export const quarantineRows = (database: DatabaseSync) => {
  const insert = database.prepare(
    'INSERT INTO quarantine (id, person, body) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET body = excluded.body',
  );
  const one = firstRow<StoredEntry>(database.prepare('SELECT position, body FROM quarantine WHERE id = ?'));
  const page = rows<StoredEntry>(
    database.prepare(`SELECT position, body FROM quarantine WHERE position > ? ORDER BY position LIMIT ${pageSize}`),
  );
  const count = firstRow<{ readonly entries: number }>(
    database.prepare("SELECT count(*) AS entries FROM quarantine WHERE body ->> 'reason' = ?"),
  );
  const ofPerson = rows<StoredEntry>(
    database.prepare('SELECT position, body FROM quarantine WHERE person = ? ORDER BY position'),
  );
  const removeOne = database.prepare('DELETE FROM quarantine WHERE id = ?');
  const remove = database.prepare('DELETE FROM quarantine WHERE person = ?');

  const after = placedBy(page);

  return {
    add: (entry: QuarantineEntry): void => {
      insert.run(entry.id, entry.person ?? null, JSON.stringify(entry));
    },
    /** All entries, in the order in which they were first refused. The reader may write in between. */
    *all(): Iterable<QuarantineEntry> {
      for (const { entry } of after(0)) yield entry;
    },
    after,
    one: ({ id }: QuarantineKey): QuarantineEntry | undefined => {
      const row = one(id);
      return row && entryIn(row);
    },
    count: (reason: RefusalReason): number => count(reason)?.entries ?? 0,
    of: (person: PersonKey): readonly QuarantineEntry[] => ofPerson(person).map(entryIn),
    removeOne: ({ id }: QuarantineKey): void => {
      removeOne.run(id);
    },
    removeAll: (person: PersonKey): void => {
      remove.run(person);
    },
  };
};
