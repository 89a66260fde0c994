import type { PersonKey } from '#lib/core/profile/person.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import type { CustomerStore } from './customer-store.ts';

/** No catalogue has this hash, so that everybody is behind it. */
const nobodysCatalogue = 'none';

/**
 * Everybody who has a profile, customers and visitors, in no promised order, a page at a time: whoever reads may write
 * in between.
 */
export async function* allPersons(store: Pick<CustomerStore, 'behind'>): AsyncIterable<PersonKey> {
  let after: string | undefined;
  do {
    const page = await store.behind(nobodysCatalogue, { index: 0, of: 1, after });
    yield* page.persons.map(({ person }) => person);
    after = page.next;
  } while (after !== undefined);
}

/** The latest clock of any profile: when something last happened in a store; 0 in an empty one. */
export const latestClock = async (store: Pick<CustomerStore, 'behind' | 'load'>): Promise<Instant> => {
  let latest = 0;
  for await (const person of allPersons(store)) {
    const { record } = await store.load(person, []);
    if (record?.kind === 'profile') latest = Math.max(latest, record.state.clock);
  }
  return latest;
};
