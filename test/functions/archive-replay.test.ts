import './configured.ts';
import { mockClient } from 'aws-sdk-client-mock';
import { SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createHandler as createQuarantineHandler } from '#functions/quarantine.ts';
import { sqsIntakeQueue } from '#lib/ports/queue/sqs-intake-queue.ts';
import { telemetry } from '#functions/runtime/telemetry.ts';
import { createHandler } from '#functions/update.ts';
import { noPauses } from '#lib/ports/backoff.ts';
import { dynamoDbStore } from '#lib/ports/store/dynamodb/dynamodb-store.ts';
import { MemoryTable } from '#test/support/memory-table.ts';
import { dayMs, embedded, erasure, linking, minuteMs, noon, purchase, visit } from '#test/use-cases/given.ts';
import { handingBack } from './handing-back.ts';
import { envelope, invoke, listen, sqsEvent, sqsRecord } from './invoke.ts';

const sqs = mockClient(SQSClient);

afterEach(() => {
  vi.restoreAllMocks();
  sqs.reset();
});

/** Both functions that take what rules bring, on one table. */
const given = () => {
  listen();
  const table = new MemoryTable();
  const { client, tableName } = table;
  const store = dynamoDbStore({ client, tableName, now: () => noon, ...noPauses });
  const { deps } = embedded({ store });
  const queue = sqsIntakeQueue({ client: new SQSClient(), queueUrl: 'https://sqs/intake.fifo' });
  return {
    table,
    store,
    update: createHandler({ ...handingBack().deps, ...deps, ...telemetry('update', { deployment: 1 }) }),
    quarantine: createQuarantineHandler({
      ...handingBack().deps,
      store,
      queue,
      ...noPauses,
      ...telemetry('quarantine'),
    }),
  };
};

const said = [
  visit({ anonymousId: 'phone' }),
  purchase({ customerId: 'ada' }),
  linking('ada', 'phone'),
  purchase({ customerId: 'bob' }),
  erasure({ customerId: 'bob' }),
];

const unroutable = (more: object) => sqsRecord(envelope({ ...visit(), ...more }), { arrivedAt: noon });

/** As the rules put them into the queue: a replay adds a field to each envelope, and is an arrival of its own. */
const arriving = (arrivedAt: number, more: object = {}) =>
  sqsEvent(
    ...said.map((entry, index) =>
      sqsRecord(envelope({ ...entry, ...more }), { arrivedAt: arrivedAt + index * minuteMs }),
    ),
  );

const replayed = { 'replay-name': 'after-the-outage' };

describe('a replay of the archive', () => {
  test('changes no row of what was applied, and announces nothing', async () => {
    const { table, update } = given();
    for (const record of arriving(noon).Records) await invoke(update, sqsEvent(record));
    const before = structuredClone(table.items());
    table.inserted.splice(0);
    expect(await invoke(update, arriving(noon + dayMs, replayed))).toEqual({ batchItemFailures: [] });
    const rows = table.items().filter(({ sk }) => !sk?.S?.startsWith('QUARANTINE#'));
    expect(rows).toEqual(before);
    const announced = table.inserted.filter(({ sk }) => /^(?:CHANGE|ERASED)#/.test(sk?.S ?? ''));
    expect(announced).toEqual([]);
  });

  test('applies what never arrived, from when it happened', async () => {
    const { store, update } = given();
    await invoke(update, sqsEvent(arriving(noon + dayMs, replayed).Records[1]!));
    const { record } = await store.load('C#ada', []);
    expect(record).toMatchObject({
      state: { clock: noon + dayMs + minuteMs, profile: { orders: { firstAt: Date.parse('2026-11-02T11:59:00Z') } } },
    });
  });

  test('quarantines once more what was refused then, under the id of its new message', async () => {
    const { store, quarantine } = given();
    await invoke(quarantine, sqsEvent(unroutable({})));
    expect(await invoke(quarantine, sqsEvent(unroutable(replayed)))).toEqual({ batchItemFailures: [] });
    expect(await store.quarantinedCount('invalid')).toBe(2);
  });
});
