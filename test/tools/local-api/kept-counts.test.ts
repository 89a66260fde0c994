import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { openEmbeddedReader, openEmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { countAndKeep } from '#lib/tools/local-api/kept-counts.ts';
import { receiveEvents } from '#lib/use-cases/intake/receive-events.ts';
import { newFolder } from '#test/support/folder.ts';
import { embedded, messageOf, noon, purchase } from '#test/use-cases/given.ts';
import { openShop, shopCatalogue } from '#test/use-cases/api/shop.ts';

const shopIn = async (): Promise<string> => {
  const file = join(newFolder(), 'store.sqlite');
  const store = openEmbeddedStore(file);
  await openShop(store);
  store.close();
  return file;
};

/** Counts as a console does that begins, and says whether it had to. */
const begin = async (file: string) => {
  const store = openEmbeddedReader(file);
  const counting = vi.spyOn(store.members, 'all');
  await countAndKeep(store);
  const hasCounted = counting.mock.calls.length > 0;
  const counts = {
    people: await store.members.people(),
    buyers: await store.members.size('buyer'),
    sizes: await store.members.sizes(),
    came: await store.members.counted('buyer', noon, noon),
  };
  store.close();
  return { hasCounted, counts };
};

describe('counts that are kept beside a store', () => {
  test('are taken by the next who begins, and are those of the store', async () => {
    const file = await shopIn();
    const first = await begin(file);
    expect(first).toMatchObject({ hasCounted: true, counts: { people: 33, buyers: 27 } });
    expect(existsSync(`${file}.counts`)).toBe(true);
    expect(await begin(file)).toEqual({ hasCounted: false, counts: first.counts });
  });

  test('are made anew once something was written, and where they cannot be read', async () => {
    const file = await shopIn();
    await begin(file);
    const store = openEmbeddedStore(file);
    await receiveEvents(embedded({ store, catalogue: shopCatalogue }).deps, [
      messageOf(purchase({ customerId: 'late', eventId: 'late' })),
    ]);
    store.close();
    expect(await begin(file)).toMatchObject({ hasCounted: true, counts: { people: 34, buyers: 28 } });
    writeFileSync(`${file}.counts`, 'no counts');
    expect(await begin(file)).toMatchObject({ hasCounted: true, counts: { people: 34 } });
  });

  test('are what is told, where they are taken', async () => {
    const store = openEmbeddedStore();
    const hours = [{ hour: noon, entered: 9, exited: 2 }];
    store.members.resume({
      profiles: { people: 70, members: new Map([['buyer', 7]]) },
      log: { position: 0, hours: [['buyer', hours]] },
    });
    expect([await store.members.people(), await store.members.size('buyer')]).toEqual([70, 7]);
    expect(await store.members.counted('buyer', noon, noon)).toEqual(hours);
    store.close();
  });
});
