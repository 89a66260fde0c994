import { describe, expect, test as base } from 'vitest';
import { segmentDigest } from '#lib/core/members/digest.ts';
import { shardsIn, memberShardOf, wholeSegment, type SegmentPart } from '#lib/core/members/shard.ts';
import { publicIdOf, type PersonKey } from '#lib/core/profile/person.ts';
import { everyMember, type MemberList, type PageOfMembers } from '#lib/ports/members/member-store.ts';
import { openEmbeddedStore, type EmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { gather } from '#test/ports/store/contract/store-samples.ts';
import { day, noon, shopOfMembers, type ShopOfMembers } from './shop-of-members.ts';

/** A list over a shop. */
interface ListUnderTest {
  readonly list: MemberList;
  /** Tells the list of what has come to be published, where it does not know by itself. */
  readonly keepUp: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export type MakeList = (store: EmbeddedStore, shop: ShopOfMembers) => Promise<ListUnderTest>;

/** All pages of a part. */
const read = async (list: MemberList, segment: string, asked: Partial<PageOfMembers> = {}) => {
  const found = [];
  let { after } = asked;
  do {
    const page = await list.page(segment, { ...wholeSegment, limit: 1000, ...asked, after });
    if (page.next !== undefined) expect(page.members).toHaveLength(asked.limit ?? 1000);
    found.push(...page.members);
    after = page.next;
  } while (after !== undefined);
  return found;
};

const idsOf = (found: readonly { readonly person: PersonKey }[]): readonly string[] =>
  found.map(({ person }) => publicIdOf(person)).toSorted();

const ids = async (...asked: Parameters<typeof read>): Promise<readonly string[]> => idsOf(await read(...asked));

const isIn = (part: SegmentPart, { person }: { readonly person: PersonKey }): boolean =>
  shardsIn(part).includes(memberShardOf(person));

const regulars = 'regulars';

export const membersContract = (name: string, make: MakeList): void => {
  const test = base.extend('given', async ({ onTestFinished }) => {
    const store = openEmbeddedStore();
    const shop = shopOfMembers(store);
    const { list, keepUp, close } = await make(store, shop);
    onTestFinished(async () => {
      await close();
      store.close();
    });
    return { shop, list, keepUp };
  });

  describe(`MemberList: ${name}`, () => {
    test('has who has entered, with the sequence of the entry', async ({ given: { shop, list, keepUp } }) => {
      await shop.commit('C#ada', { at: noon - 5, enters: ['newsletter'] });
      await shop.commit('C#ada', { at: noon, enters: [regulars] });
      await shop.commit('A#browser-7', { at: noon + 1, enters: [regulars] });
      await shop.commit('C#bob', { at: noon + 2, enters: ['newsletter'] });
      await keepUp();
      const found = await read(list, regulars);
      expect(found.toSorted((one, other) => one.enteredAt - other.enteredAt)).toEqual([
        { person: 'C#ada', segment: regulars, enteredAt: noon, sequence: 2, rank: 2_000_000 },
        { person: 'A#browser-7', segment: regulars, enteredAt: noon + 1, sequence: 1, rank: 1_000_000 },
      ]);
      expect(await ids(list, 'newsletter')).toEqual(['ada', 'bob']);
    });

    test('has nobody of a segment that it does not know', async ({ given: { shop, list, keepUp } }) => {
      await shop.commit('C#ada', { at: noon, enters: [regulars] });
      await keepUp();
      for (const key of ['regular', 'regulars-2', 'memberships']) {
        expect(await read(list, key, { left: { asOf: noon } })).toEqual([]);
        expect(await list.counts([key])).toEqual(new Map([[key, 0]]));
        expect(await list.digest(key, wholeSegment)).toEqual(segmentDigest(wholeSegment).shards());
      }
    });

    test('has who has left as a tombstone alone, with the sequence of the exit', async ({ given }) => {
      const { shop, list, keepUp } = given;
      await shop.commit('C#ada', { at: noon, enters: [regulars] });
      await shop.commit('C#ada', { at: noon + day, leaves: [regulars] });
      await shop.commit('C#bob', { at: noon, enters: [regulars] });
      await keepUp();
      expect(await ids(list, regulars)).toEqual(['bob']);
      const left = (await read(list, regulars, { left: { asOf: noon + 2 * day } })).filter(({ leftAt }) => leftAt);
      expect(left).toEqual([
        {
          person: 'C#ada',
          segment: regulars,
          enteredAt: noon,
          leftAt: noon + day,
          sequence: 2,
          rank: 2_000_000,
          expiresAt: noon + 36 * day,
        },
      ]);
    });

    test('has a tombstone for 35 days', async ({ given: { shop, list, keepUp } }) => {
      await shop.commit('C#ada', { at: noon, enters: [regulars] });
      await shop.commit('C#ada', { at: noon + day, leaves: [regulars] });
      await keepUp();
      expect(await ids(list, regulars, { left: { asOf: noon + 36 * day - 1 } })).toEqual(['ada']);
      expect(await ids(list, regulars, { left: { asOf: noon + 36 * day } })).toEqual([]);
    });

    test('has who has come back once, with the latest entry', async ({ given: { shop, list, keepUp } }) => {
      await shop.commit('C#ada', { at: noon, enters: [regulars] });
      await shop.commit('C#ada', { at: noon + 1, leaves: [regulars] });
      await shop.commit('C#ada', { at: noon + 2, enters: [regulars, 'newsletter'] });
      await keepUp();
      expect(await read(list, regulars, { left: { asOf: noon } })).toMatchObject([
        { person: 'C#ada', enteredAt: noon + 2, sequence: 3 },
      ]);
    });

    test('the last of many changes of one commit holds', async ({ given: { shop, list, keepUp } }) => {
      const turns = Array.from({ length: 7 }, (_, index) =>
        index % 2 === 0 ? { at: noon + index, enters: [regulars] } : { at: noon + index, leaves: [regulars] },
      );
      await shop.commit('C#ada', ...turns);
      await shop.commit('C#bob', ...turns.slice(0, 6));
      await keepUp();
      expect(await read(list, regulars)).toMatchObject([{ person: 'C#ada', enteredAt: noon + 6, sequence: 7 }]);
    });

    test('has quiet members without a sequence, and nobody after a quiet exit', async ({ given }) => {
      const { shop, list, keepUp } = given;
      await shop.commit('C#ada', { at: noon, enters: [regulars], quietly: true });
      await shop.commit('C#bob', { at: noon, enters: [regulars], quietly: true });
      await shop.commit('C#bob', { at: noon + 1, leaves: [regulars], quietly: true });
      await shop.commit('C#eve', { at: noon, enters: [regulars] });
      await shop.commit('C#eve', { at: noon + 1, leaves: [regulars], quietly: true });
      await keepUp();
      expect(await read(list, regulars)).toEqual([
        { person: 'C#ada', segment: regulars, enteredAt: noon, sequence: null, rank: 1_000_000 },
      ]);
      expect(await list.counts([regulars])).toEqual(new Map([[regulars, 1]]));
      expect(await list.digest(regulars, wholeSegment)).toEqual(segmentDigest(wholeSegment).shards());
    });

    test('the tombstone of a quiet exit has the sequence of the last published change: no copy of an older entry is news', async ({
      given: { shop, list, keepUp },
    }) => {
      await shop.commit('C#ada', { at: noon, enters: [regulars] });
      await shop.commit('C#ada', { at: noon + 1, enters: ['newsletter'] });
      await shop.commit('C#ada', { at: noon + 2, leaves: [regulars], quietly: true });
      await shop.commit('C#bob', { at: noon, enters: [regulars] });
      await shop.commit('C#bob', { at: noon + 1, leaves: [regulars] });
      await shop.commit('C#bob', { at: noon + 2, enters: [regulars], quietly: true });
      await shop.commit('C#bob', { at: noon + 3, leaves: [regulars], quietly: true });
      await shop.commit('C#eve', { at: noon, enters: [regulars], quietly: true });
      await shop.commit('C#eve', { at: noon + 1, leaves: [regulars], quietly: true });
      await keepUp();
      const left = await read(list, regulars, { left: { asOf: noon + day } });
      expect(new Map(left.map(({ person, sequence }) => [person, sequence]))).toEqual(
        new Map([
          ['C#ada', 2],
          ['C#bob', 2],
          ['C#eve', null],
        ]),
      );
    });

    test('a linked visitor is a tombstone, ranked as the visitor', async ({ given: { shop, list, keepUp } }) => {
      await shop.commit('A#browser-7', { at: noon, enters: [regulars] });
      await shop.commit('A#browser-7', { at: noon + 1, enters: ['newsletter'] });
      await shop.link('A#browser-7', 'C#ada', noon + 2);
      await shop.commit('C#ada', { at: noon + 3, enters: [regulars] });
      await keepUp();
      expect(await ids(list, regulars)).toEqual(['ada']);
      const all = await read(list, regulars, { left: { asOf: noon + day } });
      expect(all.find(({ person }) => person === 'A#browser-7')).toMatchObject({ leftAt: noon + 2, rank: 3_000_000 });
    });

    test('the erased are tombstones', async ({ given: { shop, list, keepUp } }) => {
      await shop.commit('C#ada', { at: noon, enters: [regulars] });
      await shop.commit('C#ada', { at: noon + 1, enters: ['newsletter'] });
      await shop.erase('C#ada', noon + 2);
      await keepUp();
      expect(await ids(list, regulars)).toEqual([]);
      expect(await list.counts([regulars])).toEqual(new Map([[regulars, 0]]));
      expect(await read(list, regulars, { left: { asOf: noon + day } })).toMatchObject([
        { person: 'C#ada', enteredAt: noon, leftAt: noon + 2, sequence: 3, rank: 3_000_000 },
      ]);
      expect(await ids(list, regulars, { left: { asOf: noon + 36 * day } })).toEqual([]);
    });

    test('digests members by their sequence', async ({ given: { shop, list, keepUp } }) => {
      const expected = segmentDigest(wholeSegment);
      for (let index = 0; index < 40; index += 1) {
        const person: PersonKey = index % 4 === 0 ? `A#v${index}` : `C#c${index}`;
        if (index % 2 === 0) await shop.commit(person, { at: noon, enters: ['newsletter'] });
        await shop.commit(person, { at: noon, enters: [regulars] });
        if (index % 5 === 0) await shop.commit(person, { at: noon, leaves: [regulars] });
        else expected.add({ person, sequence: index % 2 === 0 ? 2 : 1 });
      }
      await keepUp();
      expect(await list.digest(regulars, wholeSegment)).toEqual(expected.shards());
      const half: SegmentPart = { part: 1, of: 2 };
      expect(await list.digest(regulars, half)).toEqual(expected.shards().slice(128));
    });

    test('counts several segments', async ({ given: { shop, list, keepUp } }) => {
      for (const id of ['ada', 'bob', 'eve'] as const)
        await shop.commit(`C#${id}`, { at: noon, enters: id === 'eve' ? ['newsletter'] : [regulars, 'newsletter'] });
      await keepUp();
      expect(await list.counts(['newsletter', regulars])).toEqual(
        new Map([
          ['newsletter', 3],
          [regulars, 2],
        ]),
      );
      expect(await list.counts([])).toEqual(new Map());
    });

    test('tells segments apart whose keys begin alike, however long', async ({ given: { shop, list, keepUp } }) => {
      const keys = ['a', 'b'].map(
        (last) => `${'people-who-bought-more-than-once-and-then-stayed-away'.padEnd(63, '-x')}${last}`,
      );
      for (const [index, key] of keys.entries()) await shop.commit(`C#c${index}`, { at: noon, enters: [key] });
      await keepUp();
      expect(await Promise.all(keys.map((key) => ids(list, key)))).toEqual([['c0'], ['c1']]);
      expect(await list.counts(keys)).toEqual(new Map(keys.map((key) => [key, 1])));
    });

    test.for([1, 2, 3, 5, 16])(
      '%i readers share the members, whatever the size of their pages',
      async (of, { given }) => {
        const { shop, list, keepUp } = given;
        for (let index = 0; index < 60; index += 1) {
          const person: PersonKey = index % 4 === 0 ? `A#p${index}` : `C#p${index}`;
          await shop.commit(person, { at: noon, enters: [regulars] });
          if (index % 10 === 0) await shop.commit(person, { at: noon + 1, leaves: [regulars] });
        }
        await keepUp();
        const all = await ids(list, regulars);
        expect(all).toHaveLength(54);
        for (const limit of [1, 7, 54, 1000]) {
          const parts = Array.from({ length: of }, (_, part) => read(list, regulars, { part, of, limit }));
          const found = await Promise.all(parts);
          expect(idsOf(found.flat())).toEqual(all);
          const strangers = found.flatMap((own, part) => own.filter((one) => !isIn({ part, of }, one)));
          expect(strangers).toEqual([]);
        }
        const left = await read(list, regulars, { limit: 7, left: { asOf: noon } });
        expect(left).toHaveLength(60);
        expect(left.filter(({ leftAt }) => leftAt !== undefined)).toHaveLength(6);
      },
    );

    test('goes on after somebody who is not a member any more', async ({ given: { shop, list, keepUp } }) => {
      for (const id of ['a', 'b', 'c', 'd', 'e'] as const)
        await shop.commit(`C#${id}`, { at: noon, enters: [regulars] });
      await keepUp();
      const first = await list.page(regulars, { ...wholeSegment, limit: 2 });
      const last = first.members.at(-1)?.person ?? 'C#none';
      expect(first.next).toBe(last);
      await shop.commit(last, { at: noon + 1, leaves: [regulars] });
      await keepUp();
      const rest = await read(list, regulars, { after: last });
      expect(idsOf([...first.members, ...rest])).toEqual(['a', 'b', 'c', 'd', 'e']);
    });

    test('is read whole by everyMember(), without tombstones', async ({ given: { shop, list, keepUp } }) => {
      await shop.commit('C#ada', { at: noon, enters: [regulars] });
      await shop.commit('C#bob', { at: noon, enters: [regulars] }, { at: noon + 1, leaves: [regulars] });
      await keepUp();
      expect(await gather(everyMember(list, regulars, wholeSegment))).toMatchObject([{ person: 'C#ada' }]);
    });

    test('refuses a part that there is not', async ({ given: { list } }) => {
      await expect(list.page(regulars, { part: 2, of: 2, limit: 1 })).rejects.toThrow(RangeError);
      await expect(list.digest(regulars, { part: 0, of: 17 })).rejects.toThrow(RangeError);
    });
  });
};
