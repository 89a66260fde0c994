import { describe, expect } from 'vitest';
import { dueBy, recordOf } from './store-answers.ts';
import { ada, gather, hour, noon, refusedOf } from './store-samples.ts';
import { testOn, type MakeStore } from './store-under-test.ts';

/** A refused entry is kept whole until it is released. */
export const quarantineContract = (makeStore: MakeStore): void => {
  const test = testOn(makeStore);

  describe('quarantine()', () => {
    test('an entry is listed by its reason, as it was refused', async ({ store }) => {
      const entries = [refusedOf('q-1'), refusedOf('q-2', { person: undefined, entry: 'no JSON "\n' })];
      for (const entry of [...entries, refusedOf('q-3', { reason: 'future' })]) await store.quarantine(entry);
      const listed = (await gather(store.quarantinedFor('invalid'))).toSorted((a, b) => (a.id < b.id ? -1 : 1));
      expect(listed.map((entry) => ({ ...entry, person: entry.person }))).toEqual(entries);
    });

    test('entries of one reason are read on after any of them', async ({ store }) => {
      const ids = Array.from({ length: 40 }, (_, index) => `q-${index}`);
      for (const id of ids) await store.quarantine(refusedOf(id, { arrivedAt: noon + (Number(id.slice(2)) % 7) }));
      await store.quarantine(refusedOf('other', { reason: 'future' }));
      const placed = await gather(store.quarantinedAfter('invalid'));
      expect(placed.map(({ entry }) => entry.id).toSorted()).toEqual(ids.toSorted());
      expect(placed.map(({ entry }) => entry)).toEqual(await gather(store.quarantinedFor('invalid')));
      for (const at of [0, 1, 17, 38, 39]) {
        const rest = await gather(store.quarantinedAfter('invalid', placed[at]?.place));
        expect([at, rest]).toEqual([at, placed.slice(at + 1)]);
      }
      await store.release(placed[3]?.entry ?? refusedOf('none'));
      expect(await gather(store.quarantinedAfter('invalid', placed[3]?.place))).toEqual(placed.slice(4));
    });

    test('a redelivered one is kept once', async ({ store }) => {
      await store.quarantine(refusedOf('q-1'));
      await store.quarantine(refusedOf('q-1'));
      expect(await gather(store.quarantinedFor('invalid'))).toHaveLength(1);
    });

    test('an entry of a million characters is kept whole', async ({ store }) => {
      const entry = Array.from({ length: 1_000_000 }, (_, index) =>
        String.fromCharCode(32 + (((index * index * 31) % 9973) % 95)),
      ).join('');
      await store.quarantine(refusedOf('q-1', { reason: 'too-large', entry }));
      expect((await gather(store.quarantinedFor('too-large'))).map((one) => one.entry === entry)).toEqual([true]);
    });

    test('another entry of the same key takes its place', async ({ store }) => {
      await store.quarantine(refusedOf('q-1', { entry: 'x'.repeat(250_000) }));
      const again = refusedOf('q-1', { reason: 'conflict', field: 'eventId', arrivedAt: noon + hour });
      await store.quarantine(again);
      expect(await gather(store.quarantinedFor('invalid'))).toEqual([]);
      expect(await gather(store.quarantinedFor('conflict'))).toEqual([again]);
      expect(await store.refused(again)).toEqual(again);
    });

    test('an entry is found by its key, also one of nobody', async ({ store }) => {
      const nobodys = refusedOf('q-2', { person: undefined, entry: 'no JSON' });
      for (const entry of [refusedOf('q-1'), nobodys]) await store.quarantine(entry);
      expect(await store.refused({ id: 'q-1', person: ada })).toEqual(refusedOf('q-1'));
      expect(await store.refused({ id: 'q-2', person: undefined })).toMatchObject({ id: 'q-2', entry: 'no JSON' });
      expect(await store.refused({ id: 'q-3', person: ada })).toBeUndefined();
    });

    test('one that is released is gone whole, and nothing else', async ({ store, under }) => {
      const large = refusedOf('q-1', { entry: `secret ${'x'.repeat(250_000)} secret` });
      for (const entry of [large, refusedOf('q-10'), refusedOf('q-1#1')]) await store.quarantine(entry);
      await store.release(large);
      await store.release(large);
      expect(await store.refused(large)).toBeUndefined();
      expect(await under.everything()).not.toContain('secret');
      expect((await gather(store.quarantinedFor('invalid'))).map(({ id }) => id).toSorted()).toEqual(['q-1#1', 'q-10']);
    });

    test('entries are counted by reason', async ({ store }) => {
      for (const id of ['q-1', 'q-2', 'q-2', 'q-3']) await store.quarantine(refusedOf(id));
      await store.quarantine(refusedOf('q-4', { reason: 'future' }));
      await store.release(refusedOf('q-3'));
      const counts = ['invalid', 'future', 'erased'] as const;
      expect(await Promise.all(counts.map((reason) => store.quarantinedCount(reason)))).toEqual([2, 1, 0]);
    });

    test('it makes nobody due and no event known', async ({ store }) => {
      await store.quarantine(refusedOf('q-1'));
      expect(await dueBy(store, Number.MAX_SAFE_INTEGER)).toEqual([]);
      expect(await recordOf(store, ada)).toBeUndefined();
    });
  });
};
