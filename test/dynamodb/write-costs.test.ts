import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { wall } from '#functions/runtime/wall.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import type { ChangeRow, CustomerStore, LedgerEvent } from '#lib/ports/store/customer-store.ts';
import { dynamoDbStore } from '#lib/ports/store/dynamodb/dynamodb-store.ts';
import {
  ada,
  changesOf,
  eventOf,
  hour,
  linkVisitor,
  noon,
  refusedOf,
  stateWith,
  touch,
  visitor,
} from '#test/ports/store/contract/store-samples.ts';
import { startDynamoDb, type LocalDynamoDb } from '#test/support/dynamodb-local.ts';
import { createLocalTable, type LocalTable } from '#test/support/local-table.ts';
import { metered, type Units } from '#test/support/metered-client.ts';

let local: LocalDynamoDb;
let table: LocalTable;
let store: CustomerStore;
let units: Units;

beforeAll(async () => {
  local = await startDynamoDb();
});
afterAll(() => local.stop());

beforeEach(async () => {
  table = await createLocalTable(local.endpoint);
  units = { reads: 0, writes: 0 };
  const { client, tableName } = table;
  metered(client, units);
  store = dynamoDbStore({ ...wall, client, tableName, now: () => noon });
});
afterEach(() => table.drop());

const costOf = async (work: () => Promise<unknown>): Promise<Units> => {
  Object.assign(units, { reads: 0, writes: 0 });
  await work();
  return { ...units };
};

/** A profile of about 600 bytes, as most are, and an event whose JSON has 1,000. */
const state = (more: Partial<CustomerState> = {}): CustomerState =>
  stateWith(more, { measures: Array.from({ length: 30 }, (_, index) => [index, noon + index * 977]) });

const event = (eventId: string): LedgerEvent => {
  const items = Array.from({ length: 11 }, (_, index) => ({
    sku: `sku-${(index * 7919) % 1000}`,
    quantity: index,
    unitPrice: 1999 + index * 37,
  }));
  const body = JSON.stringify({
    'detail-type': 'PurchaseMade',
    source: 'shop.checkout',
    detail: { eventId, customerId: 'ada', currency: 'GBP', total: 1999, items },
  });
  return eventOf(eventId, { body: body.padEnd(1000), fingerprint: '0123456789abcdef0123456789abcdef' });
};

const apply = (eventId: string, changes: readonly ChangeRow[] = []) =>
  touch(store, ada, { events: [event(eventId)], changes, state: state({ sequence: 1 }) });

const tell = (eventId: string, number: number) =>
  touch(store, ada, { events: [{ ...event(eventId), revision: { of: 'order-1', number } }], state: state() });

const repeat = async (eventId: string) => {
  const loaded = await store.load(ada, [event(eventId)]);
  await store.recordAgain(loaded, [event(eventId)]);
};

describe('what DynamoDB bills', () => {
  test('an event that changes nothing: two writes, two reads and half a one', async () => {
    await apply('e-1');
    expect(await costOf(() => apply('e-2'))).toEqual({ reads: 2.5, writes: 2 });
    expect(await costOf(() => apply('e-3'))).toEqual({ reads: 2.5, writes: 2 });
  });

  test('a duplicate: two reads and no write', async () => {
    await apply('e-1');
    expect(await costOf(() => repeat('e-1'))).toEqual({ reads: 2, writes: 0 });
  });

  test('an instant at which something changes: at most two writes more, the next event included', async () => {
    await apply('e-1');
    const changing = await costOf(() => apply('e-2', [changesOf(ada, 1, 3)]));
    const next = await costOf(() => apply('e-3'));
    expect(changing.writes + next.writes).toBeLessThanOrEqual(4 + 2);
    expect(changing.reads + next.reads).toBe(5);
  });

  test('three instants of one commit share a row', async () => {
    await apply('e-1');
    const changing = await costOf(() =>
      apply('e-2', [changesOf(ada, 1, 2), changesOf(ada, 3, 2), changesOf(ada, 5, 2)]),
    );
    const next = await costOf(() => apply('e-3'));
    expect(changing.writes + next.writes).toBeLessThanOrEqual(4 + 3 * 2);
  });

  test('an event that tells a fact: one write and one read more, whether it is the newest telling or a late one', async () => {
    await apply('e-1');
    expect(await costOf(() => tell('e-2', 2))).toEqual({ reads: 3.5, writes: 3 });
    expect(await costOf(() => tell('e-3', 30))).toEqual({ reads: 3.5, writes: 3 });
    const late = await costOf(() => tell('e-4', 4));
    expect(late.reads).toBe(3.5);
    // AWS bills the put that its condition refuses; the local server does not.
    expect(late.writes).toBe(2);
  });

  test('several events: for each as for one', async () => {
    await apply('e-1');
    const events = ['e-2', 'e-3', 'e-4'].map(event);
    expect(await costOf(() => touch(store, ada, { events, state: state() }))).toEqual({ reads: 4.5, writes: 4 });
    await apply('e-5');
    const told = ['e-6', 'e-7'].map((eventId, number) => ({ ...event(eventId), revision: { of: 'order-1', number } }));
    const cost = await costOf(() => touch(store, ada, { events: told, state: state() }));
    expect([cost.reads, cost.writes <= 3 + 2]).toEqual([1 + 2 + 1 + 0.5, true]);
  });

  test('an event that replaces another reads its row too', async () => {
    await apply('e-1');
    const correction = { ...event('w-1'), replaces: 'e-1' };
    expect(await costOf(() => store.load(ada, [correction]))).toEqual({ reads: 3, writes: 0 });
  });

  test('a review that moves nothing but the timer: one write and two of the index', async () => {
    await touch(store, ada, { events: [event('e-1')], state: state({ nextReviewAt: noon - hour }) });
    const review = () => touch(store, ada, { state: state({ nextReviewAt: noon + hour }) });
    expect(await costOf(review)).toEqual({ reads: 1.5, writes: 3 });
  });

  test('a later review writes no index', async () => {
    await touch(store, ada, { events: [event('e-1')], state: state({ nextReviewAt: noon + hour }) });
    const later = () => touch(store, ada, { events: [event('e-2')], state: state({ nextReviewAt: noon + 2 * hour }) });
    expect(await costOf(later)).toEqual({ reads: 2.5, writes: 2 });
  });

  test('a link, which is rare, and a refusal', async () => {
    await apply('e-1');
    await touch(store, visitor, { events: [{ ...event('e-2'), person: visitor }] });
    expect((await costOf(() => linkVisitor(store, [ada, visitor]))).writes).toBeLessThanOrEqual(2 * 3 + 1);
    expect((await costOf(() => store.quarantine(refusedOf('q-1')))).writes).toBe(2);
  });
});
