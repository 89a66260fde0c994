import type { DatabaseSync } from 'node:sqlite';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { BehindPage, PersonBehind, StorePart } from '../customer-store.ts';
import type { Persons } from './persons.ts';

const pageSize = 1000;

/** Which part of the store a person belongs to (FNV-1a). */
const partOf = (person: PersonKey, parts: number): number => {
  if (parts === 1) return 0;
  let hash = 0x811c9dc5;
  for (let index = 0; index < person.length; index += 1) {
    hash = Math.imul(hash ^ person.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0) % parts;
};

/** Looks for those whom another catalogue has decided, in the order of their keys. */
export const behindPersons = (database: DatabaseSync, persons: Pick<Persons, 'flush' | 'read'>) => {
  const following = database.prepare(
    `SELECT key FROM person WHERE kind = 'profile' AND key > ? ORDER BY key LIMIT ${pageSize}`,
  );
  const counted = database.prepare("SELECT count(*) AS count FROM person WHERE kind = 'profile'");

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
      const keys = following.all(after).map((row) => row['key'] as PersonKey);
      const own = keys.filter((person) => partOf(person, of) === index);
      const next = keys.length === pageSize ? keys.at(-1) : undefined;
      return { persons: own.flatMap(behindBy(catalogue)), rows: own.length, next };
    },
    count: (): number => {
      persons.flush();
      return Number(counted.get()?.['count']);
    },
  };
};
