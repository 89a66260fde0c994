import './configured.ts';
import { ChangeMessageVisibilityBatchCommand, SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { telemetry } from '#functions/runtime/telemetry.ts';
import { createHandler } from '#functions/update.ts';
import { customerKey } from '#lib/core/profile/person.ts';
import { noPauses } from '#lib/ports/backoff.ts';
import { sqsIntakeQueue } from '#lib/ports/queue/sqs-intake-queue.ts';
import { sqsReceivedMessages } from '#lib/ports/queue/sqs-received-messages.ts';
import { longestTrialMs } from '#lib/use-cases/intake/redelivery.ts';
import { announced, embedded, noon, purchase } from '#test/use-cases/given.ts';
import { handingBack } from './handing-back.ts';
import { envelope, invoke, listen, sqsEvent, sqsRecord } from './invoke.ts';

const sqs = mockClient(SQSClient);
const host = 'https://sqs.us-east-1.amazonaws.com/000000000000';

const received = (entry: object, { receives = 1, age = 0 } = {}): SQSRecord => {
  const record = sqsRecord(envelope(entry), { arrivedAt: noon, group: 'ada' });
  record.receiptHandle = `receipt of ${record.messageId}`;
  record.attributes.ApproximateReceiveCount = String(receives);
  record.attributes.ApproximateFirstReceiveTimestamp = String(noon - age);
  return record;
};

/** The update function over a store that fails for ada. */
const given = (fault: Error) => {
  const client = new SQSClient();
  const { store, deps } = embedded({ now: () => noon });
  const load = store.load.bind(store);
  const loading = vi
    .spyOn(store, 'load')
    .mockImplementation((person, events) =>
      person === customerKey('ada') && events.some(({ eventId }) => eventId.startsWith('bad'))
        ? Promise.reject(fault)
        : load(person, events),
    );
  const handler = createHandler({
    ...handingBack().deps,
    ...deps,
    ...telemetry('update'),
    ...noPauses,
    received: sqsReceivedMessages({ client, queueUrl: `${host}/other.fifo` }),
    deadLetters: sqsIntakeQueue({ client, queueUrl: `${host}/dead.fifo` }),
  });
  return { store, log: listen(), loading, handler };
};

const succeed = ({ Entries = [] }: { Entries?: readonly { readonly Id?: string | undefined }[] | undefined }) => ({
  Successful: Entries.map(({ Id }) => ({ Id, MessageId: 'm', MD5OfMessageBody: '' })),
});

const pauses = () =>
  sqs
    .commandCalls(ChangeMessageVisibilityBatchCommand)
    .flatMap(({ args: [{ input }] }) => (input.Entries ?? []).map((entry) => ({ ...entry, url: input.QueueUrl })));

const letters = () =>
  sqs
    .commandCalls(SendMessageBatchCommand)
    .flatMap(({ args: [{ input }] }) => (input.Entries ?? []).map((entry) => ({ ...entry, url: input.QueueUrl })));

const throttling = Object.assign(new Error('slow down'), { name: 'ThrottlingException', $metadata: {} });
const bug = new TypeError('Cannot read properties of undefined');
const event = (eventId: string) => purchase({ customerId: 'ada', eventId });

afterEach(() => {
  vi.restoreAllMocks();
  sqs.reset();
});

describe('a message that is handed back', () => {
  test('comes again after a pause that grows, with the later ones of its person', async () => {
    const { handler } = given(throttling);
    sqs.on(ChangeMessageVisibilityBatchCommand).callsFake(succeed);
    const records = [received(event('bad-1'), { receives: 3 }), received(event('good-1'))];
    const { batchItemFailures } = await invoke(handler, sqsEvent(...records));
    expect(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual(records.map((r) => r.messageId));
    expect(pauses()).toMatchObject([
      { ReceiptHandle: records[0]?.receiptHandle, VisibilityTimeout: 30, url: `${host}/intake.fifo` },
      { ReceiptHandle: records[1]?.receiptHandle, VisibilityTimeout: 2 },
    ]);
  });

  test.each(['refused', 'fails'])('comes again all the same where its pause %s', async (how) => {
    const { handler, log } = given(throttling);
    if (how === 'fails') sqs.on(ChangeMessageVisibilityBatchCommand).rejects(throttling);
    else
      sqs
        .on(ChangeMessageVisibilityBatchCommand)
        .resolves({ Successful: [], Failed: [{ Id: '0', Code: 'ReceiptHandleIsInvalid', SenderFault: true }] });
    const record = received(event('bad-1'));
    expect(await invoke(handler, sqsEvent(record))).toEqual({
      batchItemFailures: [{ itemIdentifier: record.messageId }],
    });
    expect(log.logged().map(({ level }) => level)).toEqual(['ERROR', 'WARN']);
  });

  test('is asked no pause for where nothing failed', async () => {
    const { handler } = given(throttling);
    await invoke(handler, sqsEvent(received(event('good-1'))));
    expect(pauses()).toEqual([]);
  });
});

describe('a message that is given up', () => {
  test('is throttled for 12 hours, however often it came, and waits in the dead letters as it came', async () => {
    const { handler } = given(throttling);
    sqs.on(SendMessageBatchCommand).callsFake(succeed);
    sqs.on(ChangeMessageVisibilityBatchCommand).callsFake(succeed);
    const young = received(event('bad-1'), { receives: 200, age: longestTrialMs - 1 });
    expect((await invoke(handler, sqsEvent(young))).batchItemFailures).toHaveLength(1);
    expect(letters()).toEqual([]);
    const old = received(event('bad-1'), { receives: 200, age: longestTrialMs });
    expect(await invoke(handler, sqsEvent(old))).toEqual({ batchItemFailures: [] });
    expect(letters()).toMatchObject([
      {
        url: `${host}/dead.fifo`,
        MessageBody: old.body,
        MessageGroupId: 'ada',
        MessageAttributes: {
          failure: { StringValue: 'ThrottlingException' },
          receives: { StringValue: '200' },
          arrivedAt: { StringValue: '2026-11-02T12:00:00.000Z' },
        },
      },
    ]);
  });

  test('fails of a bug for the fifth time, and takes no good one of the same batch and person with it', async () => {
    const { handler, store } = given(bug);
    sqs.on(SendMessageBatchCommand).callsFake(succeed);
    const batch = ['good-1', 'bad-1', 'good-2'].map((id) => received(event(id), { receives: 5 }));
    expect(await invoke(handler, sqsEvent(...batch))).toEqual({ batchItemFailures: [] });
    expect(letters().map(({ MessageBody }) => MessageBody)).toEqual([batch[1]?.body]);
    const known = await store.load(
      customerKey('ada'),
      ['good-1', 'good-2'].map((eventId) => ({ person: customerKey('ada'), eventId })),
    );
    expect(known.known.size).toBe(2);
    expect(announced(store)).toContain('C#ada:1 entered buyer');
  });

  test('is handed back instead where the dead letters do not take it', async () => {
    const { handler } = given(bug);
    sqs.on(SendMessageBatchCommand).rejects(throttling);
    sqs.on(ChangeMessageVisibilityBatchCommand).callsFake(succeed);
    const batch = ['bad-1', 'good-1'].map((id) => received(event(id), { receives: 5 }));
    expect((await invoke(handler, sqsEvent(...batch))).batchItemFailures).toHaveLength(2);
  });
});
