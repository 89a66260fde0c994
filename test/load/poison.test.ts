import '#test/functions/configured.ts';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { refusalReasons } from '#events/accept-entry.ts';
import { telemetry } from '#functions/runtime/telemetry.ts';
import { createHandler } from '#functions/update.ts';
import { noPauses } from '#lib/ports/backoff.ts';
import { dynamoDbStore } from '#lib/ports/store/dynamodb/dynamodb-store.ts';
import { customerKey } from '#lib/core/profile/person.ts';
import { handingBack } from '#test/functions/handing-back.ts';
import { envelope, invoke, listen, sqsEvent, sqsRecord } from '#test/functions/invoke.ts';
import { MemoryTable } from '#test/support/memory-table.ts';
import { embedded, erasure, noon, purchase, visit } from '#test/use-cases/given.ts';

const given = () => {
  const table = new MemoryTable();
  const { client, tableName } = table;
  const store = dynamoDbStore({ client, tableName, now: () => noon, ...noPauses });
  listen();
  const handler = createHandler({ ...handingBack().deps, ...embedded({ store }).deps, ...telemetry('update') });
  const take = async (...entries: readonly object[]) => {
    const records = entries.map((entry) => sqsRecord(envelope(entry), { arrivedAt: noon }));
    const { batchItemFailures } = await invoke(handler, sqsEvent(...records));
    const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    return records.map(({ messageId }) => (failed.has(messageId) ? 'handed back' : 'taken'));
  };
  const orders = async (customerId: string) => {
    const { record } = await store.load(customerKey(customerId), []);
    return record?.kind === 'profile' ? record.state.profile.orders?.count : undefined;
  };
  return { table, store, take, orders };
};

afterEach(() => {
  vi.restoreAllMocks();
});

const around = (round: number) => [
  purchase({ customerId: 'well-1', eventId: `p-${round}` }),
  purchase({ customerId: 'sick', eventId: 'p-1' }),
  purchase({ customerId: 'well-2', eventId: `p-${round}` }),
];

describe('a poison message', () => {
  test('is handed back alone each time, and is applied once its cause is gone', async () => {
    const { table, take, orders } = given();
    await take(purchase({ customerId: 'sick', eventId: 'p-0' }));
    const item = table.item('C#sick', 'PROFILE') ?? {};
    const format = item['format'] ?? { N: '1' };
    // As if later code had written it.
    item['format'] = { N: '99' };
    for (let round = 0; round < 5; round += 1) {
      expect(await take(...around(round))).toEqual(['taken', 'handed back', 'taken']);
    }
    expect([await orders('well-1'), await orders('well-2')]).toEqual([5, 5]);
    item['format'] = format;
    expect(await take(purchase({ customerId: 'sick', eventId: 'p-1' }))).toEqual(['taken']);
    expect(await orders('sick')).toBe(2);
  });
});

describe('a batch of ten with one bad of each kind', () => {
  test('applies the good ones, keeps the bad ones, and hands nothing back', async () => {
    const { store, take, orders } = given();
    const byAda = { customerId: 'ada' };
    await take(purchase({ ...byAda, eventId: 'known' }), erasure({ customerId: 'gone' }));
    const outcome = await take(
      { ...visit(byAda), 'detail-type': 'Sneezed' },
      purchase({ ...byAda, eventId: 'p-1', total: -1 }),
      purchase({ customerId: 'gone' }),
      purchase({ ...byAda, eventId: 'known', total: 1 }),
      purchase({ ...byAda, eventId: 'p-2', occurredAt: '2027-01-01T00:00:00Z' }),
      purchase({ ...byAda, eventId: 'p-3', filler: 'x'.repeat(900_000) }),
      purchase({ ...byAda, eventId: 'known' }),
      purchase({ ...byAda, eventId: 'p-4' }),
      purchase({ customerId: 'bob' }),
      visit({ customerId: 'gone', eventId: 'v-2', anonymousId: 'guest' }),
    );
    expect(new Set(outcome)).toEqual(new Set(['taken']));
    const counts = await Promise.all(refusalReasons.map((reason) => store.quarantinedCount(reason)));
    expect(Object.fromEntries(refusalReasons.map((reason, index) => [reason, counts[index]]))).toEqual({
      'unknown-type': 1,
      invalid: 1,
      erased: 2,
      conflict: 1,
      future: 1,
      'too-large': 1,
      unusable: 0,
    });
    expect([await orders('ada'), await orders('bob')]).toEqual([2, 1]);
  });
});
