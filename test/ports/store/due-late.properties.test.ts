import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { customerKey, type PersonKey } from '#lib/core/profile/person.ts';
import { openEmbeddedReader, openEmbeddedStore, type EmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { inNewFolder } from '#test/support/folder.ts';
import { runs } from '#test/support/runs.ts';
import { ada, noon, reviewAt, stateWith, touch } from './contract/store-samples.ts';

const saves = fc.array(
  fc.record({
    who: fc.nat(5),
    at: fc.option(fc.nat(9)),
    look: fc.integer({ min: -9, max: 9 }),
    together: fc.boolean(),
  }),
  { maxLength: 30 },
);

const dueBy = (store: EmbeddedStore, until: number) => Array.fromAsync(store.due(until));

const expectedBy = (next: ReadonlyMap<PersonKey, number | null>, until: number) =>
  [...next]
    .flatMap(([person, dueAt]) => (dueAt !== null && dueAt <= until ? [{ person, dueAt }] : []))
    .toSorted((one, other) => one.dueAt - other.dueAt || (one.person < other.person ? -1 : 1));

test('whoever is due is listed at their next review and in its order, however reviews have moved', async () => {
  await fc.assert(
    fc.asyncProperty(saves, (drawn) =>
      inNewFolder(async (folder) => {
        const file = join(folder, 'store.sqlite');
        const store = openEmbeddedStore(file);
        const next = new Map<PersonKey, number | null>();
        for (const { who, at, look, together } of drawn) {
          const person = customerKey(`cust-${who}`);
          const save = () => touch(store, person, { state: stateWith({ nextReviewAt: at }) });
          await (together ? store.batched(save) : save());
          next.set(person, at);
          // Before all reviews nobody is due, and nothing is put right.
          expect(await dueBy(store, look)).toEqual(expectedBy(next, look));
        }
        const reader = openEmbeddedReader(file);
        const read = await dueBy(reader, 7);
        expect(read).toHaveLength(expectedBy(next, 7).length);
        expect(read).toEqual(expect.arrayContaining(expectedBy(next, 7)));
        reader.close();
        expect(await dueBy(store, 9)).toEqual(expectedBy(next, 9));
        store.close();
      }),
    ),
    runs(200),
  );
});

test('more people than a page, all of them named too early, are listed in the order of their next reviews', async () => {
  const store = openEmbeddedStore();
  const people = Array.from({ length: 600 }, (_, index) => customerKey(`cust-${String(index).padStart(3, '0')}`));
  await store.batched(async () => {
    for (const person of people) await touch(store, person, { state: stateWith({ nextReviewAt: 1 }) });
  });
  await store.batched(async () => {
    for (const [index, person] of people.entries())
      await touch(store, person, { state: stateWith({ nextReviewAt: 1_000 - (index % 300) }) });
  });
  const due = await dueBy(store, 999);
  expect(due).toHaveLength(598);
  expect(due.map(({ dueAt }) => dueAt)).toEqual(due.map(({ dueAt }) => dueAt).toSorted((one, other) => one - other));
  store.close();
});

test('a review that moves to a later time leaves the index as it is, until somebody asks who is due', () =>
  inNewFolder(async (folder) => {
    const file = join(folder, 'store.sqlite');
    const indexed = () => {
      const database = new DatabaseSync(file, { readOnly: true });
      const due = database.prepare('SELECT due FROM person').get()?.['due'];
      database.close();
      return due;
    };
    const store = openEmbeddedStore(file);
    await reviewAt(store, noon);
    await reviewAt(store, noon + 2);
    expect([indexed(), (await store.load(ada, [])).dueAt]).toEqual([noon, noon]);
    await reviewAt(store, noon - 2);
    expect(indexed()).toBe(noon - 2);
    await reviewAt(store, noon + 5);
    expect(await dueBy(store, noon + 1)).toEqual([]);
    expect([indexed(), (await store.load(ada, [])).dueAt]).toEqual([noon + 5, noon + 5]);
    store.close();
  }));
