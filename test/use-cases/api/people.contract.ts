import { hash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { formatInstant } from '#lib/core/time/instant.ts';
import { dayMs, noon } from '#test/use-cases/given.ts';
import type { ApiUnderTest } from './api.contract.ts';
import { asked, oddId } from './shop.ts';

const as = 'support';
const digits = (id: string) => hash('sha256', id, 'hex').slice(0, 16);
const at = (instant: number): string => encodeURIComponent(formatInstant(instant));

/** What the API tells of people. */
export const peopleContract = (api: () => ApiUnderTest): void => {
  const get = (path: string, more: object = {}) => api().ask(`GET /v1/people/${path}`, { as, ...more });

  const of = async (path: string, more: object = {}) => {
    const { json } = await get(path, more);
    const { items, last } = json as { items: readonly Record<string, unknown>[]; last: number };
    return { items, last, sequences: items.map(({ sequence }) => sequence) };
  };
  const post = (path: string, body: unknown, by = as) => api().ask(`POST /v1/people/${path}/erasure`, { as: by, body });

  describe('GET /v1/people/{id}', () => {
    test('is the line of profiles.jsonl as of now', async () => {
      const { status, json } = await get('cust-42');
      expect(status).toBe(200);
      expect(json).toMatchObject({
        customerId: 'cust-42',
        asOf: formatInstant(asked),
        traits: { orders: { count: 1 }, visits: { count: 1 }, geographic: { country: 'GB' } },
        sources: { 'geographic.country': { via: 'crm' } },
        segments: [
          { key: 'buyer', enteredAt: formatInstant(noon) },
          { key: 'fresh-buyer', enteredAt: formatInstant(noon) },
          { key: 'british', enteredAt: formatInstant(noon) },
        ],
        sequence: 3,
      });
      expect(Object.keys(json as object)).toEqual([
        'customerId',
        'asOf',
        'traits',
        'sources',
        'segments',
        'sequence',
        'nextReviewAt',
      ]);
    });

    test('knows of what time alone has brought since the last event', async () => {
      const { json } = await get('~visitor-7');
      // Two visits within an hour made a browser, who is none any more.
      expect(json).toMatchObject({ anonymousId: 'visitor-7', segments: [], sequence: 2, nextReviewAt: null });
    });

    test('finds an id with every sign that an id may have, encoded or not', async () => {
      for (const id of [encodeURIComponent(oddId), oddId, '%7Evisitor-7']) {
        expect([id, (await get(id)).status]).toEqual([id, 200]);
      }
    });

    test('leads from a linked visitor to the customer', async () => {
      const { status, json, headers } = await get('~phone');
      expect([status, json, headers.get('location')]).toEqual([308, undefined, '/v1/people/cust-42']);
      expect((await get('~phone/forecast')).headers.get('location')).toBe('/v1/people/cust-42/forecast');
      const timeline = await get('~phone/timeline?limit=2');
      expect(timeline.headers.get('location')).toBe('/v1/people/cust-42/timeline?limit=2');
    });

    test('says in words why the segments of a timeline changed', async () => {
      const { items } = (await get('cust-42/timeline')).json as {
        readonly items: readonly { readonly segment?: { readonly key: string }; readonly words?: readonly string[] }[];
      };
      expect(items.find(({ segment }) => segment?.key === 'british')?.words).toEqual(['country is "GB" (now "GB")']);
      expect(items.filter(({ segment }) => segment === undefined).every(({ words }) => words === undefined)).toBe(true);
    });

    test('says that somebody was erased, and when', async () => {
      const { status, json } = await get('gone');
      expect(status).toBe(410);
      expect(json).toEqual({
        error: 'erased',
        message: `Cannot tell of gone: they were erased at ${formatInstant(noon)}`,
        erasedAt: formatInstant(noon),
        receiptId: 'receipt-1',
      });
      for (const route of ['explanation', 'forecast', 'changes', 'timeline'])
        expect([route, (await get(`gone/${route}`)).json]).toEqual([route, json]);
    });

    test('says that nothing is known of somebody', async () => {
      const routes = ['', '/explanation', '/forecast', '/changes'];
      for (const route of routes) {
        const { status, json } = await get(`nobody${route}`);
        expect([route, status, json]).toEqual([
          route,
          404,
          { error: 'not-found', message: expect.stringContaining('nobody: nothing is known of them here') as string },
        ]);
      }
      expect((await get('phone')).status).toBe(404);
      expect((await get('~cust-42')).status).toBe(404);
    });

    test.each(['a%20b', '~~a', '%E0%A4', 'a%2Fb', 'x'.repeat(65), '~'])('refuses %s as an id', async (id) => {
      const { status, json } = await get(id);
      expect([status, json]).toMatchObject([
        400,
        { error: 'bad-request', message: expect.stringMatching(/^id must be/) as string },
      ]);
    });
  });

  describe('GET /v1/people/{id}/explanation', () => {
    test('tells each condition of one segment, or of all', async () => {
      const one = await get('cust-42/explanation?segment=fresh-buyer');
      expect(one.json).toMatchObject({
        customerId: 'cust-42',
        kind: 'explained',
        asOf: formatInstant(asked),
        segments: [{ key: 'fresh-buyer', isMember: true, next: { status: 'exited' } }],
      });
      expect(one.json).not.toHaveProperty('complete');
      const all = await get('cust-42/explanation');
      expect((all.json as { segments: readonly object[] }).segments).toHaveLength(4);
    });

    test('explains the past, and the customer whom a visitor was linked to', async () => {
      const { json } = await get(`~phone/explanation?at=${at(noon + dayMs)}`);
      expect(json).toMatchObject({
        customerId: 'cust-42',
        asked: { anonymousId: 'phone' },
        asOf: formatInstant(noon + dayMs),
      });
      const before = await get(`cust-42/explanation?at=${at(noon - dayMs)}`);
      expect(before).toMatchObject({
        status: 404,
        json: { message: expect.stringMatching(/had arrived by/) as string },
      });
    });

    test('refuses a segment that the catalogue lacks, and an instant that is none', async () => {
      expect((await get('cust-42/explanation?segment=buyers')).json).toEqual({
        error: 'bad-request',
        message: 'Cannot use "buyers" as a segment of the catalogue: the nearest is buyer',
      });
      expect((await get('cust-42/explanation?at=yesterday')).json).toEqual({
        error: 'bad-request',
        message:
          'at must be an ISO 8601 instant with Z or an offset, such as 2026-11-02T09:12:00Z, current value is "yesterday"',
      });
    });
  });

  test('GET /v1/people/{id}/forecast tells the next turn of each segment by time alone', async () => {
    expect((await get('cust-42/forecast')).json).toEqual([
      { segment: 'fresh-buyer', status: 'exited', at: '2026-12-02T11:59:00.000Z' },
    ]);
    expect((await get('~visitor-7/forecast')).json).toEqual([]);
  });

  describe('GET /v1/people/{id}/changes', () => {
    test('gives the changes as they were published, by sequence', async () => {
      const { items, last, sequences } = await of('cust-42/changes');
      expect([sequences, last]).toEqual([[1, 2, 3], 3]);
      expect(items[0]).toMatchObject({
        changeId: 'cust-42:1',
        status: 'entered',
        segment: { key: 'buyer', name: 'Buyers' },
        segments: ['buyer', 'fresh-buyer'],
        traits: { 'orders.count': 1 },
      });
    });

    test('goes on after a sequence, page by page, to the end', async () => {
      expect(await of('cust-42/changes?limit=2')).toMatchObject({ sequences: [1, 2], last: 2 });
      expect(await of('cust-42/changes?limit=2&after=2')).toMatchObject({ sequences: [3], last: 3 });
      expect(await of('cust-42/changes?after=3')).toMatchObject({ sequences: [], last: 3 });
    });

    test('gives a visitor’s own, also when they are linked', async () => {
      expect((await of('~visitor-7/changes')).items).toMatchObject([
        { changeId: '~visitor-7:1', segment: { key: 'browser' } },
      ]);
      expect((await of('~phone/changes')).items).toEqual([]);
    });

    test('tells a campaign of its own segments alone', async () => {
      const { items, last } = await of('cust-42/changes', { as: 'campaign', of: 'british buyer' });
      expect(items).toMatchObject([
        { sequence: 1, segments: ['buyer'] },
        { sequence: 3, segments: ['buyer', 'british'] },
      ]);
      expect(last).toBe(3);
      expect(JSON.stringify(items)).not.toContain('fresh-buyer');
      expect((await of('cust-42/changes', { as: 'campaign' })).items).toEqual([]);
      expect((await of('cust-42/changes', { as: 'campaign support' })).items).toHaveLength(3);
    });
  });

  describe('POST /v1/people/{id}/erasure', () => {
    test('puts an event that asks for it', async () => {
      const { put } = api();
      put.length = 0;
      const { status, json } = await post('~visitor-7', { confirm: '~visitor-7' });
      const [entry] = put;
      expect([status, json]).toEqual([202, { eventId: entry?.detail['eventId'] }]);
      expect(put).toEqual([
        {
          source: 'support',
          'detail-type': 'ErasureRequested',
          detail: { eventId: expect.any(String) as string, anonymousId: 'visitor-7', occurredAt: formatInstant(asked) },
        },
      ]);
    });

    test('takes the id twice, and no slip', async () => {
      api().put.length = 0;
      const wrong = ['cust-4', '~cust-42', 42, undefined];
      for (const confirm of wrong) {
        expect([confirm, await post('cust-42', { confirm })]).toMatchObject([
          confirm,
          { status: 400, json: { error: 'bad-request' } },
        ]);
      }
      expect((await post('cust-42', { confrim: 'cust-42' })).json).toMatchObject({
        message: 'Cannot use "confrim" as a field of this route: the nearest is confirm',
      });
      expect((await post('cust-42', 'not json')).json).toMatchObject({ error: 'bad-request' });
      expect((await post('cust-42', undefined)).json).toMatchObject({ error: 'bad-request' });
      expect((await post('cust-42', [])).json).toMatchObject({ error: 'bad-request' });
      expect(api().put).toEqual([]);
    });

    test('gives the receipt of who is erased already, and takes who is unknown', async () => {
      expect(await post('gone', { confirm: 'gone' })).toMatchObject({ status: 410, json: { receiptId: 'receipt-1' } });
      expect((await post('nobody', { confirm: 'nobody' })).status).toBe(202);
    });

    test('takes ten a minute of one caller, and then no more', async () => {
      const by = 'support operator';
      const statuses = [];
      for (let count = 0; count < 11; count += 1)
        statuses.push((await post('cust-42', { confirm: 'cust-42' }, by)).status);
      expect(statuses).toEqual([...Array.from({ length: 10 }, () => 202), 429]);
      expect((await post('cust-42', { confirm: 'cust-42' }, by)).json).toMatchObject({ error: 'throttled' });
      expect((await post('cust-42', { confirm: 'cust-42' }, 'support marketing')).status).toBe(202);
    });
  });

  test('each read of a person is a line of the audit, without the id', async () => {
    const { audit } = api();
    audit.length = 0;
    await get('cust-42');
    await get('~phone');
    await get('gone/changes');
    await get('cust-42', { as: 'operator' });
    await get('a%20b');
    expect(audit).toEqual([
      { caller: 'support', route: 'GET /v1/people/{id}', status: 200, person: digits('cust-42') },
      { caller: 'support', route: 'GET /v1/people/{id}', status: 308, person: digits('~phone') },
      { caller: 'support', route: 'GET /v1/people/{id}/changes', status: 410, person: digits('gone') },
      { caller: 'operator', route: 'GET /v1/people/{id}', status: 403, person: digits('cust-42') },
    ]);
  });
};
