import { existsSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import { openEmbeddedReader, openEmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { shopCatalogue } from '#test/use-cases/api/shop.ts';
import { asking, putPeople, shopWith } from './looked-at.ts';

describe('what is found about more people than a sample holds, over a store that is only read', () => {
  test('is of a sample until everybody was counted, and is kept for the next start', async () => {
    const file = await shopWith(2_100);
    const reader = openEmbeddedReader(file);
    const { find, failures } = asking(reader);
    const basis = async (path: string) => (await find(path)).basis;
    expect(await basis('insight/places')).toMatchObject({ people: 2_000, sampleOf: 2_133, counting: true });
    expect(await basis('insight/metrics?segment=buyer')).toMatchObject({ people: 1_000, sampleOf: 2_133 });
    expect(await find('insight/predictions')).toMatchObject({ result: null });
    await vi.waitFor(async () => expect(await basis('rfm')).toMatchObject({ people: 2_133, sampleOf: null }), 120_000);
    await vi.waitFor(() => expect(existsSync(`${file}.insight`)).toBe(true), 120_000);
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
