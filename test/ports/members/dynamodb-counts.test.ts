import { describe, expect, test } from 'vitest';
import { countsOf, hour } from '#lib/core/members/change-counts.ts';
import { membershipsBy } from '#lib/core/members/membership.ts';
import { wholeSegment } from '#lib/core/members/shard.ts';
import { noPauses } from '#lib/ports/backoff.ts';
import { dynamoDbCounts } from '#lib/ports/members/dynamodb/dynamodb-counts.ts';
import { dynamoDbMemberRows } from '#lib/ports/members/dynamodb/forget-members.ts';
import { dynamoDbMembers } from '#lib/ports/members/dynamodb/dynamodb-members.ts';
import { openEmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { MemoryTable } from '#test/support/memory-table.ts';
import { keptUp, memberCountsContract } from './member-counts.contract.ts';
import { day, noon, shopOfMembers } from './shop-of-members.ts';

memberCountsContract('DynamoDB, over a table in memory', async (_store, shop) => {
  const { client, tableName } = new MemoryTable();
  const counts = dynamoDbCounts({ client, tableName });
  return { counts, keepUp: await keptUp(counts, shop), close: async () => client.destroy() };
});

const given = () => {
  const table = new MemoryTable();
  return { table, counter: dynamoDbCounts(table), members: dynamoDbMembers(table) };
};

const entered = (count: number, at: number, segment = 'regulars') => ({
  segment,
  hour: at,
  entered: count,
  exited: 0,
  grown: count,
});

describe('dynamoDbCounts', () => {
  test('has no size before one was counted', async () => {
    const { counter } = given();
    await counter.count([entered(3, noon)]);
    expect(await counter.size('regulars')).toBeUndefined();
  });

  test('a size grows by what comes after it, in its own hour too', async () => {
    const { counter } = given();
    await counter.count([entered(5, noon - hour), entered(3, noon)]);
    await counter.keepSizes(new Map([['regulars', 100]]), noon + 1);
    expect(await counter.size('regulars')).toBe(100);
    await counter.count([
      entered(2, noon),
      entered(1, noon + hour),
      { ...entered(0, noon + day), exited: 4, grown: -4 },
    ]);
    expect(await counter.size('regulars')).toBe(99);
    await counter.keepSizes(new Map([['regulars', 7]]), noon + day + 1);
    expect(await counter.size('regulars')).toBe(7);
  });

  test('writes once for each segment and hour, whatever the number of changes', async () => {
    const { table, counter } = given();
    const store = openEmbeddedStore();
    const shop = shopOfMembers(store);
    for (let index = 0; index < 20; index += 1)
      await shop.commit(`C#c${index}`, { at: noon + index, enters: ['regulars', 'newsletter'] });
    await counter.count(countsOf(shop.published(), noon + 20));
    expect(table.calls.map(({ name }) => name)).toEqual(['update', 'update']);
    store.close();
  });

  test('counts expire after 400 days', async () => {
    const { table, counter } = given();
    await counter.count([entered(1, noon)]);
    expect(table.item('regulars#h', '2026-11-02T12')?.['expiresAt']).toEqual({ N: String((noon + 400 * day) / 1000) });
  });

  test('are in no list of members', async () => {
    const { counter, members } = given();
    const store = openEmbeddedStore();
    const shop = shopOfMembers(store);
    await shop.commit('C#ada', { at: noon, enters: ['regulars'] });
    const rows = shop.published();
    await members.put(rows.flatMap(membershipsBy));
    await counter.count(countsOf(rows, noon));
    await counter.keepSizes(new Map([['regulars', 1]]), noon);
    expect(await members.counts(['regulars'])).toEqual(new Map([['regulars', 1]]));
    expect((await members.page('regulars', { ...wholeSegment, limit: 10 })).members).toHaveLength(1);
    store.close();
  });

  test('hands back what it could not count, with the code of the failure', async () => {
    const { table, counter } = given();
    table.interrupt = ({ input }, proceed) => {
      if (JSON.stringify(input).includes('newsletter')) throw Object.assign(new Error(), { name: 'Throttled' });
      return proceed();
    };
    const lost = entered(1, noon, 'newsletter');
    expect(await counter.count([lost, entered(1, noon)])).toEqual([{ item: lost, code: 'Throttled' }]);
    expect(await counter.counted('regulars', noon, noon)).toEqual([{ hour: noon, entered: 1, exited: 0 }]);
  });

  test('outlive that all lists are made anew, and go with a segment that is named', async () => {
    const { table, counter } = given();
    const rows = dynamoDbMemberRows({ ...noPauses, client: table.client, tableName: table.tableName, now: () => noon });
    await counter.count([entered(1, noon), entered(1, noon, 'newsletter')]);
    const hours = async () =>
      Promise.all(['regulars', 'newsletter'].map(async (key) => (await counter.counted(key, noon, noon)).length));
    await rows.forget('all', { index: 0, of: 1 });
    expect(await hours()).toEqual([1, 1]);
    await rows.forget(['regulars'], { index: 0, of: 1 });
    expect(await hours()).toEqual([0, 1]);
  });
});
