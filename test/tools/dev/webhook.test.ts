import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { afterEach, describe, expect, test } from 'vitest';
import { inNewFolder } from '#test/support/folder.ts';
import { devServer, purchase } from './dev-server.ts';
import { openReceiver, type Received } from './receiver.ts';

const closing: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const secret = `whsec_${Buffer.alloc(24, 1).toString('base64')}`;
/** A webhook of a developer's, which is closed after the test. */
const receiver = async (...args: Parameters<typeof openReceiver>) => {
  const opened = await openReceiver(...args);
  closing.push(opened.close);
  return opened;
};

const ids = (received: readonly Received[]) => received.map(({ headers }) => headers['webhook-id']);

const start = async (url: string, settings: Parameters<typeof devServer>[0] = {}) => {
  const webhook = { url, secret: () => secret };
  const dev = await devServer({ now: () => Date.now(), webhook, ...settings });
  closing.push(dev.close);
  return dev;
};

describe('the webhook of patron dev', () => {
  test('is sent each change as the bus has it, signed as Standard Webhooks says', async () => {
    const hook = await receiver();
    const dev = await start(hook.url);
    await dev.put(purchase('1'));
    await hook.until(1);
    const [{ headers, body } = { headers: {}, body: '' }] = hook.taken;
    expect(headers).toMatchObject({ 'webhook-id': 'cust-42:1', 'content-type': 'application/json' });
    expect(new Webhook(secret).verify(body, headers as Record<string, string>)).toMatchObject({
      source: 'patron',
      'detail-type': 'SegmentEntered',
      detail: { changeId: 'cust-42:1', segment: { key: 'buyers' } },
    });
  });

  test('is sent again what it has not taken, and nothing before that, with the same id and body', async () => {
    const answers = [500, 'reset', 400, 302] as const;
    const hook = await receiver((call) => answers[call] ?? 204);
    const dev = await start(hook.url);
    await dev.put(purchase('1'), purchase('2', { customerId: 'cust-43' }));
    await hook.until(2);
    expect(ids(hook.received)).toEqual([...Array.from({ length: 5 }, () => 'cust-42:1'), 'cust-43:1']);
    expect(new Set(hook.received.map(({ body }) => body)).size).toBe(2);
    expect(dev.said.filter((each) => ['failing', 'recovered'].includes(each))).toEqual(['failing', 'recovered']);
  });

  test('is sent an erasure under the id of its receipt', async () => {
    const hook = await receiver();
    const dev = await start(hook.url);
    const erasure = { eventId: 'forget', customerId: 'cust-42', occurredAt: '2026-01-01T00:00:00Z' };
    await dev.put(purchase('1'), { ...purchase('2'), DetailType: 'ErasureRequested', Detail: JSON.stringify(erasure) });
    await hook.until(3);
    expect(ids(hook.taken)).toEqual(['cust-42:1', 'cust-42:2', 'receipt-1']);
  });

  test('finds, of a store, what waited for it while it was away, under the same secret', async () => {
    await inNewFolder(async (folder) => {
      const file = join(folder, 'shop.sqlite');
      const kept: string[] = [];
      const keeping = (url: string) => ({
        url,
        secret: (keep: (fresh: string) => string) => {
          kept.push(keep(kept.length === 0 ? secret : 'another'));
          return secret;
        },
      });
      const away = await devServer({ file, webhook: keeping('http://127.0.0.1:9/'), now: () => Date.now() });
      await away.put(purchase('1'), purchase('2', { customerId: 'cust-43' }));
      await away.close();
      const hook = await receiver();
      const dev = await devServer({ file, webhook: keeping(hook.url), now: () => Date.now() });
      await hook.until(2);
      await dev.close();
      expect(ids(hook.taken)).toEqual(['cust-42:1', 'cust-43:1']);
      expect(kept).toEqual([secret, secret]);
    });
  });
});
