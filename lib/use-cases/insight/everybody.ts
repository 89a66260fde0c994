import type { Person } from '#lib/core/insight/person.ts';
import { allPersons } from '#lib/ports/store/all-persons.ts';
import type { CustomerStore } from '#lib/ports/store/customer-store.ts';
import { readAhead } from './read-ahead.ts';

/** Everybody with a profile: customers, and visitors who are not linked to one. The reader may write in between. */
export async function* everybody(store: Pick<CustomerStore, 'behind' | 'load'>): AsyncIterable<Person> {
  const loaded = readAhead(allPersons(store), (person) => store.load(person, []));
  for await (const { person, record } of loaded) {
    if (record?.kind === 'profile') yield { person, state: record.state };
  }
}
