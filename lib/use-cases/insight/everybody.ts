import type { Person } from '#lib/core/insight/person.ts';
import { allPersons } from '#lib/ports/store/all-persons.ts';
import type { CustomerStore } from '#lib/ports/store/customer-store.ts';

/** Everybody with a profile: customers, and visitors who are not linked to one. The reader may write in between. */
export async function* everybody(store: Pick<CustomerStore, 'behind' | 'load'>): AsyncIterable<Person> {
  for await (const person of allPersons(store)) {
    const { record } = await store.load(person, []);
    if (record?.kind === 'profile') yield { person, state: record.state };
  }
}
