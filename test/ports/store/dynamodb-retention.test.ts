import { BatchWriteItemCommand } from '@aws-sdk/client-dynamodb';
import { beforeEach, describe, expect, test } from 'vitest';
import { noPauses } from '#lib/ports/backoff.ts';
import type { CustomerStore } from '#lib/ports/store/customer-store.ts';
import { dynamoDbStore } from '#lib/ports/store/dynamodb/dynamodb-store.ts';
import type { Retention } from '#lib/ports/store/dynamodb/table.ts';
import {
  ada,
  changesOf,
  eventOf,
  linkVisitor,
  noon,
  quietOf,
  refusedOf,
  touch,
  visitor,
} from '#test/ports/store/contract/store-samples.ts';
import { MemoryTable } from '#test/support/memory-table.ts';

const day = 24 * 3_600_000;
/** When the changes of the samples were decided. */
const decided = noon + 1000;

let table: MemoryTable;
let now: number;

beforeEach(() => {
  table = new MemoryTable();
  now = noon;
});

const storeKeeping = (retention?: Retention): CustomerStore => {
  const { client, tableName } = table;
  return dynamoDbStore({ client, tableName, now: () => now, ...noPauses, retention });
};

/** The sort key and expiry of all rows that expire, in days since noon. */
const expiries = () =>
  table
    .items()
    .flatMap(({ sk, expiresAt }) =>
      expiresAt === undefined ? [] : [[sk?.S?.split('#')[0], (Number(expiresAt.N) * 1000 - noon) / day]],
    );

/** As DynamoDB does with rows past their time. */
const expire = async (prefix: string) => {
  const rows = table.items().filter(({ sk }) => sk?.S?.startsWith(prefix));
  const requests = rows.map(({ pk = { S: '' }, sk = { S: '' } }) => ({ DeleteRequest: { Key: { pk, sk } } }));
  await table.client.send(new BatchWriteItemCommand({ RequestItems: { [table.tableName]: requests } }));
};

describe('a refused event', () => {
  test.each([
    [undefined, 90],
    [{ quarantineDays: 7 }, 7],
  ])('is kept as long as the table says: %j', async (retention, days) => {
    await storeKeeping(retention).quarantine(refusedOf('q-1'));
    expect(expiries()).toEqual([['QUARANTINE', days]]);
  });
});

describe('a change', () => {
  const later = 1000 / day;

  test('is kept as long as its person unless the table says otherwise', async () => {
    await touch(storeKeeping({ quarantineDays: 7 }), ada, { changes: [changesOf(ada, 1)] });
    expect(expiries()).toEqual([]);
  });

  test('expires so long after its decision, however it was written, and nothing else does', async () => {
    const store = storeKeeping({ changeDays: 40 });
    await touch(store, ada, { events: [eventOf('e-1')], changes: [changesOf(ada, 1)] });
    await touch(store, ada, { changes: [quietOf(ada, 5)] });
    await touch(store, visitor, {});
    // A link is committed in one transaction with the rows of the visitor's exits.
    await linkVisitor(store, [ada, visitor], [changesOf(visitor, 1)]);
    const days = 40 + later;
    expect(expiries()).toHaveLength(3);
    expect(expiries()).toEqual(
      expect.arrayContaining([
        ['CHANGE', days],
        ['QUIET', days],
      ]),
    );
    expect(expiries().map(([, found]) => found)).toEqual([days, days, days]);
  });

  test('is not owed, and so not announced again, once its row may have gone', async () => {
    const store = storeKeeping({ changeDays: 40 });
    await touch(store, ada, { changes: [changesOf(ada, 1)] });
    await expire('CHANGE#');
    const announced = table.inserted.length;
    now = decided + 40 * day;
    await store.recordAgain(await store.load(ada, []), []);
    expect(table.inserted.length).toBe(announced);
    now -= 1;
    await store.recordAgain(await store.load(ada, []), []);
    expect(table.inserted.length).toBe(announced + 1);
  });
});
