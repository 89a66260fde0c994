import { describe, expect, test as base } from 'vitest';
import { countsOf, hour } from '#lib/core/members/change-counts.ts';
import type { MemberCounter, MemberCounts } from '#lib/ports/members/member-counts.ts';
import { openEmbeddedStore, type EmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { day, noon, shopOfMembers, type ShopOfMembers } from './shop-of-members.ts';

/** Counts over a shop. */
interface CountsUnderTest {
  readonly counts: MemberCounts;
  /** Tells them of what has come to be published, at an instant, where they do not know by themselves. */
  readonly keepUp: (at: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

export type MakeCounts = (store: EmbeddedStore, shop: ShopOfMembers) => Promise<CountsUnderTest>;

/** Counts that are kept apart: a pass has found nobody, and everything that is published is added, each row in a call of its own. */
export const keptUp = async (counter: MemberCounter, shop: ShopOfMembers): Promise<CountsUnderTest['keepUp']> => {
  await counter.keepSizes(new Map([[regulars, 0]]), noon - 30 * day);
  return async (at) => {
    for (const row of shop.published()) expect(await counter.count(countsOf([row], at))).toEqual([]);
  };
};

const regulars = 'regulars';

const ever = [noon - 300 * day, noon + 300 * day] as const;

export const memberCountsContract = (name: string, make: MakeCounts): void => {
  const test = base.extend('given', async ({ onTestFinished }) => {
    const store = openEmbeddedStore();
    const shop = shopOfMembers(store);
    const { counts, keepUp, close } = await make(store, shop);
    onTestFinished(async () => {
      await close();
      store.close();
    });
    return { shop, counts, keepUp };
  });

  describe(`MemberCounts: ${name}`, () => {
    test('counts who enters and leaves by the hour', async ({ given: { shop, counts, keepUp } }) => {
      await shop.commit('C#ada', { at: noon, enters: [regulars, 'newsletter'] });
      await shop.commit('C#bob', { at: noon + hour - 1, enters: [regulars] });
      await shop.commit('A#browser-7', { at: noon + hour, enters: [regulars] });
      await keepUp(noon + hour);
      await shop.commit('C#ada', { at: noon + 5 * hour + 1, leaves: [regulars] });
      await keepUp(noon + 5 * hour + 1);
      expect(await counts.counted(regulars, ...ever)).toEqual([
        { hour: noon, entered: 2, exited: 0 },
        { hour: noon + hour, entered: 1, exited: 0 },
        { hour: noon + 5 * hour, entered: 0, exited: 1 },
      ]);
      expect(await counts.counted('newsletter', ...ever)).toEqual([{ hour: noon, entered: 1, exited: 0 }]);
      expect(await counts.size(regulars)).toBe(2);
    });

    test('tells at once what little there is', async ({ given: { shop, counts, keepUp } }) => {
      await shop.commit('C#ada', { at: noon, enters: [regulars] });
      await keepUp(noon);
      expect(await counts.isCounted()).toBe(true);
    });

    test('counts the whole of the first and the last hour', async ({ given: { shop, counts, keepUp } }) => {
      for (const [index, id] of (['a', 'b', 'c', 'd'] as const).entries())
        await shop.commit(`C#${id}`, { at: noon + index * hour, enters: [regulars] });
      await keepUp(noon + 3 * hour);
      const hours = async (from: number, to: number) =>
        (await counts.counted(regulars, from, to)).map((each) => (each.hour - noon) / hour);
      expect(await hours(noon + hour, noon + 2 * hour)).toEqual([1, 2]);
      expect(await hours(noon + 2 * hour - 1, noon + 3 * hour - 1)).toEqual([1, 2]);
      expect(await hours(noon + 3 * hour, noon + 2 * hour)).toEqual([]);
    });

    test('counts an entry and an exit within one hour', async ({ given: { shop, counts, keepUp } }) => {
      await shop.commit('C#ada', { at: noon, enters: [regulars] }, { at: noon + 1, leaves: [regulars] });
      await keepUp(noon + 1);
      expect(await counts.counted(regulars, ...ever)).toEqual([{ hour: noon, entered: 1, exited: 1 }]);
      expect(await counts.size(regulars)).toBe(0);
    });

    test('counts what is known late in the hour in which it took effect', async ({ given }) => {
      const { shop, counts, keepUp } = given;
      await shop.commit('C#ada', { at: noon - 200 * day, enters: [regulars] });
      await shop.commit('C#bob', { at: noon - 200 * day, enters: [regulars] }, { at: noon, leaves: [regulars] });
      await keepUp(noon);
      expect(await counts.counted(regulars, ...ever)).toEqual([
        { hour: noon - 200 * day, entered: 2, exited: 0 },
        { hour: noon, entered: 0, exited: 1 },
      ]);
      expect(await counts.size(regulars)).toBe(1);
    });

    test('counts quiet changes too', async ({ given: { shop, counts, keepUp } }) => {
      await shop.commit('C#ada', { at: noon, enters: [regulars], quietly: true });
      await shop.commit('C#bob', { at: noon, enters: [regulars] });
      await shop.commit('C#bob', { at: noon + hour, leaves: [regulars], quietly: true });
      await keepUp(noon + hour);
      expect(await counts.counted(regulars, ...ever)).toEqual([
        { hour: noon, entered: 2, exited: 0 },
        { hour: noon + hour, entered: 0, exited: 1 },
      ]);
      expect(await counts.size(regulars)).toBe(1);
    });

    test('a visitor who is linked leaves', async ({ given: { shop, counts, keepUp } }) => {
      await shop.commit('A#browser-7', { at: noon, enters: [regulars] });
      await shop.link('A#browser-7', 'C#ada', noon + 2 * hour);
      await shop.commit('C#ada', { at: noon + 2 * hour, enters: [regulars] });
      await keepUp(noon + 2 * hour);
      expect(await counts.counted(regulars, ...ever)).toEqual([
        { hour: noon, entered: 1, exited: 0 },
        { hour: noon + 2 * hour, entered: 1, exited: 1 },
      ]);
      expect(await counts.size(regulars)).toBe(1);
    });

    test('the erased are no members', async ({ given: { shop, counts, keepUp } }) => {
      await shop.commit('C#ada', { at: noon, enters: [regulars] });
      await shop.commit('C#bob', { at: noon, enters: [regulars] });
      await keepUp(noon);
      await shop.erase('C#ada', noon + hour);
      await keepUp(noon + hour);
      expect(await counts.size(regulars)).toBe(1);
    });

    test('counts nobody in a segment whose key begins alike', async ({ given: { shop, counts, keepUp } }) => {
      await shop.commit('C#ada', { at: noon, enters: [regulars] });
      await keepUp(noon);
      for (const key of ['regular', 'regulars-2']) expect(await counts.counted(key, ...ever)).toEqual([]);
    });

    test('counts many hours', async ({ given: { shop, counts, keepUp } }) => {
      const hours = Array.from({ length: 100 }, (_, index) => noon + index * hour);
      for (const [index, at] of hours.entries()) await shop.commit(`C#c${index}`, { at, enters: [regulars] });
      await keepUp(noon + 100 * hour);
      const found = await counts.counted(regulars, ...ever);
      expect(found).toEqual(hours.map((at) => ({ hour: at, entered: 1, exited: 0 })));
      expect(await counts.size(regulars)).toBe(100);
    });
  });
};
