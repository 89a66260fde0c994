import { describe, expect } from 'vitest';
import { announcedIn, recordOf } from './store-answers.ts';
import {
  ada,
  changesOf,
  eventOf,
  hour,
  knownIds,
  noon,
  printOf,
  reviewAt,
  stateWith,
  touch,
  updateOf,
  visitor,
} from './store-samples.ts';
import { testOn, type MakeStore } from './store-under-test.ts';

/** A person is loaded as saved, by one writer at a time. */
export const loadAndSaveContract = (makeStore: MakeStore): void => {
  const test = testOn(makeStore);

  describe('load() and save()', () => {
    test('a person who was never saved has no record, and no event of theirs is known', async ({ store }) => {
      const loaded = await store.load(ada, [eventOf('e-1')]);
      expect(loaded).toMatchObject({ person: ada, record: undefined, unrecorded: [] });
      expect(loaded.known.size).toBe(0);
    });

    test('a saved state is loaded as it was', async ({ store }) => {
      const state = stateWith({ sequence: 3, nextReviewAt: noon + hour, memberships: { regulars: noon } });
      expect(await touch(store, ada, { events: [eventOf('e-1')], state })).toBe('saved');
      expect(await recordOf(store, ada)).toEqual({ kind: 'profile', state });
      expect(await recordOf(store, 'A#ada')).toBeUndefined();
    });

    test('a loaded person says when it will be named as due, no later than its next review', async ({ store }) => {
      expect((await store.load(ada, [])).dueAt).toBeUndefined();
      await reviewAt(store, noon + hour);
      expect((await store.load(ada, [])).dueAt).toBe(noon + hour);
      await reviewAt(store, noon + 1);
      expect((await store.load(ada, [])).dueAt).toBe(noon + 1);
      await reviewAt(store, noon + 2 * hour);
      expect((await store.load(ada, [])).dueAt).toBeLessThanOrEqual(noon + 2 * hour);
    });

    test('the second of two saves of one load is refused and leaves nothing', async ({ store, under }) => {
      await touch(store, ada, { events: [eventOf('e-0')] });
      const [first, second] = await Promise.all([store.load(ada, []), store.load(ada, [])]);
      expect(await store.save(updateOf(first, { events: [eventOf('e-1')] }))).toBe('saved');
      const late = updateOf(second, { events: [eventOf('e-2')], changes: [changesOf(ada, 1)] });
      expect(await store.save(late)).toBe('conflict');
      expect(
        await knownIds(
          store,
          ada,
          ['e-0', 'e-1', 'e-2'].map((id) => eventOf(id)),
        ),
      ).toEqual(['C#ada/e-0', 'C#ada/e-1']);
      expect(await announcedIn(under)).toEqual([]);
    });

    test('of two first saves of a person one is refused', async ({ store }) => {
      const [first, second] = await Promise.all([store.load(ada, []), store.load(ada, [])]);
      const results = [await store.save(updateOf(first, {})), await store.save(updateOf(second, {}))];
      expect(results).toEqual(['saved', 'conflict']);
    });

    test('a person of another store is refused', async ({ store }) => {
      const foreign = {
        person: ada,
        record: undefined,
        known: new Map(),
        named: new Map(),
        stripped: new Set<string>(),
        newest: new Map(),
        unrecorded: [],
      };
      await expect(async () => store.save(updateOf(foreign, {}))).rejects.toThrow(TypeError);
    });

    test('an applied event is known by its own ids, with its fingerprint', async ({ store }) => {
      await touch(store, ada, { events: [eventOf('e-1'), eventOf('e-2')] });
      const other = eventOf('e-1', { person: visitor });
      const { known } = await store.load(ada, [eventOf('e-1'), eventOf('e-1'), eventOf('e-3'), other]);
      expect([...known.keys()]).toEqual(['C#ada/e-1']);
      expect(known.get('C#ada/e-1')?.fingerprint).toBe(printOf('e-1'));
    });

    test('a state of 300,000 characters that do not shrink is kept beside its changes', async ({ store, under }) => {
      const noise = Array.from({ length: 300_000 }, (_, index) =>
        String.fromCharCode(33 + (((index * index * 7919) % 8999) % 90)),
      ).join('');
      const state = stateWith({ sequence: 40 }, { noise });
      expect(await touch(store, ada, { state, changes: [changesOf(ada, 1, 40)], events: [eventOf('e-1')] })).toBe(
        'saved',
      );
      expect(await recordOf(store, ada)).toEqual({ kind: 'profile', state });
      expect(await announcedIn(under)).toHaveLength(1);
    });
  });
};
