import type { DatabaseSync } from 'node:sqlite';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import type { ChangeRow } from '../customer-store.ts';
import { outboxRowIn } from './outbox-json.ts';
import { paged } from './paged.ts';
import { rows } from './rows.ts';

/** Somebody who is or was in a segment. */
export interface SegmentPerson {
  readonly person: PersonKey;
  /** Null for somebody who is not in it. */
  readonly enteredAt: Instant | null;
}

const pageSize = 1000;

/** The keys of customers and of visitors, in the order of their public ids: `~` comes after all that an id may begin with. */
const ranges = [
  { from: 'C#', to: 'C$' },
  { from: 'A#', to: 'A$' },
] as const;

/** Finding the text first spares SQLite from parsing most profiles. */
const enteredAt = `CASE WHEN kind = 'profile' AND instr(body, ?3) > 0 THEN json_extract(body, ?4) END`;

const people = `SELECT key AS person, ${enteredAt} AS enteredAt FROM person WHERE key > ?1 AND key < ?2`;

const paging = `ORDER BY key LIMIT ${pageSize}`;

/** The ways in which a segment's key is found in JSON. */
const textsOf = (segment: string) => ({
  member: `"${segment}":`,
  path: `$.memberships."${segment}"`,
  change: `"segment":{"key":"${segment}"`,
});

type Range = (typeof ranges)[number] | { readonly from: PersonKey; readonly to: string };

/** The statements that look for people, page by page. */
const statements = (database: DatabaseSync) => ({
  members: rows<SegmentPerson>(database.prepare(`${people} AND enteredAt IS NOT NULL ${paging}`)),
  all: rows<SegmentPerson>(
    database.prepare(
      `${people} AND (enteredAt IS NOT NULL OR kind = 'erased' OR EXISTS (
         SELECT 1 FROM change WHERE change.person = person.key AND instr(change.body, ?5) > 0
       )) ${paging}`,
    ),
  ),
  changes: rows<{ readonly body: string }>(
    database.prepare('SELECT body FROM change WHERE person = ? AND instr(body, ?) > 0 ORDER BY position'),
  ),
});

/** Finds the people of a segment in the profiles, and those who were in it in the log of changes. */
export const segmentPeople = (database: DatabaseSync) => {
  const { members, all, changes } = statements(database);

  const following = (segment: string, which: 'members' | 'all', range: Range): Iterable<SegmentPerson> => {
    const { member, path, change } = textsOf(segment);
    const page = (from: string) =>
      which === 'members' ? members(from, range.to, member, path) : all(from, range.to, member, path, change);
    return paged<SegmentPerson>(pageSize, (last) => page(last?.person ?? range.from));
  };

  return {
    /** The members of a segment, or all who are or may have been in it, by public id, after a person. */
    *of(segment: string, which: 'members' | 'all', after?: PersonKey): Iterable<SegmentPerson> {
      const begun = ranges.findIndex(({ from }) => after?.startsWith(from));
      for (const [place, range] of ranges.entries()) {
        if (place < begun) continue;
        yield* following(segment, which, place === begun && after !== undefined ? { ...range, from: after } : range);
      }
    },
    /** The changes of a person in which a segment is entered or left, in the order of their commits. */
    changes: (person: PersonKey, segment: string): readonly ChangeRow[] =>
      changes(person, textsOf(segment).change)
        .map(({ body }) => outboxRowIn(body))
        .filter((row) => row.kind === 'changes'),
  };
};
