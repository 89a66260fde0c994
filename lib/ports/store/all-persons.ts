import type { PersonKey } from '#lib/core/profile/person.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import type { CustomerStore, StorePart } from './customer-store.ts';

/** A hash that no catalogue has, so that everyone is behind it. */
const noCatalogue = 'none';

/** A page of the customers and visitors with a profile. */
export interface PersonsPage {
  readonly persons: readonly PersonKey[];
  /** The number of rows read. */
  readonly rows: number;
  /** Where the next page begins; undefined at the end of the part. */
  readonly next: string | undefined;
}

/** The next page of the customers and visitors with a profile in a part of the store, in no promised order. */
export const personsPage = async (store: Pick<CustomerStore, 'behind'>, part: StorePart): Promise<PersonsPage> => {
  const { persons, rows, next } = await store.behind(noCatalogue, part);
  return { persons: persons.map(({ person }) => person), rows, next };
};

/** The customers and visitors with a profile, in no promised order, read by pages: the reader may write in between. */
export async function* allPersons(store: Pick<CustomerStore, 'behind'>): AsyncIterable<PersonKey> {
  let after: string | undefined;
  do {
    const page = await personsPage(store, { index: 0, of: 1, after });
    yield* page.persons;
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
