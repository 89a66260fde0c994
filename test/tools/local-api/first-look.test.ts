import { existsSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import { openEmbeddedReader } from '#lib/ports/store/embedded/embedded-store.ts';
import type { Finding } from '#lib/use-cases/api/insight/finding.ts';
import { asking, shopWith } from './looked-at.ts';

/** People of the shop of the API's tests. */
const few = 33;

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
});
