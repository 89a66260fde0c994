import { describe, expect } from 'vitest';
import { membershipsBy } from '#lib/core/members/membership.ts';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { ChangesAfter, CustomerStore } from '#lib/ports/store/customer-store.ts';
import { asGiven, heldChanges, inOrder } from './store-answers.ts';
import {
  ada,
  changesOf,
  erase,
  eventOf,
  gather,
  linkVisitor,
  quietOf,
  refusedOf,
  stateWith,
  touch,
  visitor,
} from './store-samples.ts';
import { testOn, type MakeStore } from './store-under-test.ts';

const sequencesAfter = async (store: CustomerStore, person: PersonKey, asked: number | ChangesAfter) => {
  const after = typeof asked === 'number' ? { after: asked, atOnce: 2 } : asked;
  const rows = await gather(store.changesAfter(await store.load(person, []), after));
  return rows.flatMap(({ changes }) => changes.map(({ sequence }) => sequence));
};

/** All that is held of a person can be read. */
export const heldRowsContract = (makeStore: MakeStore): void => {
  const test = testOn(makeStore);

  describe('what is held of a person', () => {
    test('the history has every change, published or not, and those of the visitors', async ({ store, under }) => {
      await touch(store, visitor, {
        events: [eventOf('e-1', { person: visitor })],
        changes: [changesOf(visitor, 1)],
      });
      await touch(store, ada, { events: [eventOf('e-2')], changes: [changesOf(ada, 1, 2), changesOf(ada, 3)] });
      await under.announced();
      await linkVisitor(store, [ada, visitor], [changesOf(visitor, 2)]);
      await touch(store, ada, { changes: [changesOf(ada, 4)] });
      await touch(store, 'C#bob', { changes: [changesOf('C#bob', 1)] });
      const all = inOrder(
        changesOf(visitor, 1),
        changesOf(visitor, 2),
        changesOf(ada, 1, 2),
        changesOf(ada, 3),
        changesOf(ada, 4),
      );
      expect(await heldChanges(store, ada)).toEqual(all);
      expect(await heldChanges(store, visitor)).toEqual([changesOf(visitor, 1), changesOf(visitor, 2)]);
      expect(await heldChanges(store, 'C#nobody')).toEqual([]);
    });

    test('the history has quiet changes, of which nothing is announced', async ({ store, under }) => {
      const [alone, besides] = [quietOf(ada, 1), { ...changesOf(ada, 7), quiet: quietOf(ada, 8).quiet ?? [] }];
      await touch(store, ada, { changes: [alone] });
      await touch(store, ada, { changes: [besides, quietOf(ada, 9)] });
      const published = (await under.announced()).flatMap((row) => ('changes' in row ? row.changes : []));
      expect(published.map(({ sequence }) => sequence)).toEqual([7]);
      const held = (await gather(store.history(ada))).map(asGiven);
      expect(held.toSorted((one, other) => (one.effectiveAt < other.effectiveAt ? -1 : 1))).toEqual([
        alone,
        besides,
        quietOf(ada, 9),
      ]);
    });

    test('quiet changes too many for a row are whole', async ({ store }) => {
      const many = quietOf(ada, 1, 4000);
      await touch(store, ada, { changes: [many] });
      const held = await gather(store.history(ada));
      expect(
        held
          .flatMap(({ quiet = [] }) => quiet)
          .map(({ segment }) => segment.key)
          .toSorted(),
      ).toEqual((many.quiet ?? []).map(({ segment }) => segment.key).toSorted());
    });

    test('each change is ranked after those before it, in however many rows its commit is kept', async ({ store }) => {
      await touch(store, visitor, { changes: [changesOf(visitor, 1)] });
      await touch(store, visitor, { changes: [changesOf(visitor, 2, 2)] });
      const both = { ...changesOf(ada, 1, 2000), quiet: quietOf(ada, 2001, 2000).quiet ?? [] };
      const last = { ...quietOf(ada, 4003), effectiveAt: changesOf(ada, 4003).effectiveAt };
      await touch(store, ada, { changes: [both, changesOf(ada, 4001, 2), last] });
      await linkVisitor(store, [ada, visitor], [changesOf(visitor, 4, 2)]);
      const ranked = (await gather(store.history(ada))).flatMap(membershipsBy).toSorted((a, b) => a.rank - b.rank);
      const ranksOf = (person: PersonKey) => ranked.filter((one) => one.person === person).map(({ rank }) => rank);
      expect(ranksOf(visitor)).toEqual([1_000_000, 2_000_000, 2_000_001, 3_000_000, 3_000_001]);
      expect(ranksOf(ada)).toEqual(Array.from({ length: 4003 }, (_, index) => 1_000_000 + index));
      expect(ranked.filter((one) => one.person === ada).map(({ segment }) => segment)).toEqual(
        Array.from({ length: 4003 }, (_, index) => `segment-${index + 1}`),
      );
    });

    test('changes are read from a sequence on, in order, those of the person alone', async ({ store, under }) => {
      await touch(store, visitor, { changes: [changesOf(visitor, 1)] });
      await touch(store, ada, { events: [eventOf('e-1')], changes: [changesOf(ada, 1, 2), changesOf(ada, 3)] });
      await touch(store, ada, { changes: [quietOf(ada, 1)] });
      await under.announced();
      for (const sequence of [4, 5, 6, 7]) await touch(store, ada, { changes: [changesOf(ada, sequence)] });
      await linkVisitor(store, [ada, visitor], [changesOf(visitor, 2)]);
      await touch(store, ada, { changes: [quietOf(ada, 2), changesOf(ada, 8, 3)], state: stateWith({ sequence: 10 }) });
      const all = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
      expect(await sequencesAfter(store, ada, 0)).toEqual(all);
      expect(await sequencesAfter(store, ada, { after: 0, atOnce: 100 })).toEqual(all);
      // Two changes of one instant are one row.
      expect(await sequencesAfter(store, ada, 1)).toEqual(all);
      for (const after of [2, 3, 4, 5, 7]) expect(await sequencesAfter(store, ada, after)).toEqual(all.slice(after));
      expect(await sequencesAfter(store, ada, 8)).toEqual([8, 9, 10]);
      for (const after of [10, 11, Number.MAX_SAFE_INTEGER])
        expect(await sequencesAfter(store, ada, after)).toEqual([]);
      expect(await sequencesAfter(store, visitor, 0)).toEqual([1, 2]);
      expect(await sequencesAfter(store, visitor, Number.MAX_SAFE_INTEGER)).toEqual([]);
      expect(await sequencesAfter(store, 'C#nobody', 0)).toEqual([]);
    });

    test('the visitors of a customer are those that were linked', async ({ store }) => {
      await linkVisitor(store, [ada, visitor]);
      await linkVisitor(store, [ada, 'A#phone']);
      await linkVisitor(store, ['C#bob', 'A#tablet']);
      expect((await gather(store.visitors(ada))).toSorted()).toEqual([visitor, 'A#phone']);
      expect(await gather(store.visitors(visitor))).toEqual([]);
    });

    test('what was refused of a person is found, with that of the visitors', async ({ store }) => {
      const large = refusedOf('q-2', { person: visitor, entry: 'x'.repeat(250_000) });
      const entries = [refusedOf('q-1', { reason: 'future' }), large];
      for (const entry of [...entries, refusedOf('q-3', { person: undefined }), refusedOf('q-4', { person: 'C#bob' })])
        await store.quarantine(entry);
      await linkVisitor(store, [ada, visitor]);
      expect((await gather(store.quarantinedOf(ada))).toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(entries);
      expect(await gather(store.quarantinedOf(visitor))).toEqual([large]);
    });

    test('an erased person has no history', async ({ store }) => {
      await touch(store, ada, { changes: [changesOf(ada, 1)] });
      await linkVisitor(store, [ada, visitor]);
      await erase(store, ada, [changesOf(ada, 2)]);
      expect(await heldChanges(store, ada)).toEqual([]);
      expect(await heldChanges(store, visitor)).toEqual([]);
      expect(await sequencesAfter(store, ada, 0)).toEqual([]);
    });
  });
};
