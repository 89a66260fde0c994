import { join } from 'node:path';
import { openEmbeddedStore, type EmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { localApi } from '#lib/tools/local-api/local-api.ts';
import type { Finding } from '#lib/use-cases/api/insight/finding.ts';
import { receiveEvents } from '#lib/use-cases/intake/receive-events.ts';
import { newFolder } from '#test/support/folder.ts';
import { described, embedded, messageOf } from '#test/use-cases/given.ts';
import { asked, openShop, shopCatalogue } from '#test/use-cases/api/shop.ts';

/** The API over a store that is only read, and what failed meanwhile. */
export const asking = (store: EmbeddedStore, catalogue = shopCatalogue) => {
  const failures: unknown[] = [];
  const deps = { shop: { store, catalogue }, now: () => asked, newId: () => 'an-id' };
  const { fetch, prepareInsight } = localApi({ ...deps, mode: 'store', failed: (error) => failures.push(error) });
  const get = async (path: string): Promise<unknown> => (await fetch(new Request(`http://dev.test/v1/${path}`))).json();
  return { get, find: async (path: string) => (await get(`console/${path}`)) as Finding, failures, prepareInsight };
};

/** Puts one description of each of some people into a store. */
export const putPeople = (store: EmbeddedStore, ids: readonly string[]) =>
  receiveEvents(
    embedded({ store, catalogue: shopCatalogue }).deps,
    ids.map((customerId) =>
      messageOf(described({ customerId, traits: { geographic: { country: 'GB' } }, eventId: customerId })),
    ),
  );

/** Makes the shop of the API's tests, with so many people more, and has the path of its file. */
export const shopWith = async (people: number): Promise<string> => {
  const file = join(newFolder(), 'store.sqlite');
  const store = openEmbeddedStore(file);
  await openShop(store);
  await store.batched(() =>
    putPeople(
      store,
      Array.from({ length: people }, (_, index) => `more-${index}`),
    ),
  );
  store.close();
  return file;
};
