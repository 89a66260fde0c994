import type { DatabaseSync } from 'node:sqlite';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { Teller } from '#lib/core/profile/newest-tellings.ts';
import type { Fact, Telling } from '#lib/core/profile/telling.ts';
import { raiseVersion } from './open-database.ts';
import { firstRow } from './rows.ts';

/** Made with the first event that tells a fact: a store without one has no such table. */
const table = `
  CREATE TABLE IF NOT EXISTS fact (
    person TEXT NOT NULL,
    fact TEXT NOT NULL,
    number INTEGER NOT NULL,
    eventId TEXT NOT NULL,
    PRIMARY KEY (person, fact)
  ) STRICT, WITHOUT ROWID;
`;

const statementsOver = (database: DatabaseSync) => ({
  newest: firstRow<{ [Name in keyof Telling]: Telling[Name] }>(
    database.prepare('SELECT number, eventId FROM fact WHERE person = ? AND fact = ?'),
  ),
  tell: database.prepare(
    `INSERT INTO fact VALUES (?, ?, ?, ?) ON CONFLICT (person, fact) DO UPDATE
     SET number = excluded.number, eventId = excluded.eventId
     WHERE (excluded.number, excluded.eventId) > (number, eventId)`,
  ),
  remove: database.prepare('DELETE FROM fact WHERE person = ?'),
});

/** The newest applied telling of each fact, under the person of the events' own ids. */
export const factRows = (database: DatabaseSync) => {
  const isThere = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'fact'");
  let prepared: ReturnType<typeof statementsOver> | undefined;
  const statements = () => (prepared ??= statementsOver(database));
  // A transaction that is rolled back takes the table with it.
  const statementsIfThere = () => (isThere.get() === undefined ? undefined : statements());

  return {
    /** The newest telling of a fact; undefined where there is none. */
    newest: ({ person, of }: Fact): Telling | undefined => statementsIfThere()?.newest(person, of),
    /** Takes an event that tells a fact: it becomes the newest telling unless there is a newer one. */
    tell: ({ person, eventId, revision }: Teller): void => {
      if (!revision) return;
      if (isThere.get() === undefined) {
        database.exec(table);
        raiseVersion(database);
      }
      statements().tell.run(person, revision.of, revision.number, eventId);
    },
    removeAll: (person: PersonKey): void => {
      statementsIfThere()?.remove.run(person);
    },
  };
};
