import { describe, expect, test } from 'vitest';
import { customerKey } from '#lib/core/profile/person.ts';
import { emptyState } from '#lib/core/profile/state.ts';
import { daySetOf } from '#lib/core/profile/day-set.ts';
import type { Buyer } from '#lib/core/predictions/fit/buyer.ts';
import type { CustomerStore } from '#lib/ports/store/customer-store.ts';
import { dynamoDbStore } from '#lib/ports/store/dynamodb/dynamodb-store.ts';
import { openEmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { noPauses } from '#lib/ports/backoff.ts';
import { scanDollars } from '#lib/tools/cost/scan-price.ts';
import { BuyerSpool } from '#lib/tools/fit/buyer-spool.ts';
import type { OrderingPerson } from '#lib/tools/fit/gather-buyers.ts';
import { peopleInTable } from '#lib/tools/fit/people-in-table.ts';
import { MemoryTable } from '#test/support/memory-table.ts';

/** Puts 130 people into a store, of whom every third has not ordered. */
const fill = async (store: CustomerStore): Promise<void> => {
  for (let index = 0; index < 130; index += 1) {
    const orders = {
      count: 1,
      discounted: 0,
      gross: 100 + index,
      refunded: 0,
      firstAt: index,
      lastAt: index,
      days: [0],
    };
    const profile = { ...emptyState.profile, ...(index % 3 > 0 && { orders }) };
    const loaded = await store.load(customerKey(`c-${index}`), []);
    await store.save({ loaded, state: { ...emptyState, clock: index, profile }, events: [], changes: [] });
  }
};

const byId = (people: readonly OrderingPerson[]): readonly OrderingPerson[] =>
  people.toSorted((one, other) => (one.person < other.person ? -1 : 1));

test('a table and a store on this machine give the same people, once each', async () => {
  const { client, tableName } = new MemoryTable();
  const table = dynamoDbStore({ ...noPauses, client, tableName, now: () => 0 });
  const kept = openEmbeddedStore();
  await fill(table);
  await fill(kept);
  const people = byId([...kept.orders()]);
  expect(people).toHaveLength(130);
  expect(people.filter(({ orders }) => orders === undefined)).toHaveLength(44);
  expect(byId(await Array.fromAsync(peopleInTable(table)))).toEqual(people);
  kept.close();
});

const buyer = (index: number): Buyer => ({
  firstAt: index,
  lastAt: index + 0.5,
  count: index % 7,
  revenue: index % 5 === 0 ? -index : index,
  days: daySetOf(Array.from({ length: index % 40 }, (_, day) => 3 * day - 20)),
  otherDays: index % 3 === 0 ? [index] : [],
  spent: { days: index % 40, total: index },
});

describe('BuyerSpool', () => {
  test('gives back what was added, as often as it is read, over many blocks of its file', () => {
    const spool = new BuyerSpool();
    const buyers = Array.from({ length: 30_000 }, (_, index) => buyer(index));
    for (const one of buyers) spool.add(one);
    expect([...spool]).toEqual(buyers);
    expect([...spool]).toEqual(buyers);
    spool.close();
  });

  test('refuses a history that no block holds', () => {
    const spool = new BuyerSpool();
    const days = Array.from({ length: 131_065 }, () => 1);
    expect(() => spool.add({ ...buyer(1), days })).toThrow(RangeError);
    spool.add({ ...buyer(1), days: days.slice(1), otherDays: [] });
    expect([...spool][0]?.days).toHaveLength(131_064);
    spool.close();
  });
});

test('scanDollars() takes each pass for a scan and a read of every profile, and events for one read more', () => {
  const terabyte = 1e12;
  expect(scanDollars(0, { passes: 1, withEvents: true })).toBe(0);
  expect(scanDollars(terabyte, { passes: 1, withEvents: false })).toBeCloseTo(61.04, 1);
  expect(scanDollars(terabyte, { passes: 2, withEvents: true })).toBeCloseTo(152.59, 1);
});
