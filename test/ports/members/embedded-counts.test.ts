import { expect, test } from 'vitest';
import { hour } from '#lib/core/members/change-counts.ts';
import { openEmbeddedReader, openEmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { newFolder } from '#test/support/folder.ts';
import { memberCountsContract } from './member-counts.contract.ts';
import { day, noon, shopOfMembers } from './shop-of-members.ts';

memberCountsContract('embedded', async (store, shop) => ({
  counts: store.members,
  keepUp: async () => void shop.published(),
  close: async () => {},
}));

memberCountsContract('embedded, before anything is published', async (store) => ({
  counts: store.members,
  keepUp: async () => {},
  close: async () => {},
}));

const ever = [noon - day, noon + day] as const;

test.for(['published', 'waiting'] as const)('the erased never were, their changes %s', async (which) => {
  const store = openEmbeddedStore();
  const shop = shopOfMembers(store);
  await shop.commit('C#ada', { at: noon, enters: ['regulars'] });
  await shop.commit('C#bob', { at: noon + hour, enters: ['regulars'] });
  if (which === 'published') shop.published();
  expect(await store.members.counted('regulars', ...ever)).toHaveLength(2);
  await shop.erase('C#ada', noon + 2 * hour);
  expect(await store.members.counted('regulars', ...ever)).toEqual([{ hour: noon + hour, entered: 1, exited: 0 }]);
  store.close();
});

test('a store that is only read counts', async () => {
  const path = `${newFolder()}/store.db`;
  const store = openEmbeddedStore(path);
  await shopOfMembers(store).commit('C#ada', { at: noon, enters: ['regulars'] });
  store.close();
  const reader = openEmbeddedReader(path);
  expect(await reader.members.counted('regulars', ...ever)).toEqual([{ hour: noon, entered: 1, exited: 0 }]);
  expect(await reader.members.size('regulars')).toBe(1);
  expect(await reader.members.size('nobodies')).toBe(0);
  reader.close();
});

test('others have their turn while a long log is counted, of which nothing is left out', async () => {
  const store = openEmbeddedStore();
  const shop = shopOfMembers(store);
  const people = Array.from({ length: 4100 }, (_, index) => `C#c${index}` as const);
  await store.batched(async () => {
    for (const person of people) await shop.commit(person, { at: noon, enters: ['regulars'] });
  });
  let isTurn = false;
  setImmediate(() => {
    isTurn = true;
  });
  expect(await store.members.counted('regulars', ...ever)).toEqual([{ hour: noon, entered: 4100, exited: 0 }]);
  expect(isTurn).toBe(true);
  store.close();
});
