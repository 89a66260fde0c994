import { describe, expect, test } from 'vitest';
import { noPauses } from '#lib/ports/backoff.ts';
import { dynamoDbStore } from '#lib/ports/store/dynamodb/dynamodb-store.ts';
import { itemBytes } from '#lib/ports/store/dynamodb/packing.ts';
import { openEmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { MemoryTable } from '#test/support/memory-table.ts';
import { minute, personSends, robotSends, sendAll, start, take, useCasesOver, type Sent } from './crowd.ts';
import { jsonBytes, ledgerSize, stateOf } from './kept.ts';

/** A robot that keeps to one session, so that only what windows keep could grow. */
const steadySends = (customerId: string, n: number): Sent => {
  const { arrivedAt, entry } = robotSends(customerId, n);
  return { arrivedAt, entry: JSON.parse(JSON.stringify(entry).replace(/session-\d+/, 'session')) as object };
};

describe('one customer with very many events', () => {
  test('has the same size after twice as many, whatever windows the catalogue has', async () => {
    const store = openEmbeddedStore('');
    const deps = useCasesOver(store);
    const sizes: number[] = [];
    await store.batched(async () => {
      for (let n = 0; n < 6_000; n += 1_500) {
        await sendAll(deps, (at) => steadySends('robot', at), [n, n + 1_500]);
        sizes.push(jsonBytes(await stateOf(store, 'robot')));
      }
    });
    expect(Math.max(...sizes)).toBeLessThan(60_000);
    expect((sizes[3] ?? 0) / (sizes[1] ?? 0)).toBeLessThan(1.05);
    const { profile } = await stateOf(store, 'robot');
    expect(profile.visits?.count).toBe(5_400);
    store.close();
  });

  test('has an item in the table that is bounded too', async () => {
    const { table, store, deps } = inTable();
    await sendAll(deps, (n) => steadySends('robot', n), [0, 2_000]);
    expect(itemBytes(table.item('C#robot', 'PROFILE') ?? {})).toBeLessThan(20_000);
    expect((await stateOf(store, 'robot')).profile.visits?.count).toBe(1_800);
    expect(await ledgerSize(store, 'robot')).toBe(2_000);
  });
});

const inTable = () => {
  const table = new MemoryTable();
  table.remembersCalls = false;
  const { client, tableName } = table;
  const store = dynamoDbStore({ client, tableName, now: () => start, ...noPauses });
  return { table, store, deps: useCasesOver(store) };
};

describe('heavy customers beside ordinary ones', () => {
  const people = Array.from({ length: 20 }, (_, index) => `person-${index}`);
  const heavy = Array.from({ length: 5 }, (_, index) => `heavy-${index}`);

  /** A day in turns: each batch of ten has events of heavy and of ordinary customers. */
  const runDay = async (withHeavy: boolean) => {
    const { table, store, deps } = inTable();
    const calls: string[] = [];
    table.interrupt = (call, proceed) => {
      const text = JSON.stringify(call.input);
      if (text.includes('person-') && !text.includes('heavy-')) calls.push(`${call.name} ${text.length}`);
      return proceed();
    };
    for (let n = 0; n < 10; n += 1) {
      for (let first = 0; first < people.length; first += 5) {
        const ordinary = people.slice(first, first + 5).map((person) => personSends(person, n));
        const others = heavy.map((one, index) => robotSends(one, n * 20 + first + index));
        const { results } = await take(deps, withHeavy ? [...ordinary, ...others] : ordinary);
        expect(results.every((result) => 'outcome' in result && result.outcome?.kind === 'applied')).toBe(true);
      }
      const more = withHeavy ? heavy : [];
      for (const one of more) await sendAll(deps, (at) => robotSends(`${one}-more`, at), [n * 50, n * 50 + 50]);
    }
    const states = await Promise.all(people.map((person) => stateOf(store, person)));
    return { states, calls: calls.toSorted() };
  };

  test('change neither what the ordinary ones are nor what their updates ask of the table', async () => {
    const [alone, crowded] = [await runDay(false), await runDay(true)];
    expect(crowded.states).toEqual(alone.states);
    expect(crowded.calls).toEqual(alone.calls);
    expect(alone.calls.length).toBeGreaterThan(people.length * 10);
  });

  test('stay apart: a customer whose every write is refused holds up no other in the batch', async () => {
    const { table, deps } = inTable();
    table.interrupt = ({ name, input }, proceed) => {
      if (name === 'put' && JSON.stringify(input).includes('C#heavy-0')) {
        throw Object.assign(new Error('slow down'), { name: 'ThrottlingException' });
      }
      return proceed();
    };
    const batch = [
      robotSends('heavy-0', 0),
      ...people.slice(0, 8).map((person) => personSends(person, 0)),
      robotSends('heavy-0', 1),
    ];
    const { results } = await take(deps, batch);
    expect(results.map((result) => 'failure' in result)).toEqual([true, ...people.slice(0, 8).map(() => false), true]);
  });
});

/** Ann's events of more than a year later. */
const later = (n: number): Sent => {
  const { arrivedAt, entry } = steadySends('ann', 1_000 + n);
  const at = arrivedAt + 400 * 24 * 60 * minute;
  const detail = { ...(Object(entry) as { detail: object }).detail, occurredAt: new Date(at).toISOString() };
  return { arrivedAt: at, entry: { ...entry, detail } };
};

describe('a person with events far apart', () => {
  test('keeps nothing of what has left every window', async () => {
    const store = openEmbeddedStore('');
    const deps = useCasesOver(store);
    await sendAll(deps, (n) => steadySends('ann', n), [0, 1_000]);
    const busy = jsonBytes(await stateOf(store, 'ann'));
    await sendAll(deps, later, [0, 20]);
    expect(jsonBytes(await stateOf(store, 'ann'))).toBeLessThan(busy / 2);
    store.close();
  });
});
