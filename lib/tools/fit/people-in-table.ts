import type { PersonKey } from '#lib/core/profile/person.ts';
import { allPersons } from '#lib/ports/store/all-persons.ts';
import type { CustomerStore } from '#lib/ports/store/customer-store.ts';
import type { OrderingPerson } from './gather-buyers.ts';

/** Profiles read at once: one after another a million would take hours. */
const readTogether = 50;

type Readable = Pick<CustomerStore, 'behind' | 'load'>;

const loadAll = async (store: Readable, keys: readonly PersonKey[]): Promise<readonly OrderingPerson[]> => {
  const loaded = await Promise.all(keys.map((key) => store.load(key, [])));
  return loaded.flatMap(({ person, record }) =>
    record?.kind === 'profile' ? { person, clock: record.state.clock, orders: record.state.profile.orders } : [],
  );
};

/** Everybody with a profile in a store that answers over a network: many are read at once. */
export async function* peopleInTable(store: Readable): AsyncIterable<OrderingPerson> {
  let keys: PersonKey[] = [];
  for await (const person of allPersons(store)) {
    keys.push(person);
    if (keys.length < readTogether) continue;
    yield* await loadAll(store, keys);
    keys = [];
  }
  yield* await loadAll(store, keys);
}
