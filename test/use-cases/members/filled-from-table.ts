import { expect, test } from 'vitest';
import { membershipsBy, type Membership } from '#lib/core/members/membership.ts';
import { wholeSegment } from '#lib/core/members/shard.ts';
import { customerKey, visitorKey } from '#lib/core/profile/person.ts';
import { noPauses } from '#lib/ports/backoff.ts';
import type { MemberRows } from '#lib/ports/members/member-rows.ts';
import type { MemberStore } from '#lib/ports/members/member-store.ts';
import { changeRowsOf } from '#lib/ports/store/dynamodb/change-rows.ts';
import type { Item } from '#lib/ports/store/dynamodb/item.ts';
import { dynamoDbMembershipReader } from '#lib/ports/store/dynamodb/membership-reader.ts';
import { profileSortKey } from '#lib/ports/store/table-keys.ts';
import { fillMembers } from '#lib/use-cases/members/fill-members.ts';
import type { FillAsked } from '#lib/use-cases/members/fill-pass.ts';
import {
  copyInto,
  lose,
  partitionOf,
  restored,
  shopOn,
  sortedIn,
  type HeldTable,
} from '#test/ports/store/restore/shop.ts';
import { catalogueJson, described, erasure, linking, noon, purchase, visit } from '#test/use-cases/given.ts';

/** The tables of a test: one of profiles, with the rows that its stream has handed on, a copy of it, and a list. */
export interface Tables {
  readonly profiles: HeldTable & { readonly inserted: () => Promise<readonly Item[]> };
  readonly copy: HeldTable;
  readonly list: MemberStore & MemberRows;
}

const [ada, ben, guest] = [customerKey('ada'), customerKey('ben'), visitorKey('guest')];

const isChange = (item: Item): boolean => /^(?:CHANGE|QUIET)#/.test(sortedIn(item));

/** What `publish` puts for the rows of the stream. */
const putPublished = async ({ profiles, list }: Tables): Promise<void> => {
  const rows = (await profiles.inserted()).filter(isChange).flatMap(changeRowsOf).flatMap(membershipsBy);
  expect(await list.put(rows)).toEqual([]);
};

const filled = async ({ profiles, list }: Tables, asked: FillAsked = {}) => {
  const table = { ...profiles, now: () => noon, ...noPauses };
  const deps = { store: dynamoDbMembershipReader(table), members: list, keeps: () => true, untaken: () => {} };
  return fillMembers({ ...table, ...deps }, asked);
};

const listed = async ({ list }: Tables, left?: { readonly asOf: number }): Promise<readonly Membership[]> => {
  const pages = catalogueJson.segments.map(({ key }) => list.page(key, { ...wholeSegment, limit: 100, left }));
  return (await Promise.all(pages)).flatMap(({ members }) => members);
};

const named = (rows: readonly Membership[]) =>
  rows.map(({ person, segment, sequence }) => `${segment} ${person} ${sequence}`).toSorted();

/** Two customers and a visitor, one of whom has moved away and become somebody's. */
const atWork = async ({ profiles }: Tables) => {
  const shop = shopOn(profiles);
  await shop.say(
    purchase({ customerId: 'ada' }),
    described({ customerId: 'ada', eventId: 'd-1', traits: { geographic: { country: 'GB' } } }),
    described({
      customerId: 'ada',
      eventId: 'd-2',
      occurredAt: '2026-11-02T12:01:00Z',
      traits: { geographic: { country: 'FR' } },
    }),
    purchase({ customerId: 'ben', eventId: 'p-2', orderId: 'o-2' }),
    visit({ anonymousId: 'guest', eventId: 'v-1' }),
    visit({ anonymousId: 'guest', eventId: 'v-2' }),
  );
  return shop;
};

/** Lets a membership of Ben's be one whose entry was not published. */
const hush = async ({ store }: Awaited<ReturnType<typeof atWork>>): Promise<void> => {
  const loaded = await store.load(ben, []);
  if (loaded.record?.kind !== 'profile') throw new Error('Ben has no profile');
  await store.save({ loaded, state: { ...loaded.record.state, quiet: ['buyer'] }, events: [], changes: [] });
};

const moved = (to: string, minute: number) =>
  described({
    customerId: 'ada',
    eventId: `d-${minute}`,
    occurredAt: `2026-11-02T12:${String(minute).padStart(2, '0')}:00Z`,
    traits: { geographic: { country: to } },
  });

const isProfileOfAda = (item: Item): boolean => partitionOf(item) === ada && sortedIn(item) === profileSortKey;

/** What holds of lists that are filled from a table of any make. */
export const filledFromTable = (open: () => Promise<Tables>): void => {
  test('a list that is filled has the rows that publish puts, of all who are in a segment', async () => {
    const tables = await open();
    await atWork(tables);
    const { put } = await filled(tables);
    const members = await listed(tables, { asOf: noon });
    expect(put).toBe(5);
    expect(named(members)).toEqual([
      `browser ${guest} 1`,
      `buyer ${ada} 1`,
      `buyer ${ben} 1`,
      `fresh-buyer ${ada} 2`,
      `fresh-buyer ${ben} 2`,
    ]);
    await putPublished(tables);
    expect(await listed(tables)).toEqual(members);
  });

  test('a visitor who becomes a customer leaves the list, and a fill leaves them out', async () => {
    const tables = await open();
    const shop = await atWork(tables);
    await shop.say(linking('ada', 'guest'));
    await putPublished(tables);
    await filled(tables, { forget: [] });
    expect(named(await listed(tables)).filter((row) => row.includes(guest))).toEqual([]);
    expect(named(await listed(tables)).filter((row) => row.startsWith('browser'))).toEqual([`browser ${ada} 5`]);
  });

  test('an erasure turns rows into tombstones, quiet ones too, and no fill brings them back', async () => {
    const tables = await open();
    const shop = await atWork(tables);
    await hush(shop);
    await filled(tables);
    await shop.say(erasure({ customerId: 'ben' }));
    await filled(tables, { forget: [] });
    await putPublished(tables);
    const ofBen = (await listed(tables, { asOf: noon })).filter(({ person }) => person === ben);
    expect(ofBen.map(({ segment, leftAt }) => [segment, leftAt !== undefined])).toEqual([
      ['buyer', true],
      ['fresh-buyer', true],
    ]);
    await filled(tables, { forget: [] });
    expect(named(await listed(tables)).filter((row) => row.includes(ben))).toEqual([]);
    await filled(tables);
    expect((await listed(tables, { asOf: noon })).filter(({ person }) => person === ben)).toEqual([]);
  });

  test('after a restore it is made anew, whatever versions the profiles had before', async () => {
    const tables = await open();
    const shop = await atWork(tables);
    await copyInto(tables.copy, tables.profiles);
    await shop.say(
      described({
        customerId: 'ada',
        eventId: 'd-3',
        occurredAt: '2026-11-02T12:02:00Z',
        traits: { geographic: { country: 'GB' } },
      }),
    );
    await putPublished(tables);
    await lose(tables.profiles, () => true);
    await copyInto(tables.profiles, tables.copy);
    expect(named(await listed(tables))).toContain(`british ${ada} 5`);
    await filled(tables);
    expect(named(await listed(tables, { asOf: noon }))).not.toContain(`british ${ada} 5`);
    expect(await listed(tables)).toHaveLength(5);
  });

  test('after a restore who leaves is out, though changes that are newer than the profile were not lost', async () => {
    const tables = await open();
    const shop = await atWork(tables);
    await copyInto(tables.copy, tables.profiles);
    await shop.say(moved('GB', 12), moved('FR', 13), moved('GB', 14));
    await putPublished(tables);
    await lose(tables.profiles, isProfileOfAda);
    await restored(tables.copy, tables.profiles);
    await shop.rebuildAll(true);
    await filled(tables);
    expect(named(await listed(tables))).toContain(`british ${ada} 8`);
    await shop.say(moved('FR', 15));
    await putPublished(tables);
    expect(named(await listed(tables)).filter((row) => row.startsWith('british'))).toEqual([]);
  });
};
