import type { PersonKey } from '#lib/core/profile/person.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import type { CustomerStore } from './customer-store.ts';

/** A hash that no catalogue has, so that everyone is behind it. */
const noCatalogue = 'none';

/** The customers and visitors with a profile, in no promised order, read by pages: the reader may write in between. */
export async function* allPersons(store: Pick<CustomerStore, 'behind'>): AsyncIterable<PersonKey> {
  let after: string | undefined;
  do {
    const page = await store.behind(noCatalogue, { index: 0, of: 1, after });
    yield* page.persons.map(({ person }) => person);
    after = page.next;
  } while (after !== undefined);
}

/** The latest clock of all profiles, at which something last happened in the store; 0 in an empty store. */
export const latestClock = async (store: Pick<CustomerStore, 'behind' | 'load'>): Promise<Instant> => {
  let latest = 0;
  for await (const person of allPersons(store)) {
    const { record } = await store.load(person, []);
    if (record?.kind === 'profile') latest = Math.max(latest, record.state.clock);
  }
  return latest;
};
