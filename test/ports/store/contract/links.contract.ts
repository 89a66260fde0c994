import { describe, expect } from 'vitest';
import { announcedIn, dueBy, inOrder, ledgerIds, recordOf } from './store-answers.ts';
import {
  ada,
  changesOf,
  eventOf,
  hour,
  knownIds,
  linkVisitor,
  noon,
  stateWith,
  touch,
  updateOf,
  visitor,
} from './store-samples.ts';
import { testOn, type MakeStore } from './store-under-test.ts';

/** A visitor becomes a pointer to a customer, in one step or not at all. */
export const linksContract = (makeStore: MakeStore): void => {
  const test = testOn(makeStore);

  describe('links', () => {
    test('the visitor becomes a pointer, and its events stay known under its own ids', async ({ store, under }) => {
      const before = eventOf('e-1', { person: visitor });
      await touch(store, visitor, { events: [before], changes: [changesOf(visitor, 1)] });
      expect(await linkVisitor(store, [ada, visitor], [changesOf(visitor, 2)])).toBe('saved');
      expect(await recordOf(store, visitor)).toEqual({ kind: 'linked', to: ada });
      expect(await recordOf(store, ada)).toMatchObject({ kind: 'profile' });
      expect(await knownIds(store, ada, [before, eventOf('e-1')])).toEqual(['A#browser-7/e-1']);
      expect(await announcedIn(under)).toEqual(inOrder(changesOf(visitor, 1), changesOf(visitor, 2)));
    });

    test('a visitor without a profile can be linked', async ({ store }) => {
      expect(await linkVisitor(store, [ada, visitor])).toBe('saved');
      expect(await recordOf(store, visitor)).toEqual({ kind: 'linked', to: ada });
    });

    test('a later event of the visitor is kept under its own ids by a save of the customer', async ({ store }) => {
      await linkVisitor(store, [ada, visitor]);
      const later = eventOf('e-9', { person: visitor });
      await touch(store, ada, { events: [later] });
      expect(await knownIds(store, ada, [later])).toEqual(['A#browser-7/e-9']);
      expect(await ledgerIds(store, ada)).toEqual(['e-9', `link-${visitor}`]);
    });

    test('a visitor that moved on since it was loaded refuses the link, and the customer is as before', async ({
      store,
      under,
    }) => {
      await touch(store, visitor, {});
      const stale = await store.load(visitor, []);
      await touch(store, visitor, { state: stateWith({ clock: noon + 1 }) });
      const link = { visitor: stale, changes: [changesOf(visitor, 1)] };
      expect(await touch(store, ada, { events: [eventOf('link-1')], link })).toBe('conflict');
      expect(await recordOf(store, ada)).toBeUndefined();
      expect(await recordOf(store, visitor)).toEqual({ kind: 'profile', state: stateWith({ clock: noon + 1 }) });
      expect(await knownIds(store, ada, [eventOf('link-1')])).toEqual([]);
      expect(await announcedIn(under)).toEqual([]);
    });

    test('a customer that moved on refuses it too, and the visitor is as before', async ({ store }) => {
      const stale = await store.load(ada, []);
      await touch(store, ada, {});
      const link = { visitor: await store.load(visitor, []), changes: [] };
      expect(await store.save(updateOf(stale, { link }))).toBe('conflict');
      expect(await recordOf(store, visitor)).toBeUndefined();
    });

    test('a linked visitor is no longer due', async ({ store }) => {
      await touch(store, visitor, { state: stateWith({ nextReviewAt: noon - hour }) });
      await linkVisitor(store, [ada, visitor]);
      expect(await dueBy(store, noon)).toEqual([]);
    });
  });
};
