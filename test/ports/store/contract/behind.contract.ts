import { describe, expect } from 'vitest';
import { behindOf } from './store-answers.ts';
import { ada, decidedBy, erase, eventOf, linkVisitor, refusedOf, touch, visitor } from './store-samples.ts';
import { testOn, type MakeStore } from './store-under-test.ts';

/** Persons decided by another catalogue are found. */
export const behindContract = (makeStore: MakeStore): void => {
  const test = testOn(makeStore);

  describe('behind()', () => {
    test('finds those whom another catalogue has decided, with the deployment', async ({ store }) => {
      await touch(store, ada, decidedBy('new-hash', 2));
      await touch(store, visitor, { ...decidedBy('old-hash'), events: [eventOf('e-1', { person: visitor })] });
      await touch(store, 'C#bob', decidedBy('newer-hash', 3));
      const found = await behindOf(store, 'new-hash', 1);
      const named = found.map(({ person, deployment }) => `${person} ${deployment}`);
      expect(named.toSorted()).toEqual(['A#browser-7 1', 'C#bob 3']);
    });

    test('takes no hash for another that contains it', async ({ store }) => {
      await touch(store, ada, decidedBy('a-hash'));
      expect(await behindOf(store, 'a-has', 1)).toHaveLength(1);
      expect(await behindOf(store, 'hash', 1)).toHaveLength(1);
      expect(await behindOf(store, 'a-hash-more', 1)).toHaveLength(1);
    });

    test('sees a person who was decided since as decided', async ({ store }) => {
      await touch(store, ada, decidedBy('old-hash'));
      await touch(store, ada, decidedBy('new-hash', 2));
      expect(await behindOf(store, 'new-hash', 1)).toEqual([]);
      expect(await behindOf(store, 'old-hash', 1)).toHaveLength(1);
    });

    test('passes over linked visitors, the erased and what was refused', async ({ store }) => {
      await touch(store, visitor, decidedBy('old-hash'));
      await touch(store, 'C#bob', decidedBy('old-hash'));
      await linkVisitor(store, [ada, visitor]);
      await erase(store, 'C#bob');
      await store.quarantine(refusedOf('q-1'));
      expect((await behindOf(store, 'new-hash', 1)).map(({ person }) => person)).toEqual([ada]);
    });

    test('rowCount() is no less than the persons there are, or not known', async ({ store }) => {
      for (const person of ['C#a', 'C#b', 'C#c', 'C#d', 'C#e'] as const) await touch(store, person, {});
      const count = await store.rowCount();
      expect(count === 0 || count >= 5).toBe(true);
    });
  });
};
