import type { ProfiledPerson } from '../customer-store.ts';
import type { Persons } from './persons.ts';

/** The people with a profile, by id. */
export function* storedProfiles(persons: Pick<Persons, 'profiles' | 'read'>): Iterable<ProfiledPerson> {
  for (const person of persons.profiles()) {
    const { record } = persons.read(person);
    if (record?.kind === 'profile') yield { person, state: record.state };
  }
}
