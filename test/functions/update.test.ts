import './configured.ts';
import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { sqsIntakeQueue } from '#lib/ports/queue/sqs-intake-queue.ts';
import { telemetry } from '#functions/runtime/telemetry.ts';
import { createHandler } from '#functions/update.ts';
import { noPauses } from '#lib/ports/backoff.ts';
import { forwardThroughQueue } from '#lib/use-cases/update/forward-arrival.ts';
import { customerKey } from '#lib/core/profile/person.ts';
import { tickText } from '#lib/ports/queue/queue-message.ts';
import {
  announced,
  dayMs,
  embedded,
  erasure,
  linking,
  noon,
  purchase,
  quarantinedReasons,
  visit,
  waitingRows,
} from '#test/use-cases/given.ts';
import { handingBack } from './handing-back.ts';
import { envelope, invoke, listen, sqsEvent, sqsRecord } from './invoke.ts';

const sqs = mockClient(SQSClient);
const queueUrl = 'https://sqs.us-east-1.amazonaws.com/000000000000/intake.fifo';
const byAda = { customerId: 'ada' };
const at = { arrivedAt: noon };

const given = () => {
  const queue = sqsIntakeQueue({ client: new SQSClient(), queueUrl });
  const { store, deps } = embedded({ forward: forwardThroughQueue({ queue, ...noPauses }) });
  const log = listen();
  return {
    store,
    log,
    handler: createHandler({ ...handingBack().deps, ...deps, ...telemetry('update', { deployment: 7 }) }),
  };
};

const event = (entry: object, arrivedAt = noon) => sqsRecord(envelope(entry), { arrivedAt });

afterEach(() => {
  vi.restoreAllMocks();
  sqs.reset();
});

describe('update', () => {
  test('takes the queue’s SentTimestamp as the arrival, not the envelope’s time', async () => {
    const { store, handler } = given();
    const record = sqsRecord(envelope({ ...purchase(byAda), time: '2020-01-01T00:00:00Z' }), at);
    expect(await invoke(handler, sqsEvent(record))).toEqual({ batchItemFailures: [] });
    expect(waitingRows(store)[0]).toMatchObject({ effectiveAt: '2026-11-02T12:00:00.000Z' });
  });

  test('hands back nothing of ten messages with one bad in each way, and counts them in one line', async () => {
    const { store, log, handler } = given();
    await invoke(
      handler,
      sqsEvent(event(purchase({ ...byAda, eventId: 'known' })), event(erasure({ customerId: 'gone' }))),
    );
    log.lines.length = 0;
    const batch = sqsEvent(
      sqsRecord('no JSON', at),
      sqsRecord('null', at),
      event({ ...purchase(byAda), 'detail-type': 'PurchaseMode' }),
      event(purchase({ ...byAda, currency: 'pounds' })),
      event(purchase({ customerId: 'gone' })),
      event(purchase({ ...byAda, eventId: 'known', total: 1 })),
      event(purchase({ ...byAda, eventId: 'p-2', occurredAt: '2027-01-01T00:00:00Z' })),
      event(purchase({ ...byAda, eventId: 'p-3', filler: 'x'.repeat(360_000) })),
      event(purchase({ ...byAda, eventId: 'known' })),
      event(purchase({ customerId: 'bob' })),
    );
    expect(await invoke(handler, batch)).toEqual({ batchItemFailures: [] });
    expect(quarantinedReasons(store).toSorted()).toEqual([
      'conflict',
      'erased',
      'future',
      'invalid',
      'invalid',
      'invalid',
      'too-large',
      'unknown-type',
    ]);
    expect(announced(store).slice(-2)).toEqual(['C#bob:1 entered buyer', 'C#bob:2 entered fresh-buyer']);
    expect(log.metrics()).toHaveLength(1);
    expect(log.lines).toHaveLength(1);
    expect(log.metrics()[0]).toMatchObject({
      service: 'update',
      Events: 10,
      Duplicates: 1,
      Quarantined: 8,
      QuarantinedInvalid: 3,
      QuarantinedUnknownType: 1,
      QuarantinedErased: 1,
      QuarantinedConflict: 1,
      QuarantinedFuture: 1,
      QuarantinedTooLarge: 1,
      Changes: 2,
      _aws: { CloudWatchMetrics: [{ Namespace: 'Patron' }] },
    });
    // A zero would be paid for in every run.
    expect(Object.values(log.metrics()[0] ?? {})).not.toContain(0);
    expect(log.metrics()[0]).not.toHaveProperty('Conflicts');
  });

  test('writes no line at all of a batch of which there is nothing to count', async () => {
    const { log, handler } = given();
    await invoke(handler, sqsEvent());
    expect(log.lines).toEqual([]);
  });

  test('counts what is put right, and only where something is', async () => {
    const { handler } = given();
    const names = ['Replaced', 'NamedAhead', 'NamesMet'];
    const countsOf = async (...entries: readonly Parameters<typeof event>[0][]) => {
      const log = listen();
      await invoke(handler, sqsEvent(...entries.map((entry) => event(entry))));
      const [counts = {}] = log.metrics();
      return names.flatMap((name) => (name in counts ? [[name, Reflect.get(counts, name)]] : []));
    };
    const replacing = (eventId: string, replaces: string) => purchase({ ...byAda, eventId, replaces });
    expect(await countsOf(purchase({ ...byAda, eventId: 'p-1' }))).toEqual([]);
    const first = await countsOf(replacing('p-2', 'p-1'), replacing('p-3', 'p-9'));
    expect(first).toEqual([
      ['Replaced', 1],
      ['NamedAhead', 1],
    ]);
    expect(await countsOf(purchase({ ...byAda, eventId: 'p-9' }))).toEqual([
      ['Replaced', 1],
      ['NamesMet', 1],
    ]);
  });

  test('hands back what failed and what came after it of the same person, and takes it the next time', async () => {
    const { store, handler } = given();
    const records = [
      event(purchase({ ...byAda, eventId: 'p-1' })),
      event(purchase({ customerId: 'bob' })),
      event(purchase({ ...byAda, eventId: 'p-2' })),
      sqsRecord('no JSON', at),
    ];
    const ids = records.map(({ messageId }) => messageId);
    const load = store.load.bind(store);
    const broken = vi
      .spyOn(store, 'load')
      .mockImplementation((person, events) =>
        person === customerKey('ada') ? Promise.reject(new Error('table is down')) : load(person, events),
      );
    const failures = { batchItemFailures: [{ itemIdentifier: ids[0] }, { itemIdentifier: ids[2] }] };
    expect(await invoke(handler, sqsEvent(...records))).toEqual(failures);
    broken.mockRestore();
    expect(await invoke(handler, sqsEvent(...records))).toEqual({ batchItemFailures: [] });
    expect(announced(store)).toEqual([
      'C#bob:1 entered buyer',
      'C#bob:2 entered fresh-buyer',
      'C#ada:1 entered buyer',
      'C#ada:2 entered fresh-buyer',
    ]);
    expect(quarantinedReasons(store)).toEqual(['invalid']);
  });

  test('applies a person’s events in the order of the queue', async () => {
    const { store, handler } = given();
    const orders = Array.from({ length: 8 }, (_, index) =>
      event(visit({ ...byAda, eventId: `v-${index}`, occurredAt: '2026-11-09T00:00:00Z' }), noon + (7 + index) * dayMs),
    );
    await invoke(handler, sqsEvent(event(purchase(byAda)), ...orders, event(erasure(byAda), noon + 40 * dayMs)));
    expect(announced(store)).toEqual([
      'C#ada:1 entered buyer',
      'C#ada:2 entered fresh-buyer',
      'C#ada:3 exited fresh-buyer',
      'C#ada:4 exited buyer',
      'C#ada erased',
    ]);
  });

  test('lets a tick run time up to its own arrival', async () => {
    const { store, handler } = given();
    const dueAt = noon - 60_000 + 30 * dayMs;
    const tick = tickText({ person: customerKey('ada'), dueAt });
    await invoke(handler, sqsEvent(event(purchase(byAda)), sqsRecord(tick, { arrivedAt: dueAt })));
    expect(announced(store)).toHaveLength(2);
    await invoke(handler, sqsEvent(sqsRecord(tick, { arrivedAt: dueAt + 1 })));
    expect(announced(store).at(-1)).toBe('C#ada:3 exited fresh-buyer');
  });

  test('sends a linked visitor’s event on into the customer’s group, and takes it there with its first arrival', async () => {
    const { store, log, handler } = given();
    sqs
      .on(SendMessageBatchCommand)
      .resolves({ Successful: [{ Id: '0', MessageId: 'm', MD5OfMessageBody: '' }], Failed: [] });
    await invoke(handler, sqsEvent(event(linking('ada', 'guest'))));
    log.lines.length = 0;
    const record = event(purchase({ anonymousId: 'guest' }), noon + 60_000);
    expect(await invoke(handler, sqsEvent(record))).toEqual({ batchItemFailures: [] });
    const [sent] = sqs.commandCalls(SendMessageBatchCommand)[0]?.args[0].input.Entries ?? [];
    expect(sent).toMatchObject({ MessageGroupId: 'ada', MessageDeduplicationId: `forward:${record.messageId}` });
    expect(JSON.parse(sent?.MessageBody ?? '')).toMatchObject({ to: 'C#ada', arrivedAt: noon + 60_000 });
    await invoke(handler, sqsEvent(sqsRecord(sent?.MessageBody ?? '', { arrivedAt: noon + dayMs })));
    expect(waitingRows(store)).toMatchObject([{ person: 'C#ada', effectiveAt: '2026-11-02T12:01:00.000Z' }]);
    expect(log.metrics().map(({ Events }) => Events)).toEqual([1]);
  });

  test('hands back what it could not send on', async () => {
    const { log, handler } = given();
    sqs.on(SendMessageBatchCommand).resolves({
      Successful: [],
      Failed: [{ Id: '0', Code: 'KmsThrottled', SenderFault: false, Message: 'slow down' }],
    });
    await invoke(handler, sqsEvent(event(linking('ada', 'guest'))));
    const record = event(purchase({ anonymousId: 'guest' }));
    expect(await invoke(handler, sqsEvent(record))).toEqual({
      batchItemFailures: [{ itemIdentifier: record.messageId }],
    });
    expect(sqs.commandCalls(SendMessageBatchCommand)).toHaveLength(4);
    expect(log.logged()).toMatchObject([
      {
        level: 'ERROR',
        service: 'update',
        deployment: 7,
        messageId: record.messageId,
        failure: { name: 'NotQueuedError', message: expect.stringContaining('KmsThrottled') },
      },
    ]);
  });

  test('writes nothing of an event into the log, whatever fails', async () => {
    vi.stubEnv('POWERTOOLS_LOGGER_LOG_EVENT', 'true');
    const { store, log, handler } = given();
    const secret = 'Semmelweis';
    vi.spyOn(store, 'save').mockImplementation(({ events }) =>
      Promise.reject(
        Object.assign(new Error(`Cannot put ${events[0]?.body}`), { cause: events, body: events[0]?.body }),
      ),
    );
    const sent = { customerId: secret, occurredAt: '2026-11-02T11:00:00Z', orderId: secret, custom: { name: secret } };
    const batch = sqsEvent(
      event(purchase(sent)),
      event(purchase({ ...sent, currency: secret })),
      sqsRecord(`{"detail": ${secret}`, { ...at, group: secret }),
    );
    expect((await invoke(handler, batch)).batchItemFailures).toHaveLength(1);
    expect(log.logged()).toHaveLength(1);
    expect(log.lines.join('\n')).not.toContain(secret);
    vi.unstubAllEnvs();
  });
});
