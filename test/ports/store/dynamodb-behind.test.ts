import { describe, expect, test } from 'vitest';
import { noPauses } from '#lib/ports/backoff.ts';
import { dynamoDbStore } from '#lib/ports/store/dynamodb/dynamodb-store.ts';
import { ada, stateWith, touch } from '#test/ports/store/contract/store-samples.ts';
import { MemoryTable } from '#test/support/memory-table.ts';

const opened = () => {
  const table = new MemoryTable();
  const { client, tableName } = table;
  return { table, store: dynamoDbStore({ client, tableName, now: () => 0, ...noPauses }) };
};

const whole = { index: 0, of: 1 };

describe('behind() on DynamoDB', () => {
  test('reads the profile of an item that was written before items said who decided them', async () => {
    const { table, store } = opened();
    await touch(store, ada, { state: stateWith({ catalogue: 'old-hash', deployment: 3 }) });
    const { decided, ...older } = table.item(ada, 'PROFILE') ?? {};
    expect(decided).toEqual({ S: '3:old-hash.' });
    table.interrupt = (call, proceed) => {
      const answer = proceed();
      if (call.name === 'scan') return { ...Object(answer), Items: [{ pk: older['pk'], sk: older['sk'] }] };
      return call.name === 'get' ? { Item: older } : answer;
    };
    expect(await store.behind('new-hash', whole)).toMatchObject({ persons: [{ person: ada, deployment: 3 }] });
    expect(await store.behind('old-hash', whole)).toMatchObject({ persons: [] });
  });

  test('asks for consistency, and for little of each item', async () => {
    const { table, store } = opened();
    await touch(store, ada, { state: stateWith({ catalogue: 'old-hash', deployment: 3 }) });
    expect((await store.behind('new-hash', whole)).persons).toHaveLength(1);
    const scans = table.calls.filter(({ name }) => name === 'scan').map(({ input }) => input);
    expect(scans).toMatchObject([{ ConsistentRead: true, ProjectionExpression: '#partition, #sort, #decided' }]);
  });

  test('reads whole profiles for half the price where the latest second does not matter', async () => {
    const { table, store } = opened();
    await touch(store, ada, {});
    const before = table.calls.length;
    expect((await store.everybody(whole)).people).toHaveLength(1);
    const calls = table.calls.slice(before).map(({ name, input }) => ({ name, input }));
    expect(calls).toMatchObject([{ name: 'scan', input: { ConsistentRead: false } }]);
    expect(calls[0]?.input).not.toHaveProperty('ProjectionExpression');
  });

  test('rowCount() is what the table says of itself', async () => {
    const { store } = opened();
    await touch(store, ada, {});
    expect(await store.rowCount()).toBe(1);
  });
});
