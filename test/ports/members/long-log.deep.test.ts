import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { hour } from '#lib/core/members/change-counts.ts';
import { wholeSegment } from '#lib/core/members/shard.ts';
import { openEmbeddedReader, openEmbeddedStore, type EmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { newFolder } from '#test/support/folder.ts';
import { day, noon, shopOfMembers } from './shop-of-members.ts';

/** More changes than are counted while an answer waits. */
const many = 21_000;

const longAgo = noon - 40 * day;

const ever = [noon - 300 * day, noon + 300 * day] as const;

interface Row {
  readonly effectiveAt: string;
  readonly changes: readonly [{ readonly status: string }];
}

/** Copies the only change of a log until it is long. */
const lengthen = (path: string): void => {
  const database = new DatabaseSync(path);
  database.exec(`
    WITH RECURSIVE copy (number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM copy WHERE number < ${many - 1})
    INSERT INTO change (person, body) SELECT 'C#copy-' || number, (SELECT body FROM change) FROM copy
  `);
  database.close();
};

const lately = [
  { hour: noon, entered: 1, exited: 0 },
  { hour: noon + hour, entered: 1, exited: 0 },
  { hour: noon + 2 * hour, entered: 0, exited: 1 },
];

const longAgoHour = { hour: longAgo, entered: many, exited: 0 };

/** Writes rows as the store's own updates do, which begin with the instant. */
const inUsualOrder = (path: string): void => {
  const database = new DatabaseSync(path);
  database.exec(`
    UPDATE change SET body = '{"effectiveAt":"' || (body ->> 'effectiveAt') || '",' || substr(json_remove(body, '$.effectiveAt'), 2)
  `);
  database.close();
};

/** A store with a long log, in a file of its own. */
const longStore = async (): Promise<string> => {
  const file = `${newFolder()}/store.db`;
  const store = openEmbeddedStore(file);
  const shop = shopOfMembers(store);
  await shop.commit('C#old', { at: longAgo, enters: ['regulars'] });
  lengthen(file);
  await shop.commit('C#ada', { at: noon, enters: ['regulars', 'newsletter'] });
  await shop.commit('C#bob', { at: noon + hour, enters: ['regulars'] });
  await shop.commit('C#ada', { at: noon + 2 * hour, leaves: ['regulars'] });
  store.close();
  inUsualOrder(file);
  return file;
};

const wholeOf = async ({ members }: EmbeddedStore) => {
  await expect.poll(() => members.isCounted(), { timeout: 60_000 }).toBe(true);
  return members.counted('regulars', ...ever);
};

test('what came last is told while a long log is being counted, and then all of it', async () => {
  const file = await longStore();
  const store = openEmbeddedReader(file);
  expect(await store.members.isCounted()).toBe(false);
  expect(await store.members.counted('regulars', noon, noon + day)).toEqual(lately);
  expect(await store.members.counted('newsletter', noon, noon + day)).toEqual([lately[0]]);
  expect(await wholeOf(store)).toEqual([longAgoHour, ...lately]);
  store.close();
});

test('hours of long ago wait until they are counted', async () => {
  const file = await longStore();
  const store = openEmbeddedReader(file);
  expect(await store.members.counted('regulars', ...ever)).toEqual([longAgoHour, ...lately]);
  store.close();
});

test('what is written afterwards is counted without the rest', async () => {
  const file = await longStore();
  const store = openEmbeddedStore(file);
  await wholeOf(store);
  await shopOfMembers(store).commit('C#cleo', { at: noon + 3 * hour, enters: ['regulars'] });
  expect(await store.members.isCounted()).toBe(true);
  const more = { hour: noon + 3 * hour, entered: 1, exited: 0 };
  expect(await store.members.counted('regulars', ...ever)).toEqual([longAgoHour, ...lately, more]);
  store.close();
});

test.for(['published', 'waiting'] as const)('who is erased afterwards never was, %s', async (which) => {
  const file = await longStore();
  const store = openEmbeddedStore(file);
  const shop = shopOfMembers(store);
  await wholeOf(store);
  await shop.erase('C#ada', noon + 4 * hour);
  if (which === 'published') shop.published();
  await shop.commit('C#cleo', { at: noon + 5 * hour, enters: ['newsletter'] });
  const expected = { hour: noon + hour, entered: 1, exited: 0 };
  expect(await store.members.counted('regulars', noon, noon + day)).toEqual([expected]);
  expect(await wholeOf(store)).toEqual([longAgoHour, expected]);
  store.close();
});

test('what is rolled back never was', async () => {
  const file = await longStore();
  const store = openEmbeddedStore(file);
  const shop = shopOfMembers(store);
  await wholeOf(store);
  const batch = store.batched(async () => {
    await shop.commit('C#cleo', { at: noon + 3 * hour, enters: ['regulars'] });
    expect(await store.members.counted('regulars', ...ever)).toHaveLength(5);
    throw new Error('rolled back');
  });
  await expect(batch).rejects.toThrow('rolled back');
  await shop.commit('C#dan', { at: noon + 5 * hour, enters: ['regulars'] });
  const more = { hour: noon + 5 * hour, entered: 1, exited: 0 };
  expect(await wholeOf(store)).toEqual([longAgoHour, ...lately, more]);
  store.close();
});

const entry = '"status":"entered","segment":{"key":"regulars","name":"Regulars"';

const written = {
  'in another order': ({ effectiveAt, ...row }: Row) => ({ ...row, effectiveAt }),
  'whose change is in another order': ({ changes: [{ status, ...change }], ...row }: Row) => ({
    ...row,
    changes: [{ ...change, status }],
  }),
  'with a text that looks like a change': ({ changes, ...row }: Row) => ({
    ...row,
    changes: [{ ...changes[0], traits: { 'custom.note': `{${entry}`, 'custom.names': [entry] } }],
  }),
};

test.for(Object.entries(written))('a row %s counts once', async ([, write]) => {
  const file = await longStore();
  const database = new DatabaseSync(file);
  const change = "WHERE person = 'C#bob'";
  const { body } = database.prepare(`SELECT body FROM change ${change}`).get() as { body: string };
  database.prepare(`UPDATE change SET body = ? ${change}`).run(JSON.stringify(write(JSON.parse(body) as Row)));
  database.close();
  const store = openEmbeddedReader(file);
  expect(await store.members.counted('regulars', noon, noon + day)).toEqual(lately);
  expect(await wholeOf(store)).toEqual([longAgoHour, ...lately]);
  store.close();
});

test('a segment without members has none before and after sizes are counted', async () => {
  const file = await longStore();
  const store = openEmbeddedReader(file);
  const page = (segment: string) => store.members.page(segment, { ...wholeSegment, limit: 10 });
  expect((await page('nobodies')).members).toEqual([]);
  expect(await store.members.size('regulars')).toBe(2);
  expect(await page('nobodies')).toEqual({ members: [], next: undefined });
  expect((await page('regulars')).members).toHaveLength(2);
  expect(await store.members.people()).toBe(3);
  store.close();
});
