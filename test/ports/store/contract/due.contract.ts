import { describe, expect } from 'vitest';
import { dueBy } from './store-answers.ts';
import { ada, hour, noon, reviewAt, stateWith, touch } from './store-samples.ts';
import { testOn, type MakeStore } from './store-under-test.ts';

/** A person is named as due no later than their next review. */
export const dueContract = (makeStore: MakeStore): void => {
  const test = testOn(makeStore);

  describe('due()', () => {
    test('nobody is missed, whichever way the next review moves', async ({ store }) => {
      await reviewAt(store, noon + 5 * hour);
      expect(await dueBy(store, noon + 5 * hour)).toEqual([ada]);
      await reviewAt(store, noon + 2 * hour);
      expect(await dueBy(store, noon + 2 * hour)).toEqual([ada]);
      await reviewAt(store, noon + 9 * hour);
      expect(await dueBy(store, noon + 9 * hour)).toEqual([ada]);
      await reviewAt(store, null);
      await reviewAt(store, noon + 3 * hour);
      expect(await dueBy(store, noon + 3 * hour)).toEqual([ada]);
    });

    test('before the first review nobody is due', async ({ store }) => {
      await touch(store, ada, { state: stateWith({ nextReviewAt: noon + hour }) });
      await touch(store, 'C#never', { state: stateWith({ nextReviewAt: null }) });
      expect(await dueBy(store, noon + hour - 1)).toEqual([]);
      expect(await dueBy(store, noon + hour)).toEqual([ada]);
    });

    test('a review that fired is moved by the save that follows', async ({ store }) => {
      await touch(store, ada, { state: stateWith({ nextReviewAt: noon - hour }) });
      await touch(store, ada, { state: stateWith({ nextReviewAt: noon + hour }) });
      expect(await dueBy(store, noon)).toEqual([]);
      expect(await dueBy(store, noon + hour)).toEqual([ada]);
    });
  });
};
