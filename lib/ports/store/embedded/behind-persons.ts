import type { DatabaseSync } from 'node:sqlite';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { BehindPage, PersonBehind, StorePart } from '../customer-store.ts';
import { fnv1a } from '../fnv1a.ts';
import type { Persons } from './persons.ts';
import { firstRow, rows } from './rows.ts';

const pageSize = 1000;

/** The index of the part of the store that a person belongs to. */
const partOf = (person: PersonKey, parts: number): number => (parts === 1 ? 0 : fnv1a(person) % parts);

/** Finds the people whom another catalogue has decided, in the order of their keys. */
export const behindPersons = (database: DatabaseSync, persons: Pick<Persons, 'flush' | 'read'>) => {
  const following = rows<{ readonly key: PersonKey }>(
    database.prepare(`SELECT key FROM person WHERE kind = 'profile' AND key > ? ORDER BY key LIMIT ${pageSize}`),
  );
  const counted = firstRow<{ readonly count: number }>(
    database.prepare("SELECT count(*) AS count FROM person WHERE kind = 'profile'"),
  );

  const behindBy =
    (catalogue: string) =>
    (person: PersonKey): PersonBehind[] => {
      const { record } = persons.read(person);
      if (record?.kind !== 'profile' || record.state.catalogue === catalogue) return [];
      return [{ person, deployment: record.state.deployment, place: person }];
    };

  return {
    page: (catalogue: string, { index, of, after = '' }: StorePart): BehindPage => {
      persons.flush();
      const keys = following(after).map(({ key }) => key);
      const own = keys.filter((person) => partOf(person, of) === index);
      const next = keys.length === pageSize ? keys.at(-1) : undefined;
      return { persons: own.flatMap(behindBy(catalogue)), rows: own.length, next };
    },
    count: (): number => {
      persons.flush();
      return counted()?.count ?? 0;
    },
  };
};
