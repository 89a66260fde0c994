import { afterEach, describe, expect, test } from 'vitest';
import { membershipsBy } from '#lib/core/members/membership.ts';
import { wholeSegment } from '#lib/core/members/shard.ts';
import { customerKey, visitorKey } from '#lib/core/profile/person.ts';
import type { NotTaken } from '#lib/ports/sending.ts';
import type { Membership } from '#lib/core/members/membership.ts';
import { openEmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { fillMembers } from '#lib/use-cases/members/fill-members.ts';
import type { FillAsked } from '#lib/use-cases/members/fill-pass.ts';
import { day, noon, shopOfMembers } from '#test/ports/members/shop-of-members.ts';
import { newFolder } from '#test/support/folder.ts';
import { MembersInMemory } from '#test/support/members-in-memory.ts';

const [ada, ben, guest] = [customerKey('ada'), customerKey('ben'), visitorKey('guest')];

const closing: (() => void)[] = [];
afterEach(() => closing.splice(0).forEach((close) => close()));

/** A store in which people have entered and left, and a list that nothing was put into. */
const shop = async () => {
  const store = openEmbeddedStore(`${newFolder()}/store.sqlite`);
  closing.push(() => store.close());
  const people = shopOfMembers(store);
  await people.commit(ada, { at: noon, enters: ['fresh', 'loyal'] });
  await people.commit(ada, { at: noon + day, leaves: ['fresh'] });
  await people.commit(ada, { at: noon + 2 * day, enters: ['fresh'] }, { at: noon + 3 * day, enters: ['rich'] });
  await people.commit(ben, { at: noon, enters: ['loyal'], quietly: true });
  await people.commit(ben, { at: noon + day, enters: ['fresh'] }, { at: noon + 2 * day, leaves: ['fresh'] });
  await people.commit(guest, { at: noon + day, enters: ['fresh'] });
  return { store, people, members: new MembersInMemory() };
};

type Shop = Awaited<ReturnType<typeof shop>>;

const noOne: ReadonlySet<string> = new Set();

const filling = async ({ store, members }: Shop, asked: FillAsked = {}, left: ReadonlySet<string> = noOne) => {
  const slept: number[] = [];
  const untaken: string[] = [];
  const pass = await fillMembers(
    {
      store,
      members,
      keeps: (segment) => !left.has(segment),
      now: () => noon + 9 * day,
      sleep: async (ms) => void slept.push(ms),
      untaken: (code) => void untaken.push(code),
    },
    asked,
  );
  return { pass, slept, untaken };
};

const segments = ['fresh', 'loyal', 'rich'];

/** Everything that is listed, tombstones too. */
const listed = async ({ members }: Pick<Shop, 'members'>): Promise<readonly Membership[]> => {
  const pages = segments.map((key) => members.page(key, { ...wholeSegment, limit: 100, left: { asOf: noon } }));
  return (await Promise.all(pages)).flatMap((page) => page.members);
};

const present = async (of: Pick<Shop, 'members'>) => (await listed(of)).filter(({ leftAt }) => leftAt === undefined);

/** A list into which `publish` has put every change. */
const published = async ({ people }: Shop) => {
  const members = new MembersInMemory();
  await members.put(people.published().flatMap(membershipsBy));
  return { members };
};

describe('fillMembers()', () => {
  test('puts for each membership exactly the row that its entry has left, quiet ones too', async () => {
    const one = await shop();
    const { pass } = await filling(one);
    expect(pass).toMatchObject({ outcome: 'done', put: 5 });
    const rows = await listed(one);
    expect(rows.map(({ segment, person, sequence }) => [segment, person, sequence])).toEqual([
      ['fresh', ada, 4],
      ['fresh', guest, 1],
      ['loyal', ada, 2],
      ['loyal', ben, null],
      ['rich', ada, 5],
    ]);
    expect(rows).toEqual(await present(await published(one)));
  });

  test('changes nothing where publish has put its rows, and nothing when it is done twice', async () => {
    const one = await shop();
    const kept = { ...one, ...(await published(one)) };
    const before = await listed(kept);
    expect(before.some(({ leftAt }) => leftAt !== undefined)).toBe(true);
    for (let time = 1; time <= 2; time += 1) {
      await filling(kept, { segments: 'all', forget: [] });
      expect(await listed(kept)).toEqual(before);
    }
  });

  test('never brings back who has left since, whichever row comes first', async () => {
    const one = await shop();
    const store = { ...shelved(one), rowCount: async () => 0 };
    await one.people.commit(ada, { at: noon + 5 * day, leaves: ['loyal'] });
    const late = one.people.published().flatMap(membershipsBy);
    const [before, after] = [new MembersInMemory(), new MembersInMemory()];
    await before.put(late);
    for (const members of [before, after]) await filling({ ...one, store, members } as unknown as Shop, { forget: [] });
    await after.put(late);
    for (const members of [before, after]) {
      expect((await present({ members })).map(({ segment, person }) => `${segment} ${person}`)).not.toContain(
        `loyal ${ada}`,
      );
      expect(await listed({ members })).toHaveLength(6);
    }
  });

  test('throws all rows away first where it makes lists anew, and waits until profiles are read as they are', async () => {
    const one = await shop();
    await one.members.put([
      { person: customerKey('ghost'), segment: 'rich', enteredAt: noon, sequence: 1, rank: 9e9 },
      {
        person: ada,
        segment: 'fresh',
        enteredAt: noon,
        sequence: 1,
        rank: 9e9,
        leftAt: noon,
        expiresAt: noon + 99 * day,
      },
    ]);
    const { pass, slept } = await filling(one);
    expect(pass).toMatchObject({ outcome: 'done', forgotten: 2, put: 5 });
    expect(slept).toEqual([60_000]);
    expect(await listed(one)).toEqual(await present(await published(one)));
  });

  test('fills the segments that it is asked for, and throws away those that are kept no more', async () => {
    const one = await shop();
    await filling(one);
    const { pass } = await filling(one, { segments: ['rich'], forget: ['loyal', 'rich'] }, new Set(['loyal']));
    expect(pass).toMatchObject({ outcome: 'done', forgotten: 3, put: 1 });
    expect((await listed(one)).map(({ segment }) => segment)).toEqual(['fresh', 'fresh', 'rich']);
  });

  test('fills nothing of a segment that is kept no more', async () => {
    const one = await shop();
    const { pass } = await filling(one, { segments: ['loyal', 'rich'], forget: [] }, new Set(['loyal']));
    expect(pass.put).toBe(1);
    expect((await listed(one)).map(({ segment }) => segment)).toEqual(['rich']);
  });

  test('goes on where rows were not taken, and gives up when that does not end', async () => {
    const one = await shop();
    const refuse = refusing(one.members, 3);
    const late = await filling({ ...one, members: refuse });
    expect(late.pass).toMatchObject({ outcome: 'done', put: 5 });
    expect(late.untaken.every((code) => code === 'Throttled')).toBe(true);
    expect(await present(one)).toHaveLength(5);
    const never = await filling({ ...one, members: refusing(one.members, Infinity) });
    expect(never.pass.outcome).toBe('failed');
    expect(never.slept).toEqual([60_000, 30_000, 60_000, 90_000, 120_000]);
  });
});

/** Everybody's profile as it was when this was called. */
const shelved = ({ store }: Shop) => {
  const pages = new Map<number, ReturnType<typeof store.everybody>>();
  for (let index = 0; index < 4; index += 1) pages.set(index, store.everybody({ index, of: 4 }));
  return {
    everybody: ({ index }: { readonly index: number }) => pages.get(index),
    history: (person: Parameters<typeof store.history>[0]) => store.history(person),
  };
};

/** A list that takes nothing the first few times. */
const refusing = (members: MembersInMemory, times: number): MembersInMemory => {
  let refusals = 0;
  const put = async (rows: readonly Membership[]): Promise<readonly NotTaken<Membership>[]> => {
    refusals += rows.length > 0 ? 1 : 0;
    return refusals <= times ? rows.map((item) => ({ item, code: 'Throttled' })) : members.put(rows);
  };
  return Object.assign(Object.create(members), {
    put,
    forget: members.forget.bind(members),
  }) as MembersInMemory;
};
