import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { openEmbeddedReader, openEmbeddedStore, type EmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { localApi } from '#lib/tools/local-api/local-api.ts';
import { receiveEvents } from '#lib/use-cases/intake/receive-events.ts';
import { newFolder } from '#test/support/folder.ts';
import { embedded, messageOf, visit } from '#test/use-cases/given.ts';
import { asked, openShop, shopCatalogue } from '#test/use-cases/api/shop.ts';

/** Asks the API over a store, and notes the order of the answers. */
const asking = (store: EmbeddedStore) => {
  const failures: unknown[] = [];
  const api = localApi({
    mode: 'store',
    shop: { store, catalogue: shopCatalogue },
    now: () => asked,
    newId: () => 'an-id',
    failed: (error) => failures.push(error),
  });
  const order: string[] = [];
  const get = async (path: string) => {
    const answer = await api.fetch(new Request(`http://dev.test/v1/${path}`));
    order.push(path);
    return { status: answer.status, json: (await answer.json()) as { readonly members: number } };
  };
  return { get, order, failures };
};

const inFile = async (): Promise<EmbeddedStore> => {
  const store = openEmbeddedStore(join(newFolder(), 'store.sqlite'));
  await openShop(store);
  return store;
};

const inMemory = async (): Promise<EmbeddedStore> => {
  const store = openEmbeddedStore();
  await openShop(store);
  return store;
};

const kinds = ['places', 'metrics', 'discover', 'words', 'compare?segment=buyer', 'persona?segment=buyer'];

const receiveLate = (store: EmbeddedStore, customerId: string) =>
  receiveEvents(embedded({ store, catalogue: shopCatalogue }).deps, [messageOf(visit({ customerId }))]);

describe('a pass for insight on this machine', () => {
  test('is made on a thread of its own over a file, and finds what it finds in memory', async () => {
    const [lives, memory] = [await inFile(), await inMemory()];
    const read = openEmbeddedReader(lives.file ?? '');
    for (const store of [lives, read]) {
      const everybody = vi.spyOn(store, 'everybody');
      const { get, order } = asking(store);
      await Promise.all([get('insight/places'), get('people/cust-42')]);
      expect(order).toEqual(['people/cust-42', 'insight/places']);
      const ofMemory = asking(memory);
      for (const kind of kinds) {
        const expected = await ofMemory.get(`insight/${kind}`);
        expect([kind, expected.status]).toEqual([kind, 200]);
        expect([kind, await get(`insight/${kind}`)]).toEqual([kind, expected]);
      }
      expect(everybody).not.toHaveBeenCalled();
    }
    for (const store of [read, lives, memory]) store.close();
  });

  test('lets others be answered meanwhile, where the store is in memory', async () => {
    const store = await inMemory();
    const { get, order } = asking(store);
    await Promise.all([get('insight/places'), get('people/cust-42')]);
    expect(order).toEqual(['people/cust-42', 'insight/places']);
    store.close();
  });

  test('is one at a time, and what was written meanwhile is in the next', async () => {
    const store = await inMemory();
    const pages = vi.spyOn(store, 'everybody');
    const { get } = asking(store);
    const { members } = (await get('insight/places')).json;
    const pagesOfOne = pages.mock.calls.length;
    pages.mockClear();
    const answers: ReturnType<typeof get>[] = [];
    for (const name of ['late', 'later', 'latest']) {
      await receiveLate(store, name);
      answers.push(get('insight/places'));
    }
    const found = (await Promise.all(answers)).map(({ json }) => json.members);
    expect(found.at(-1)).toBe(members + 3);
    expect(pages).toHaveBeenCalledTimes(2 * pagesOfOne);
    store.close();
  });

  test('that fails is told in the log, and is made again', async () => {
    const store = await inFile();
    const shared = vi.spyOn(store, 'file', 'get');
    shared.mockReturnValue(join(newFolder(), 'none.sqlite'));
    const { get, failures } = asking(store);
    expect(await get('insight/places')).toMatchObject({ status: 500, json: { error: 'internal' } });
    expect(failures).toMatchObject([{ message: expect.stringMatching(/unable to open database file/) as string }]);
    shared.mockRestore();
    expect((await get('insight/places')).status).toBe(200);
    store.close();
  });
});
