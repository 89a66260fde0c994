import type { DatabaseSync } from 'node:sqlite';
import { isMember, latestMemberships, type FormerMember } from '#lib/core/members/membership.ts';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import type { ChangeRow } from '../customer-store.ts';
import { rows } from './rows.ts';

/** Made by the first erasure, so that a file of an earlier version is not changed only to be read. */
const table = `
  CREATE TABLE IF NOT EXISTS former_member (
    person TEXT NOT NULL,
    segment TEXT NOT NULL,
    expiresAt INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (person, segment)
  ) STRICT;
`;

/** The segments that erased people were in, whose changes are gone, for as long as a tombstone is kept. Nobody else needs a row. */
export const formerMembers = (database: DatabaseSync) => {
  const isThere = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'former_member'");

  return {
    /** Keeps the segments that a person has left, before their changes are removed, and forgets what has expired. */
    keep: (person: PersonKey, changes: readonly ChangeRow[], at: Instant): void => {
      database.exec(table);
      database.prepare('DELETE FROM former_member WHERE expiresAt <= ?').run(at);
      const put = database.prepare('INSERT OR REPLACE INTO former_member VALUES (?, ?, ?, ?)');
      for (const last of latestMemberships(changes).values()) {
        if (isMember(last) || last.expiresAt <= at) continue;
        put.run(person, last.segment, last.expiresAt, JSON.stringify(last));
      }
    },
    /** The tombstone of an erased person; undefined where there is none. */
    one: (person: PersonKey, segment: string): FormerMember | undefined => {
      if (isThere.get() === undefined) return undefined;
      const found = rows<{ readonly body: string }>(
        database.prepare('SELECT body FROM former_member WHERE person = ? AND segment = ?'),
      )(person, segment);
      return found[0] && (JSON.parse(found[0].body) as FormerMember);
    },
  };
};
