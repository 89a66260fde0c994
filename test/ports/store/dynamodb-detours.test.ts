import { describe, expect, test } from 'vitest';
import { noPauses } from '#lib/ports/backoff.ts';
import { dynamoDbDetours } from '#lib/ports/store/dynamodb/detours.ts';
import { dynamoDbStore } from '#lib/ports/store/dynamodb/dynamodb-store.ts';
import { MemoryTable } from '#test/support/memory-table.ts';
import { ada, erase, eventOf, linkVisitor, noon, touch, visitor } from './contract/store-samples.ts';

const given = () => {
  const { client, tableName } = new MemoryTable();
  const table = { client, tableName, now: () => noon, ...noPauses };
  return { store: dynamoDbStore(table), detours: dynamoDbDetours(table) };
};

const open = { until: noon + 1000 };

describe('detours', () => {
  test('begin, change and end, and come with every load', async () => {
    const { store, detours } = given();
    await touch(store, ada, { events: [eventOf('e1', { person: ada })] });
    expect(await detours.of(ada)).toBeUndefined();
    for (const detour of [open, { ...open, closing: 'fence-1' }, undefined]) {
      expect(await detours.set(await store.load(ada, []), detour)).toBe('saved');
      expect([await detours.of(ada), (await store.load(ada, [])).detour]).toEqual([detour, detour]);
    }
  });

  test('refuse a save of who was loaded before, and are refused after one', async () => {
    const { store, detours } = given();
    await touch(store, ada, { events: [eventOf('e1', { person: ada })] });
    const loaded = await store.load(ada, []);
    expect(await detours.set(loaded, open)).toBe('saved');
    expect(await detours.set(loaded, undefined)).toBe('conflict');
    expect(await detours.of(ada)).toEqual(open);
  });

  test('outlast a save and a link of the visitor, and end with an erasure', async () => {
    const { store, detours } = given();
    await touch(store, ada, { events: [eventOf('e1', { person: ada })] });
    await touch(store, visitor, { events: [eventOf('e2', { person: visitor })] });
    for (const person of [ada, visitor]) await detours.set(await store.load(person, []), open);
    await touch(store, ada, { events: [eventOf('e3', { person: ada })] });
    await linkVisitor(store, [ada, visitor]);
    expect([await detours.of(ada), await detours.of(visitor)]).toEqual([open, open]);
    await erase(store, ada);
    expect([await detours.of(ada), await detours.of(visitor)]).toEqual([undefined, undefined]);
  });
});
