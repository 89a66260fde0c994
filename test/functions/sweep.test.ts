import './configured.ts';
import { SendMessageBatchCommand, SQSClient, type SendMessageBatchRequestEntry } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { sqsIntakeQueue } from '#lib/ports/queue/sqs-intake-queue.ts';
import { createHandler } from '#functions/sweep.ts';
import { telemetry } from '#functions/runtime/telemetry.ts';
import { customerKey } from '#lib/core/profile/person.ts';
import { noPauses } from '#lib/ports/backoff.ts';
import { updateCustomer } from '#lib/use-cases/update/update-customer.ts';
import { arrivalOf, dayMs, embedded, noon, purchase } from '#test/use-cases/given.ts';
import { invoke, listen } from './invoke.ts';

const sqs = mockClient(SQSClient);
const dueAt = noon - 60_000 + 30 * dayMs;

const given = async (customers: number) => {
  const { store, deps } = embedded();
  for (let index = 0; index < customers; index += 1) {
    const customerId = `cust-${index}`;
    await updateCustomer(deps, customerKey(customerId), [arrivalOf(purchase({ customerId }))]);
  }
  const queue = sqsIntakeQueue({ client: new SQSClient(), queueUrl: 'https://sqs/intake.fifo' });
  const log = listen();
  const sweep = (now: number) =>
    invoke(createHandler({ store, queue, ...noPauses, now: () => now, ...telemetry('sweep') }), {});
  return { log, sweep };
};

const queueRefusing = (refuses: (group: string) => boolean = () => false): void => {
  sqs.on(SendMessageBatchCommand).callsFake(({ Entries }: { Entries: SendMessageBatchRequestEntry[] }) => ({
    Successful: Entries.filter(({ MessageGroupId = '' }) => !refuses(MessageGroupId)).map(({ Id }) => ({ Id })),
    Failed: Entries.filter(({ MessageGroupId = '' }) => refuses(MessageGroupId)).map(({ Id }) => ({
      Id,
      Code: 'Slow',
    })),
  }));
};

const callsOf = () => sqs.commandCalls(SendMessageBatchCommand).map(({ args }) => args[0].input.Entries ?? []);

afterEach(() => {
  vi.restoreAllMocks();
  sqs.reset();
});

describe('sweep', () => {
  test('sends a tick for each person who is due, in batches that SQS takes', async () => {
    const { log, sweep } = await given(23);
    queueRefusing();
    await sweep(dueAt);
    expect(callsOf().map((call) => call.length)).toEqual([10, 10, 3]);
    for (const call of callsOf()) expect(new Set(call.map(({ Id }) => Id)).size).toBe(call.length);
    expect(
      callsOf()
        .flat()
        .map(({ MessageBody }) => JSON.parse(MessageBody ?? '')),
    ).toContainEqual({ tick: 'C#cust-7', dueAt });
    expect(log.metrics()).toMatchObject([{ service: 'sweep', Due: 23, UnsentTicks: 0, Overdue: 0 }]);
    expect(log.logged()).toEqual([]);
  });

  test('says for how long the first of them has been due', async () => {
    const { log, sweep } = await given(3);
    queueRefusing();
    await sweep(dueAt + 90_000);
    expect(log.metrics()).toMatchObject([{ Due: 3, Overdue: 90_000 }]);
  });

  test('sends nothing when no person is due', async () => {
    const { log, sweep } = await given(2);
    await sweep(dueAt - 1);
    expect(callsOf()).toEqual([]);
    expect(log.metrics()).toMatchObject([{ Due: 0, Overdue: 0 }]);
  });

  test('sends again only the ticks that failed, and says what is left without naming anybody', async () => {
    const { log, sweep } = await given(4);
    queueRefusing((group) => group === 'cust-2');
    await sweep(dueAt);
    expect(
      callsOf()
        .map((call) => call.map(({ MessageGroupId }) => MessageGroupId))
        .slice(1),
    ).toEqual([['cust-2'], ['cust-2'], ['cust-2']]);
    expect(log.metrics()).toMatchObject([{ Due: 4, UnsentTicks: 1 }]);
    expect(log.logged()).toMatchObject([{ level: 'ERROR', unsent: 1, codes: ['Slow'] }]);
    expect(log.lines.join('\n')).not.toContain('cust-');
  });
});

describe('sqsIntakeQueue()', () => {
  test('counts a message as taken only where the answer says so', async () => {
    const queue = sqsIntakeQueue({ client: new SQSClient(), queueUrl: 'https://sqs/intake.fifo' });
    const messages = ['1', '2'].map((body) => ({ body, group: 'ada', deduplicationId: body }));
    sqs.on(SendMessageBatchCommand).resolves({ Successful: [{ Id: '0', MessageId: 'm', MD5OfMessageBody: '' }] });
    expect(await queue.send(messages)).toEqual([{ item: messages[1], code: 'NoAnswer' }]);
  });
});
