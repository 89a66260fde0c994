import { isDeepStrictEqual } from 'node:util';
import { describe, expect } from 'vitest';
import type { PersonKey } from '#lib/core/profile/person.ts';
import { announcedIn, behindIn, behindOf, dueBy, heldChanges, ledgerIds } from './store-answers.ts';
import { ada, changesOf, decidedBy, eventOf, hour, knownIds, noon, stateWith, touch } from './store-samples.ts';
import { testOn, type MakeStore } from './store-under-test.ts';

/** More of everything than one page, one batch or one transaction takes. */
export const pagingContract = (makeStore: MakeStore): void => {
  const test = testOn(makeStore);

  describe('more than one page', () => {
    test('a thousand events of one person are all known and all in the ledger', async ({ store }) => {
      for (let batch = 0; batch < 100; batch += 1) {
        const events = Array.from({ length: 10 }, (_, index) => eventOf(`e-${batch * 10 + index}`));
        expect(await touch(store, ada, { events })).toBe('saved');
      }
      const all = Array.from({ length: 1001 }, (_, index) => eventOf(`e-${index}`));
      expect((await store.load(ada, all)).known.size).toBe(1000);
      expect(new Set(await ledgerIds(store, ada)).size).toBe(1000);
    });

    test('thousands of one save are announced, whatever their size', async ({ store, under }) => {
      const rows = Array.from({ length: 150 }, (_, index) => changesOf(ada, 1 + index * 20, 20));
      await touch(store, ada, { events: [eventOf('e-1')], changes: rows });
      const seen = await announcedIn(under);
      expect(seen).toHaveLength(rows.length);
      expect(isDeepStrictEqual(seen, rows)).toBe(true);
      expect(await knownIds(store, ada, [eventOf('e-1')])).toEqual(['C#ada/e-1']);
    });

    test('three hundred are found, while they are saved', async ({ store }) => {
      const people = Array.from({ length: 300 }, (_, index): PersonKey => `C#due-${index}`);
      for (const person of people) await touch(store, person, { state: stateWith({ nextReviewAt: noon - 2 * hour }) });
      const found = new Set<PersonKey>();
      for await (const { person } of store.due(noon - hour)) {
        found.add(person);
        await touch(store, person, { state: stateWith({ nextReviewAt: noon + hour }) });
      }
      expect(found).toEqual(new Set(people));
      expect(await dueBy(store, noon - hour)).toEqual([]);
    });

    test('its parts together have everybody once, over many pages, and anybody is a place to go on from', async ({
      store,
    }) => {
      const everybody = Array.from({ length: 230 }, (_, index) => `C#cust-${index}` as const);
      for (const person of everybody) await touch(store, person, decidedBy('old-hash'));
      const inOne = await behindIn(store, 'new-hash', { index: 0, of: 1 });
      expect(inOne.persons.map(({ person }) => person).toSorted()).toEqual(everybody.toSorted());
      expect(inOne.rows).toBeGreaterThanOrEqual(everybody.length);
      const inSeven = await behindOf(store, 'new-hash', 7);
      expect(inSeven.map(({ person }) => person).toSorted()).toEqual(everybody.toSorted());
      const { place } = inOne.persons[100] ?? { place: '' };
      const rest = await behindIn(store, 'new-hash', { index: 0, of: 1, after: place });
      expect(rest.persons).toEqual(inOne.persons.slice(101));
    });

    test('a history of a thousand instants is whole', async ({ store }) => {
      const rows = Array.from({ length: 1200 }, (_, index) => changesOf(ada, index + 1));
      for (let at = 0; at < rows.length; at += 100) await touch(store, ada, { changes: rows.slice(at, at + 100) });
      expect(isDeepStrictEqual(await heldChanges(store, ada), rows)).toBe(true);
    });
  });
};
