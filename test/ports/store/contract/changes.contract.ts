import { describe, expect } from 'vitest';
import { announcedIn, inOrder, ledgerIds, versionsIn } from './store-answers.ts';
import { ada, changesOf, eventOf, linkVisitor, quietOf, touch, visitor } from './store-samples.ts';
import { testOn, type MakeStore } from './store-under-test.ts';

/** Every change that is saved comes to be published, once. */
export const changesContract = (makeStore: MakeStore): void => {
  const test = testOn(makeStore);

  describe('changes', () => {
    test('each is announced once, as it was saved', async ({ store, under }) => {
      const rows = [changesOf(ada, 1, 2), changesOf(ada, 3)];
      await touch(store, ada, { events: [eventOf('e-1')], changes: rows });
      expect(await announcedIn(under)).toEqual(inOrder(...rows));
      await touch(store, ada, { events: [eventOf('e-2')], changes: [changesOf(ada, 4)] });
      expect(await announcedIn(under)).toEqual([changesOf(ada, 4)]);
    });

    test('those of time alone are announced too', async ({ store, under }) => {
      await touch(store, ada, { events: [eventOf('e-1')] });
      await touch(store, ada, { changes: [changesOf(ada, 1)] });
      await touch(store, ada, { changes: [changesOf(ada, 2)] });
      await touch(store, ada, { events: [eventOf('e-2')] });
      expect(await announcedIn(under)).toEqual(inOrder(changesOf(ada, 1), changesOf(ada, 2)));
    });

    test('each keeps the version of the commit that made it, a quiet one and a visitor’s too', async ({ store }) => {
      await touch(store, ada, { events: [eventOf('e-1')], changes: [changesOf(ada, 1), changesOf(ada, 2)] });
      await touch(store, ada, { events: [eventOf('e-2')] });
      await touch(store, ada, { changes: [quietOf(ada, 3)] });
      await touch(store, ada, { changes: [changesOf(ada, 3)] });
      expect(await versionsIn(store, ada, ada)).toEqual({ 1: 1, 2: 1, 0: 3, 3: 4 });
      await touch(store, visitor, { changes: [changesOf(visitor, 1)] });
      await linkVisitor(store, [ada, visitor], [changesOf(visitor, 2)]);
      expect(await versionsIn(store, ada, visitor)).toEqual({ 1: 1, 2: 2 });
    });

    test('recording again announces nothing again', async ({ store, under }) => {
      await touch(store, ada, { events: [eventOf('e-1')], changes: [changesOf(ada, 1)] });
      await store.recordAgain(await store.load(ada, [eventOf('e-1')]), [eventOf('e-1')]);
      await store.recordAgain(await store.load(ada, []), []);
      expect(await announcedIn(under)).toEqual([changesOf(ada, 1)]);
      expect(await ledgerIds(store, ada)).toEqual(['e-1']);
    });

    test('one instant of two thousand changes is announced whole', async ({ store, under }) => {
      await touch(store, ada, { events: [eventOf('e-1')], changes: [changesOf(ada, 1, 2000)] });
      const rows = await announcedIn(under);
      const sequences = rows.flatMap((row) => ('changes' in row ? row.changes.map(({ sequence }) => sequence) : []));
      expect(sequences.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 2000 }, (_, index) => index + 1));
    });
  });
};
