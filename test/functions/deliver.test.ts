import './configured.ts';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { createHandler } from '#functions/deliver.ts';
import { telemetry } from '#functions/runtime/telemetry.ts';
import { keepSecrets } from '#lib/ports/secrets/kept-secrets.ts';
import { startWebhook } from '#test/support/tools/fake-webhook.ts';
import { noon } from '#test/use-cases/given.ts';
import entered from '../../events/examples/segment-entered.json' with { type: 'json' };
import erased from '../../events/examples/profile-erased.json' with { type: 'json' };
import { handingBack } from './handing-back.ts';
import { envelope, invoke, listen, sqsEvent, sqsRecord } from './invoke.ts';

const queue = 'arn:aws:sqs:us-east-1:000000000000:loyalty';
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const older = `whsec_${Buffer.alloc(64, 7).toString('base64')}`;

/** The receiver's library goes by the clock. */
beforeEach(() => vi.useFakeTimers({ now: noon, toFake: ['Date'] }));
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const started = async (kept: () => string = () => secret) => {
  const hook = await startWebhook();
  onTestFinished(hook.stop);
  const { hidden, deps } = handingBack();
  const read = vi.fn(async (_name: string) => kept());
  const handler = createHandler({
    ...deps,
    ...telemetry('deliver'),
    secrets: keepSecrets({ read, now: () => Date.now() }),
    webhooks: new Map([[queue, { url: hook.url, secret: 'shop/loyalty' }]]),
  });
  return { hook, hidden, read, handler, log: listen() };
};

const recordOf = (entry: object) => ({
  ...sqsRecord(envelope(entry), { arrivedAt: noon }),
  eventSourceARN: queue,
});

const change = (number: number) => ({
  ...entered,
  detail: { ...entered.detail, changeId: `cust-${number}:1`, customerId: `cust-${number}` },
});

const idsIn = ({ posted }: Awaited<ReturnType<typeof startWebhook>>) =>
  posted.map(({ headers }) => String(headers['webhook-id']));

describe('deliver', () => {
  test('posts a change as `patron dev` does, signed under its id', async () => {
    const { hook, read, handler, log } = await started();
    expect(await invoke(handler, sqsEvent(recordOf(change(1)), recordOf(erased)))).toEqual({ batchItemFailures: [] });
    const { time: _, ...said } = change(1);
    const [first, second] = hook.posted.toSorted((one, other) => one.body.length - other.body.length).reverse();
    expect(new Webhook(secret).verify(first!.body, first!.headers as Record<string, string>)).toEqual(said);
    expect(first!.headers).toMatchObject({ 'webhook-id': 'cust-1:1', 'content-type': 'application/json' });
    expect(second!.headers['webhook-id']).toBe(erased.detail.receiptId);
    expect(read.mock.calls).toEqual([['shop/loyalty']]);
    expect(log.metrics()).toMatchObject([{ service: 'deliver', Delivered: 2, NotTaken: 0 }]);
  });

  test('signs by both secrets while they are changed, and reads them again after five minutes', async () => {
    const kept = { now: `${secret}\n` };
    const { hook, read, handler } = await started(() => kept.now);
    await invoke(handler, sqsEvent(recordOf(change(1))));
    kept.now = `${older} ${secret}`;
    vi.setSystemTime(noon + 299_000);
    await invoke(handler, sqsEvent(recordOf(change(2))));
    expect(read).toHaveBeenCalledTimes(1);
    vi.setSystemTime(noon + 300_000);
    await invoke(handler, sqsEvent(recordOf(change(3))));
    expect(read).toHaveBeenCalledTimes(2);
    const { body, headers } = hook.posted[2]!;
    for (const held of [secret, older])
      expect(new Webhook(held).verify(body, headers as Record<string, string>)).toMatchObject({
        detail: change(3).detail,
      });
    expect(String(headers['webhook-signature']).split(' ')).toHaveLength(2);
    expect(String(hook.posted[1]!.headers['webhook-signature']).split(' ')).toHaveLength(1);
  });

  test('loses none and gives each the same id, however the webhook throttles, fails, is slow or moves', async () => {
    const { hook, handler } = await started();
    hook.state.answer = (request) => ([429, 503, 'none', 302, 404] as const)[request % 9] ?? 200;
    let waiting = Array.from({ length: 40 }, (_, number) => recordOf(change(number)));
    const taken = new Set<string>();
    for (let round = 0; waiting.length > 0 && round < 50; round += 1) {
      const batch = waiting.slice(0, 10);
      const { batchItemFailures } = await invoke(handler, sqsEvent(...batch));
      const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
      const done = batch.filter(({ messageId }) => !failed.has(messageId));
      done.forEach(({ messageId }) => taken.add(messageId));
      // The queue delivers at least once: now and then it does so again after all.
      waiting = [
        ...waiting.slice(10),
        ...batch.filter(({ messageId }, at) => failed.has(messageId) || (round < 4 && at === 0)),
      ];
    }
    expect([waiting.length, taken.size]).toEqual([0, 40]);
    expect(new Set(idsIn(hook)).size).toBe(40);
    // A receiver that takes an id it has seen as done has each of them once.
    expect(idsIn(hook).length).toBeGreaterThan(44);
  });

  test('hands back what the webhook has not taken, for longer each time, and nothing of it in the log', async () => {
    const { hook, hidden, handler, log } = await started();
    hook.state.answer = () => 500;
    const again = recordOf(change(7));
    Object.assign(again.attributes, { ApproximateReceiveCount: '4' });
    const first = recordOf(change(6));
    expect(await invoke(handler, sqsEvent(first, again))).toEqual({
      batchItemFailures: [{ itemIdentifier: first.messageId }, { itemIdentifier: again.messageId }],
    });
    expect(hidden.map(({ seconds }) => seconds)).toEqual([2, 120]);
    expect(log.logged()[0]).toMatchObject({
      failure: { name: 'NotDeliveredError', message: 'Cannot post a change to the webhook: it has answered 500' },
    });
    expect(log.lines.join('\n')).not.toContain('cust-');
    expect(log.metrics()).toMatchObject([{ Delivered: 0, NotTaken: 2 }]);
  });

  test('reads a secret again that could not be read', async () => {
    let isThere = false;
    const { hook, handler } = await started(() => {
      if (isThere) return secret;
      throw new Error('ResourceNotFoundException');
    });
    expect((await invoke(handler, sqsEvent(recordOf(change(1))))).batchItemFailures).toHaveLength(1);
    isThere = true;
    expect(await invoke(handler, sqsEvent(recordOf(change(1))))).toEqual({ batchItemFailures: [] });
    expect(idsIn(hook)).toEqual(['cust-1:1']);
  });

  test('does not follow a webhook that moves', async () => {
    const { hook, handler, log } = await started();
    hook.state.answer = () => 302;
    expect((await invoke(handler, sqsEvent(recordOf(change(1))))).batchItemFailures).toHaveLength(1);
    expect(log.logged()[0]).toMatchObject({ failure: { message: expect.stringContaining('it has answered 302') } });
  });

  test('posts nothing that it cannot sign', async () => {
    const { hook, handler } = await started(() => 'not-a-secret!');
    expect((await invoke(handler, sqsEvent(recordOf(change(1))))).batchItemFailures).toHaveLength(1);
    expect(hook.posted).toEqual([]);
  });
});
