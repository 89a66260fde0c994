import { describe, expect } from 'vitest';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { CustomerStore, ProfiledPerson } from '#lib/ports/store/customer-store.ts';
import { recordOf } from './store-answers.ts';
import { ada, decidedBy, erase, linkVisitor, refusedOf, touch, visitor } from './store-samples.ts';
import { testOn, type MakeStore } from './store-under-test.ts';

/** Everybody in one of several parts, page by page. */
const everybodyIn = async (store: CustomerStore, index: number, of: number): Promise<readonly ProfiledPerson[]> => {
  const people: ProfiledPerson[] = [];
  let after: string | undefined;
  do {
    const page = await store.everybody({ index, of, after });
    people.push(...page.people);
    after = page.next;
  } while (after !== undefined);
  return people;
};

/** Everybody with a profile is found, with the profile. */
export const everybodyContract = (makeStore: MakeStore): void => {
  const test = testOn(makeStore);

  describe('everybody()', () => {
    test('gives each person as load() does', async ({ store }) => {
      await touch(store, ada, decidedBy('hash', 2));
      await touch(store, visitor, decidedBy('another-hash'));
      const found = await everybodyIn(store, 0, 1);
      expect(found.map(({ person }) => person).toSorted()).toEqual([visitor, ada]);
      for (const { person, state } of found) expect(await recordOf(store, person)).toEqual({ kind: 'profile', state });
    });

    test('passes over linked visitors, the erased and what was refused', async ({ store }) => {
      await touch(store, visitor, decidedBy('hash'));
      await touch(store, 'C#bob', decidedBy('hash'));
      await linkVisitor(store, [ada, visitor]);
      await erase(store, 'C#bob');
      await store.quarantine(refusedOf('q-1'));
      expect((await everybodyIn(store, 0, 1)).map(({ person }) => person)).toEqual([ada]);
    });

    test('its parts together have everybody once, over many pages', async ({ store }) => {
      const people = Array.from({ length: 230 }, (_, index): PersonKey => `C#cust-${index}`);
      for (const person of people) await touch(store, person, decidedBy('hash'));
      const parts = await Promise.all(Array.from({ length: 7 }, (_, index) => everybodyIn(store, index, 7)));
      expect(parts.flatMap((part) => part.map(({ person }) => person)).toSorted()).toEqual(people.toSorted());
      expect(parts.filter((part) => part.length > 0).length).toBeGreaterThan(1);
    });
  });
};
