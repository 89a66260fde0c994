import { describe, expect } from 'vitest';
import { announcedIn, inOrder, ledgerIds, recordOf } from './store-answers.ts';
import {
  ada,
  announcementOf,
  changesOf,
  erase,
  eventOf,
  gather,
  hour,
  linkVisitor,
  noon,
  refusedOf,
  stateWith,
  touch,
  visitor,
} from './store-samples.ts';
import { testOn, type MakeStore, type StoreUnderTest } from './store-under-test.ts';

const marker = 'ada@example.org';
const body = JSON.stringify({ detail: { text: marker } });

/** Keeps something of Ada and of her visitor in every kind of row, with the marker in each. */
const fillRows = async (under: StoreUnderTest): Promise<void> => {
  const { store } = under;
  await touch(store, ada, {
    events: [eventOf('e-1', { body })],
    changes: [{ ...changesOf(ada, 1), consent: { [marker]: true } }],
    state: stateWith({ sequence: 1 }, { name: marker }),
  });
  await touch(store, visitor, {
    events: [eventOf('e-2', { person: visitor, body })],
    changes: [changesOf(visitor, 1)],
  });
  await store.quarantine(refusedOf('q-1', { entry: marker }));
  await store.quarantine(refusedOf('q-2', { entry: marker, person: visitor }));
  await linkVisitor(store, [ada, visitor], [{ ...changesOf(visitor, 2), consent: { [marker]: true } }]);
  await under.announced();
};

/** An erased person leaves a tombstone and an announcement, and nothing else. */
export const erasureContract = (makeStore: MakeStore): void => {
  const test = testOn(makeStore);

  describe('erase()', () => {
    test('a tombstone is all that is left, also of linked visitors', async ({ store, under }) => {
      await fillRows(under);
      expect(await under.everything()).toContain(marker);
      const exits = [{ ...changesOf(ada, 2, 2), consent: { [marker]: true } }];
      expect(await erase(store, ada, exits)).toBe('saved');
      expect(await announcedIn(under)).toEqual(inOrder(...exits, announcementOf(ada)));
      const tombstone = { kind: 'erased', sequence: 3, erasedAt: noon + hour, receiptId: 'receipt-1' };
      expect(await recordOf(store, ada)).toEqual(tombstone);
      expect(await recordOf(store, visitor)).toEqual({ ...tombstone, sequence: 2 });
      expect(await under.everything()).not.toContain(marker);
      expect(await ledgerIds(store, ada)).toEqual([]);
    });

    test('others keep what is theirs', async ({ store, under }) => {
      await fillRows(under);
      await touch(store, 'C#bob', { events: [eventOf('e-1', { person: 'C#bob' })] });
      await store.quarantine(refusedOf('q-3', { person: undefined }));
      await erase(store, ada);
      expect(await ledgerIds(store, 'C#bob')).toEqual(['e-1']);
      expect((await gather(store.quarantinedFor('invalid'))).map(({ id }) => id)).toEqual(['q-3']);
    });

    test('a person who moved on since the load is not erased', async ({ store, under }) => {
      await fillRows(under);
      const loaded = await store.load(ada, []);
      await touch(store, ada, {});
      const erasure = { loaded, sequence: 2, changes: [changesOf(ada, 2)], announcement: announcementOf(ada) };
      expect(await store.erase(erasure)).toBe('conflict');
      expect(await recordOf(store, ada)).toMatchObject({ kind: 'profile' });
      expect(await announcedIn(under)).toEqual([]);
    });

    test('a second time announces nothing and keeps the first receipt', async ({ store, under }) => {
      await fillRows(under);
      await erase(store, ada, [changesOf(ada, 2)]);
      await announcedIn(under);
      const loaded = await store.load(ada, []);
      const announcement = { ...announcementOf(ada), receiptId: 'receipt-2', erasedAt: '2026-11-03T00:00:00.000Z' };
      expect(await store.erase({ loaded, sequence: 2, changes: [], announcement })).toBe('saved');
      await store.recordAgain(await store.load(ada, []), []);
      expect(await announcedIn(under)).toEqual([]);
      expect(await recordOf(store, ada)).toMatchObject({ kind: 'erased', receiptId: 'receipt-1', sequence: 2 });
    });

    test('a visitor can be erased, and a person who was never saved', async ({ store, under }) => {
      await touch(store, visitor, { events: [eventOf('e-1', { person: visitor, body })] });
      expect(await erase(store, visitor)).toBe('saved');
      expect(await erase(store, 'C#new')).toBe('saved');
      expect(await under.everything()).not.toContain(marker);
      expect(await announcedIn(under)).toEqual(inOrder(announcementOf(visitor), announcementOf('C#new')));
    });

    test('what is refused for it later is kept', async ({ store, under }) => {
      await fillRows(under);
      await erase(store, ada);
      await store.quarantine(refusedOf('late', { reason: 'erased', entry: '{}' }));
      await store.recordAgain(await store.load(ada, []), []);
      expect((await gather(store.quarantinedFor('erased'))).map(({ id }) => id)).toEqual(['late']);
    });
  });
};
