import './configured.ts';
import { SendMessageBatchCommand, SQSClient, type SendMessageBatchCommandInput } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { refusalReasons } from '#events/accept-entry.ts';
import { createHandler as createQuarantine } from '#functions/quarantine.ts';
import { sqsIntakeQueue } from '#lib/ports/queue/sqs-intake-queue.ts';
import { telemetry } from '#functions/runtime/telemetry.ts';
import { createHandler as createUpdate } from '#functions/update.ts';
import { noPauses } from '#lib/ports/backoff.ts';
import { forwardThroughQueue } from '#lib/use-cases/update/forward-arrival.ts';
import { redrivableReasons, redriveThroughQueue } from '#lib/use-cases/intake/redrive-quarantine.ts';
import { dynamoDbStore } from '#lib/ports/store/dynamodb/dynamodb-store.ts';
import { gather } from '#test/ports/store/contract/store-samples.ts';
import { MemoryTable } from '#test/support/memory-table.ts';
import { contentsOf } from '#test/support/table-contents.ts';
import { dayMs, embedded, erasure, linking, noon, purchase, visit, type Entry } from '#test/use-cases/given.ts';
import { handingBack } from './handing-back.ts';
import { envelope, invoke, listen, sqsEvent, sqsRecord } from './invoke.ts';

const sqs = mockClient(SQSClient);
const queueUrl = 'https://sqs.us-east-1.amazonaws.com/000000000000/intake.fifo';
const byAda = { customerId: 'ada' };

/** Both functions over the table’s store, and a queue that hands on what was sent into it. */
const given = () => {
  const table = new MemoryTable();
  const store = dynamoDbStore({ client: table.client, tableName: table.tableName, now: () => noon, ...noPauses });
  const queue = sqsIntakeQueue({ client: new SQSClient(), queueUrl });
  const { deps } = embedded({ store, forward: forwardThroughQueue({ queue, ...noPauses }) });
  listen();
  /** All within five minutes: a second message of the same id is answered like the first, and dropped. */
  const waiting: string[] = [];
  const known = new Set<string>();
  sqs.on(SendMessageBatchCommand).callsFake(({ Entries = [] }: SendMessageBatchCommandInput) => {
    for (const { MessageBody = '', MessageDeduplicationId = '' } of Entries) {
      if (!known.has(MessageDeduplicationId)) waiting.push(MessageBody);
      known.add(MessageDeduplicationId);
    }
    return { Successful: Entries.map(({ Id }) => ({ Id, MessageId: 'm', MD5OfMessageBody: '' })), Failed: [] };
  });
  const update = createUpdate({ ...handingBack().deps, ...deps, ...telemetry('update') });
  const quarantine = createQuarantine({ ...handingBack().deps, store, queue, ...noPauses, ...telemetry('quarantine') });
  const send = (entry: Entry, arrivedAt = noon) => invoke(update, sqsEvent(sqsRecord(envelope(entry), { arrivedAt })));
  /** Gives the update function the messages sent since the last call. */
  const deliver = async (arrivedAt: number) => {
    const bodies = waiting.splice(0);
    if (bodies.length === 0) return [];
    const { batchItemFailures } = await invoke(
      update,
      sqsEvent(...bodies.map((body) => sqsRecord(body, { arrivedAt }))),
    );
    return batchItemFailures;
  };
  const redrive = (reasons = redrivableReasons as readonly (typeof refusalReasons)[number][]) =>
    redriveThroughQueue({ store, queue, ...noPauses }, reasons);
  const counted = async () => {
    const counts = await Promise.all(
      refusalReasons.map(async (reason) => [reason, await store.quarantinedCount(reason)] as const),
    );
    return Object.fromEntries(counts.filter(([, count]) => count > 0));
  };
  const unroutable = (body: string) => invoke(quarantine, sqsEvent(sqsRecord(body, { arrivedAt: noon })));
  return { table, store, send, deliver, redrive, counted, unroutable, waiting };
};

afterEach(() => {
  vi.restoreAllMocks();
  sqs.reset();
});

describe('what the functions quarantine', () => {
  test('is kept whole, listed and counted, for each reason', async () => {
    const { store, send, counted, unroutable, table } = given();
    await send(purchase(byAda));
    await send(erasure({ customerId: 'gone' }));
    const bad = {
      invalid: purchase({ ...byAda, eventId: 'p-2', total: -1 }),
      conflict: purchase({ ...byAda, total: 1 }),
      future: purchase({ ...byAda, eventId: 'p-3', occurredAt: '2027-01-01T00:00:00Z' }),
      'too-large': purchase({ ...byAda, eventId: 'p-4', filler: 'y'.repeat(900_000) }),
    };
    for (const entry of Object.values(bad)) await send(entry);
    await send(purchase({ customerId: 'gone', note: 'secret' }));
    await unroutable(envelope({ ...visit(byAda), 'detail-type': 'Sneezed' }));
    await unroutable(envelope(visit({ customerId: 'Łódź' })));
    expect(await counted()).toEqual({
      'unknown-type': 1,
      invalid: 2,
      erased: 1,
      conflict: 1,
      future: 1,
      'too-large': 1,
    });
    for (const [reason, entry] of Object.entries(bad)) {
      const kept = await gather(store.quarantinedFor(reason as keyof typeof bad));
      expect(kept.map((one) => one.entry)).toContain(envelope(entry));
    }
    expect(contentsOf(table.items())).not.toContain('secret');
  });
});

describe('redrive through the queue', () => {
  test.each<readonly [reason: string, arrivedAt: number, entry: Entry]>([
    ['future', noon + dayMs, purchase({ ...byAda, occurredAt: '2026-11-03T11:00:00Z' })],
    [
      'future, of a linked visitor',
      noon + dayMs,
      purchase({ anonymousId: 'guest', occurredAt: '2026-11-03T11:00:00Z' }),
    ],
  ])('applies what was refused as %s once it fits, once', async (_reason, arrivedAt, entry) => {
    const { table, store, send, deliver, redrive, counted } = given();
    await send(linking('ada', 'guest'));
    await send(entry);
    await deliver(noon + 1);
    expect(await counted()).toEqual({ future: 1 });
    expect(await redrive()).toEqual({ sent: 1, codes: [] });
    expect(await redrive()).toEqual({ sent: 1, codes: [] });
    // A linked visitor's goes through the queue twice.
    expect([...(await deliver(arrivedAt)), ...(await deliver(arrivedAt + 1))]).toEqual([]);
    expect(await counted()).toEqual({});
    const { record } = await store.load('C#ada', []);
    expect(record).toMatchObject({ state: { profile: { orders: { count: 1 } } } });
    expect(await redrive()).toEqual({ sent: 0, codes: [] });
    expect(
      table.items().some((item) => item['sk']?.S?.startsWith('PART#') || item['sk']?.S?.startsWith('QUARANTINE#')),
    ).toBe(false);
  });

  test.each<readonly [reason: string, first: Entry, refused: Entry]>([
    ['invalid', visit(byAda), purchase({ ...byAda, total: -1 })],
    ['conflict', purchase(byAda), purchase({ ...byAda, total: 1 })],
    ['too-large', visit(byAda), purchase({ ...byAda, filler: 'y'.repeat(900_000) })],
  ])('keeps what is refused as %s again', async (reason, first, refused) => {
    const { store, send, deliver, redrive, counted } = given();
    await send(first);
    await send(refused);
    await redrive();
    expect(await deliver(noon + dayMs)).toEqual([]);
    expect(await counted()).toEqual({ [reason]: 1 });
    const [kept] = await gather(store.quarantinedFor(reason as 'invalid'));
    expect(kept).toMatchObject({ entry: envelope(refused), arrivedAt: noon + dayMs });
  });

  test('sends nothing that has no body', async () => {
    const { send, waiting, redrive, counted } = given();
    await send(erasure(byAda));
    await send(purchase(byAda));
    expect(await counted()).toEqual({ erased: 1 });
    expect(await redrive()).toEqual({ sent: 0, codes: [] });
    expect(waiting).toEqual([]);
  });

  test('hands back exactly what cannot be read yet', async () => {
    const { table, send, deliver, redrive, counted } = given();
    await send(purchase({ ...byAda, total: -1 }));
    await redrive();
    table.interrupt = ({ name }, proceed) => {
      if (name === 'batchGet') throw new Error('table is down');
      return proceed();
    };
    expect(await deliver(noon + dayMs)).toHaveLength(1);
    table.interrupt = (_call, proceed) => proceed();
    expect(await counted()).toEqual({ invalid: 1 });
  });
});
