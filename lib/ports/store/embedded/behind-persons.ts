import type { DatabaseSync } from 'node:sqlite';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { BehindPage, PersonBehind, ProfiledPerson, ProfilePage, StorePart } from '../customer-store.ts';
import { fnv1a } from '../fnv1a.ts';
import type { Persons } from './persons.ts';
import { paged } from './paged.ts';
import { firstRow, rows } from './rows.ts';

const pageSize = 1000;

/** The index of the part of the store that a person belongs to. */
const partOf = (person: PersonKey, parts: number): number => (parts === 1 ? 0 : fnv1a(person) % parts);

const behindAs = ({ person, state: { deployment } }: ProfiledPerson): PersonBehind => ({
  person,
  deployment,
  place: person,
});

/** Finds people with a profile, and among them those whom another catalogue has decided, in the order of their keys. */
export const behindPersons = (database: DatabaseSync, persons: Pick<Persons, 'flush' | 'read'>) => {
  const following = rows<{ readonly key: PersonKey }>(
    database.prepare(`SELECT key FROM person WHERE kind = 'profile' AND key > ? ORDER BY key LIMIT ${pageSize}`),
  );
  const counted = firstRow<{ readonly count: number }>(
    database.prepare("SELECT count(*) AS count FROM person WHERE kind = 'profile'"),
  );

  const profiled = (person: PersonKey): ProfiledPerson[] => {
    const { record } = persons.read(person);
    return record?.kind === 'profile' ? [{ person, state: record.state }] : [];
  };

  const keysAfter = (after = ''): readonly PersonKey[] => {
    persons.flush();
    return following(after).map(({ key }) => key);
  };

  const page = ({ index, of, after }: StorePart) => {
    const keys = keysAfter(after);
    const own = keys.filter((person) => partOf(person, of) === index);
    return { own: own.flatMap(profiled), rows: own.length, next: keys.length === pageSize ? keys.at(-1) : undefined };
  };

  return {
    page: (catalogue: string, part: StorePart): BehindPage => {
      const { own, rows: read, next } = page(part);
      const behind = own.filter(({ state }) => state.catalogue !== catalogue);
      return { persons: behind.map(behindAs), rows: read, next };
    },
    everybody: (part: StorePart): ProfilePage => {
      const { own: people, rows: read, next } = page(part);
      return { people, rows: read, next };
    },
    keys: (): Iterable<PersonKey> => paged(pageSize, keysAfter),
    count: (): number => {
      persons.flush();
      return counted()?.count ?? 0;
    },
  };
};
