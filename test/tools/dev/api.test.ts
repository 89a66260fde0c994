import { PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { describe, expect, test } from 'vitest';
import { devApi } from '#lib/tools/dev/dev-api.ts';
import { clientOf, devServer, purchase } from './dev-server.ts';

describe('the API of patron dev', () => {
  test('tells of what has come, and erases, without a token', async () => {
    let ids = 0;
    const failures: unknown[] = [];
    const api = devApi({ newId: () => `id-${(ids += 1)}`, failed: (error) => failures.push(error) });
    const dev = await devServer({ api });
    try {
      const get = async (path: string) => (await fetch(`${dev.url}/v1/${path}`)).json();
      await clientOf(dev.url).send(new PutEventsCommand({ Entries: [purchase('1')] }));
      expect(await get('people/cust-42')).toMatchObject({ segments: [{ key: 'buyers' }] });
      expect(await get('segments/buyers/members')).toMatchObject({ items: [{ customerId: 'cust-42', sequence: 1 }] });
      await fetch(`${dev.url}/advance?by=P60D`, { method: 'POST' });
      expect(await get('people/cust-42')).toMatchObject({ segments: [{ key: 'buyers' }, { key: 'lapsing' }] });
      const erased = await fetch(`${dev.url}/v1/people/cust-42/erasure`, {
        method: 'POST',
        body: '{"confirm":"cust-42"}',
      });
      expect([erased.status, await erased.json()]).toEqual([202, { eventId: expect.any(String) as string }]);
      expect(await get('people/cust-42')).toMatchObject({ error: 'erased' });
      await fetch(`${dev.url}/reset`, { method: 'POST' });
      expect(await get('people/cust-42')).toMatchObject({ error: 'not-found' });
      expect(failures).toEqual([]);
    } finally {
      await dev.close();
    }
  });

  test('takes refused entries again', async () => {
    let ids = 0;
    const api = devApi({ newId: () => `id-${(ids += 1)}`, failed: () => {} });
    const dev = await devServer({ api });
    const redrive = async (reason: string) =>
      (await fetch(`${dev.url}/v1/quarantine/redrive`, { method: 'POST', body: JSON.stringify({ reason }) })).json();
    try {
      await dev.put(purchase('1', { occurredAt: '2026-01-03T00:00:00Z' }), purchase('2', { currency: 'pounds' }));
      expect(await redrive('future')).toEqual({ sent: 0, left: 1 });
      await fetch(`${dev.url}/advance?by=P2D`, { method: 'POST' });
      expect(await redrive('future')).toEqual({ sent: 1, left: 0 });
      const { items } = (await (await fetch(`${dev.url}/v1/quarantine`)).json()) as { items: readonly object[] };
      expect(items).toMatchObject([{ reason: 'invalid' }]);
      expect(dev.said).toContain('SegmentEntered');
    } finally {
      await dev.close();
    }
  });
});
