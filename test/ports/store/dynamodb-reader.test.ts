import { describe, expect, test } from 'vitest';
import { noPauses } from '#lib/ports/backoff.ts';
import { dynamoDbReader, dynamoDbStore } from '#lib/ports/store/dynamodb/dynamodb-store.ts';
import { MemoryTable } from '#test/support/memory-table.ts';
import { ada, changesOf, eventOf, gather, linkVisitor, touch, visitor } from './contract/store-samples.ts';

const opened = () => {
  const table = new MemoryTable();
  const { client, tableName } = table;
  const clock = { now: 0 };
  const terms = { client, tableName, now: () => clock.now, ...noPauses };
  return { table, clock, store: dynamoDbStore(terms), reader: dynamoDbReader(terms) };
};

/** All that can be asked about a person. */
const askedOf = async (
  {
    visitors,
    ledger,
    history,
  }: Record<'visitors' | 'ledger' | 'history', (person: typeof ada) => AsyncIterable<unknown>>,
  person: typeof ada,
) => ({
  visitors: await gather(visitors(person)),
  ledger: await gather(ledger(person)),
  history: await gather(history(person)),
});

const asking = (store: ReturnType<typeof opened>['reader']) => ({
  visitors: (person: typeof ada) => store.visitors(person),
  ledger: (person: typeof ada) => store.ledger(person),
  history: (person: typeof ada) => store.history(person),
});

const withVisitor = async () => {
  const shop = opened();
  const { store } = shop;
  await touch(store, visitor, { events: [eventOf('e-1', { person: visitor })], changes: [changesOf(visitor, 1)] });
  await touch(store, ada, { events: [eventOf('e-2')], changes: [changesOf(ada, 1)] });
  await linkVisitor(store, [ada, visitor]);
  return shop;
};

describe('a store that is only read', () => {
  test('answers as one that saves, by one query for half the price for each of a person and their visitors', async () => {
    const { table, store, reader } = await withVisitor();
    const expected = await askedOf(asking(store), ada);
    expect(expected.ledger).toHaveLength(3);
    const before = table.calls.length;
    expect(await askedOf(asking(reader), ada)).toEqual(expected);
    const calls = table.calls.slice(before);
    expect(calls.map(({ name }) => name)).toEqual(['query', 'query']);
    for (const { input } of calls) expect(input).toMatchObject({ ConsistentRead: false });
  });

  test('sees later what was saved since', async () => {
    const { clock, store, reader } = await withVisitor();
    const before = await askedOf(asking(reader), ada);
    await touch(store, ada, { events: [eventOf('e-9')] });
    clock.now += 60_000;
    const after = await askedOf(asking(reader), ada);
    expect(after.ledger).toHaveLength(before.ledger.length + 1);
  });

  test('reads again what could not be read', async () => {
    const { table, reader } = await withVisitor();
    table.interrupt = () => {
      throw new Error('The table is throttled');
    };
    await expect(gather(reader.ledger(ada))).rejects.toThrow('throttled');
    table.interrupt = (_call, proceed) => proceed();
    expect(await gather(reader.ledger(ada))).toHaveLength(3);
  });

  test('forgets who was asked about long ago', async () => {
    const { table, store, reader } = opened();
    const people = Array.from({ length: 70 }, (_, index) => `C#cust-${index}` as const);
    for (const person of people) await touch(store, person, { events: [eventOf('e-1', { person })] });
    for (const person of people) await gather(reader.ledger(person));
    const before = table.calls.length;
    await gather(reader.ledger(people[69]!));
    expect(table.calls.length - before).toBe(0);
    await gather(reader.ledger(people[0]!));
    expect(table.calls.length - before).toBe(1);
  });
});
