import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { customerKey } from '#lib/core/profile/person.ts';
import { dynamoDbFeed } from '#lib/ports/feed/dynamodb-feed.ts';
import { dynamoDbFeedLog } from '#lib/ports/feed/dynamodb-feed-log.ts';
import type { ChangeLog } from '#lib/ports/store/change-log.ts';
import type { ChangeRow } from '#lib/ports/store/customer-store.ts';
import { startDynamoDb, type LocalDynamoDb } from '#test/support/dynamodb-local.ts';
import { createLocalTable, type LocalTable } from '#test/support/local-table.ts';

const hourMs = 3_600_000;
const midnight = Date.parse('2026-11-02T00:00:00.000Z');
/** Ten at night: a day from now goes back into the day before. */
const now = midnight + 22 * hourMs;

const rowOf = (id: string, segment = 'buyer', name = 'Buyers'): ChangeRow => ({
  kind: 'changes',
  person: customerKey(id),
  version: 1,
  effectiveAt: '2026-11-02T10:00:00.000Z',
  decidedAt: '2026-11-02T10:00:01.000Z',
  origin: 'live',
  cause: { eventId: id },
  segments: [segment],
  consent: {},
  nextReviewAt: null,
  changes: [
    {
      sequence: 1,
      status: 'entered',
      segment: { key: segment, name, definitionHash: 'h' },
      because: [],
      enteredAt: '2026-11-02T10:00:00.000Z',
      traits: {},
    },
  ],
});

// Nothing makes them smaller: each is some 300 KB as it is kept.
const noise = (seed: number): string =>
  Buffer.from(Float64Array.from({ length: 45_000 }, (_, place) => Math.sin(seed + place * place)).buffer).toString(
    'base64',
  );

describe('the feed of a deployment', () => {
  let local: LocalDynamoDb;
  let table: LocalTable;
  beforeAll(async () => {
    local = await startDynamoDb();
  });
  afterAll(() => local.stop());
  beforeEach(async () => {
    table = await createLocalTable(local.endpoint);
  });
  afterEach(() => table.drop());

  const add = (at: number, ...ids: string[]) =>
    dynamoDbFeed(table).add(
      ids.map((id) => rowOf(id)),
      at,
    );
  const logAt = (at: number): ChangeLog =>
    dynamoDbFeedLog({ client: table.client, tableName: table.tableName, now: () => at });
  const shownAt = async (at: number, limit = 100): Promise<readonly string[]> => {
    const log = logAt(at);
    const { rows } = await log.search({ from: await log.last(), limit });
    return rows.map(({ row }) => row.person.slice(2));
  };

  const find = async (sought: object) =>
    (await logAt(now).search({ from: await logAt(now).last(), limit: 10, ...sought })).rows.map(
      ({ row }) => row.person,
    );

  test('shows what came last first, also of two calls at one instant and of the day before', async () => {
    await add(midnight - hourMs, 'ada');
    await add(midnight, 'bob', 'eve');
    await add(midnight, 'ida');
    expect(await shownAt(now)).toEqual(['ida', 'eve', 'bob', 'ada']);
    expect(await shownAt(now, 2)).toEqual(['ida', 'eve']);
  });

  test('shows a day of it, but for the latest two seconds', async () => {
    await add(midnight - 2 * hourMs, 'ada');
    await add(now - 1_000, 'eve');
    expect(await shownAt(now)).toEqual(['ada']);
    expect(await shownAt(now + 1)).toEqual([]);
    expect(await shownAt(now + 1_000)).toEqual(['eve']);
    expect((await table.items()).map((item) => Number(item['expiresAt']?.N) * 1000)).toContain(
      now - 1_000 + 24 * hourMs,
    );
  });

  test('is read along: each row once, in order, whatever the number that is taken at once', async () => {
    await add(midnight, 'ada', 'bob', 'eve');
    await add(midnight + hourMs, 'ida');
    for (const limit of [1, 2, 10]) {
      const read: string[] = [];
      let [position, rows] = [0, await logAt(now).behind(0, limit)];
      while (rows.length > 0) {
        read.push(...rows.map(({ row }) => row.person.slice(2)));
        position = rows.at(-1)?.position ?? 0;
        rows = await logAt(now).behind(position, limit);
      }
      expect([limit, read]).toEqual([limit, ['ada', 'bob', 'eve', 'ida']]);
    }
    const last = await logAt(now).last();
    await add(now, 'una');
    expect(await logAt(now + 2_000).behind(last, 10)).toMatchObject([{ row: rowOf('una') }]);
  });

  test('finds one segment and one origin', async () => {
    await dynamoDbFeed(table).add(
      [rowOf('ada'), rowOf('bob', 'british'), { ...rowOf('eve'), origin: 'timer' }],
      midnight,
    );
    expect(await find({ segment: 'british' })).toEqual([customerKey('bob')]);
    expect(await find({ origin: 'timer' })).toEqual([customerKey('eve')]);
  });

  test('hides who was erased, before and after', async () => {
    await add(midnight, 'ada', 'bob');
    await dynamoDbFeed(table).forget([customerKey('ada')], midnight);
    await add(midnight + 1, 'ada');
    expect(await shownAt(now)).toEqual(['bob']);
    expect((await logAt(now).behind(0, 10)).map(({ row }) => row.person)).toEqual([customerKey('bob')]);
  });

  test('takes more at once than an item holds, and searches a part of it at a time', async () => {
    await dynamoDbFeed(table).add(
      Array.from({ length: 6 }, (_, place) => rowOf(`c-${place}`, 'buyer', noise(place))),
      midnight,
    );
    expect(await table.items()).toHaveLength(6);
    const first = await logAt(now).search({ from: await logAt(now).last(), segment: 'none', limit: 10 });
    expect(first).toMatchObject({ rows: [], rest: expect.toSatisfy((rest: number) => rest > 0) as number });
    const rest = await logAt(now).search({ from: first.rest, limit: 10 });
    expect(rest.rows.map(({ row }) => row.person.slice(2))).toEqual(['c-2', 'c-1', 'c-0']);
  });
});
