import { noPauses } from '#lib/ports/backoff.ts';
import './configured.ts';
import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createHandler } from '#functions/quarantine.ts';
import { sqsIntakeQueue } from '#lib/ports/queue/sqs-intake-queue.ts';
import { telemetry } from '#functions/runtime/telemetry.ts';
import { embedded, noon, purchase, visit } from '#test/use-cases/given.ts';
import { handingBack } from './handing-back.ts';
import { envelope, invoke, listen, sqsEvent, sqsRecord } from './invoke.ts';

const sqs = mockClient(SQSClient);
const at = { arrivedAt: noon };

const given = () => {
  const { store } = embedded();
  const queue = sqsIntakeQueue({ client: new SQSClient(), queueUrl: 'https://sqs/intake.fifo' });
  const log = listen();
  return {
    store,
    log,
    handler: createHandler({ ...handingBack().deps, store, queue, ...noPauses, ...telemetry('quarantine') }),
  };
};

afterEach(() => {
  vi.restoreAllMocks();
  sqs.reset();
});

describe('quarantine', () => {
  test('keeps what is wrong by its reason and sends what is not into the intake queue again', async () => {
    const { store, log, handler } = given();
    sqs.on(SendMessageBatchCommand).resolves({ Successful: [{ Id: '0', MessageId: 'm', MD5OfMessageBody: '' }] });
    const good = envelope(purchase({ customerId: 'ada' }));
    const batch = sqsEvent(
      sqsRecord(envelope(visit()), at),
      sqsRecord(envelope({ ...visit({ customerId: 'ada' }), 'detail-type': 'Visited' }), at),
      sqsRecord('<xml/>', at),
      sqsRecord(good, at),
    );
    expect(await invoke(handler, batch)).toEqual({ batchItemFailures: [] });
    const kept = [...store.quarantined()].map(({ id, reason, entry }) => [id, reason, entry]);
    const [first, second, third] = batch.Records;
    expect(kept).toEqual([
      [first?.messageId, 'invalid', first?.body],
      [second?.messageId, 'unknown-type', second?.body],
      [third?.messageId, 'invalid', '<xml/>'],
    ]);
    expect(sqs.commandCalls(SendMessageBatchCommand)[0]?.args[0].input.Entries).toMatchObject([
      { MessageBody: good, MessageGroupId: 'ada' },
    ]);
    expect(log.metrics()).toMatchObject([{ service: 'quarantine', Events: 3, Quarantined: 3 }]);
  });

  test('hands back exactly what failed, with nothing of it in the log', async () => {
    const { store, log, handler } = given();
    const quarantine = store.quarantine.bind(store);
    vi.spyOn(store, 'quarantine').mockImplementation((entry) =>
      entry.entry.includes('Semmelweis') ? Promise.reject(new Error(`Cannot put ${entry.entry}`)) : quarantine(entry),
    );
    const batch = sqsEvent(sqsRecord('Semmelweis', at), sqsRecord('other', at));
    expect(await invoke(handler, batch)).toEqual({
      batchItemFailures: [{ itemIdentifier: batch.Records[0]?.messageId }],
    });
    expect([...store.quarantined()].map(({ entry }) => entry)).toEqual(['other']);
    expect(log.logged()).toMatchObject([{ messageId: batch.Records[0]?.messageId, failure: { name: 'Error' } }]);
    expect(log.lines.join('\n')).not.toContain('Semmelweis');
  });
});
