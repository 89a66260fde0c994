import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { openEmbeddedReader, openEmbeddedStore, type EmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { localApi } from '#lib/tools/local-api/local-api.ts';
import type { Finding } from '#lib/use-cases/api/insight/finding.ts';
import { receiveEvents } from '#lib/use-cases/intake/receive-events.ts';
import { newFolder } from '#test/support/folder.ts';
import { described, embedded, messageOf } from '#test/use-cases/given.ts';
import { asked, openShop, shopCatalogue } from '#test/use-cases/api/shop.ts';

/** People of the shop of the API's tests. */
const few = 33;

const asking = (store: EmbeddedStore, catalogue = shopCatalogue) => {
  const failures: unknown[] = [];
  const deps = { shop: { store, catalogue }, now: () => asked, newId: () => 'an-id' };
  const { fetch, prepareInsight } = localApi({ ...deps, mode: 'store', failed: (error) => failures.push(error) });
  const get = async (path: string): Promise<unknown> => (await fetch(new Request(`http://dev.test/v1/${path}`))).json();
  return { get, find: async (path: string) => (await get(`console/${path}`)) as Finding, failures, prepareInsight };
};

const putPeople = (store: EmbeddedStore, ids: readonly string[]) =>
  receiveEvents(
    embedded({ store, catalogue: shopCatalogue }).deps,
    ids.map((customerId) =>
      messageOf(described({ customerId, traits: { geographic: { country: 'GB' } }, eventId: customerId })),
    ),
  );

const shopWith = async (people: number): Promise<string> => {
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

const kinds = ['insight/places', 'insight/words', 'insight/discover', 'insight/predictions', 'rfm'];
const ofSegments = ['insight/compare', 'insight/persona', 'insight/places', 'insight/words', 'insight/metrics'];

describe('what is found about everybody, over a store that is only read', () => {
  test('has who leaves in the days ahead before anybody asks', async () => {
    const store = openEmbeddedReader(await shopWith(0));
    const due = vi.spyOn(store, 'due');
    const { get, prepareInsight } = asking(store);
    await prepareInsight();
    expect(due).toHaveBeenCalledTimes(1);
    expect(await get('console/segments/fresh-buyer/leavers')).toMatchObject({ days: expect.any(Array) as unknown });
    expect(due).toHaveBeenCalledTimes(1);
    store.close();
  });

  test('is at once what a pass finds, where people are few', async () => {
    const file = await shopWith(0);
    const store = openEmbeddedReader(file);
    const { find, get } = asking(store);
    const paths = [...kinds, ...ofSegments.map((kind) => `${kind}?segment=buyer`), 'insight/compare?segment=best'];
    const found = new Map<string, Finding>();
    for (const path of paths) found.set(path, await find(path));
    expect(existsSync(`${file}.insight`)).toBe(false);
    await get('insight/places');
    for (const path of paths) expect([path, await find(path)]).toEqual([path, found.get(path)]);
    expect(found.get('rfm')?.basis).toEqual({
      asOf: '2026-11-02T12:00:00.000Z',
      people: few,
      sampleOf: null,
      older: false,
      counting: false,
    });
    store.close();
  });

  test('says what there is not', async () => {
    const store = openEmbeddedReader(await shopWith(0));
    const { get } = asking(store);
    const missing = (path: string) => get(`console/insight/${path}`);
    expect(await missing('compare?segment=buyr')).toEqual({
      error: 'not-found',
      message: 'Cannot find compare about buyr in the latest pass',
    });
    expect(await missing('persona')).toMatchObject({ message: expect.stringMatching(/name a segment$/) as string });
    store.close();
  });

  test('is of a sample until everybody was counted, and is kept for the next start', async () => {
    const file = await shopWith(2_100);
    const reader = openEmbeddedReader(file);
    const { find, failures } = asking(reader);
    const basis = async (path: string) => (await find(path)).basis;
    expect(await basis('insight/places')).toMatchObject({ people: 2_000, sampleOf: 2_133, counting: true });
    expect(await basis('insight/metrics?segment=buyer')).toMatchObject({ people: 1_000, sampleOf: 2_133 });
    expect(await find('insight/predictions')).toMatchObject({ result: null });
    await vi.waitFor(async () => expect(await basis('rfm')).toMatchObject({ people: 2_133, sampleOf: null }), 20_000);
    await vi.waitFor(() => expect(existsSync(`${file}.insight`)).toBe(true), 20_000);
    reader.close();

    const writer = openEmbeddedStore(file);
    const next = asking(writer);
    const everybody = vi.spyOn(writer, 'persons');
    expect(await next.find('insight/places')).toMatchObject({
      basis: { people: 2_133, older: false, counting: false },
      result: { members: 2_133 },
    });
    await putPeople(writer, ['late']);
    expect((await next.find('insight/places')).basis).toMatchObject({ people: 2_133, older: true, counting: true });
    expect(everybody).not.toHaveBeenCalled();
    writer.close();

    const late = openEmbeddedReader(file);
    expect((await asking(late).find('rfm')).basis).toMatchObject({ people: 2_133, older: true, counting: true });
    const otherwise = { ...shopCatalogue, hash: 'another' };
    expect((await asking(late, otherwise).find('rfm')).basis).toMatchObject({ people: 2_000, older: false });
    late.close();
    expect(failures).toEqual([]);
  });
});
