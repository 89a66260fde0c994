import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openEmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { localApi } from '#lib/tools/local-api/local-api.ts';
import { listen, type Running } from '#lib/tools/local-server/listen.ts';
import { refuseForeign } from '#lib/tools/local-server/refuse-foreign.ts';
import { receiveEvents } from '#lib/use-cases/intake/receive-events.ts';
import { largestBody } from '#lib/use-cases/api/request/read-body.ts';
import { embedded, messageOf, visit } from '#test/use-cases/given.ts';
import { asked, openShop, shopCatalogue } from '#test/use-cases/api/shop.ts';

const token = 'a-token';
const bearer = { authorization: `Bearer ${token}` };
const store = openEmbeddedStore();
const failures: unknown[] = [];
let server: Running;
const loopback = { host: '127.0.0.1', port: 0 };

const deps = {
  mode: 'store' as const,
  shop: { store, catalogue: shopCatalogue },
  now: () => asked,
  newId: () => 'an-id',
  failed: (error: unknown) => failures.push(error),
};

beforeAll(async () => {
  await openShop(store);
  const { fetch: answer } = localApi({ ...deps, token });
  server = await listen((request) => refuseForeign(loopback, request) ?? answer(request), loopback);
});
afterAll(async () => {
  await server.close();
  store.close();
});

const get = (path: string, headers: Readonly<Record<string, string>> = bearer) =>
  fetch(`${server.url}${path}`, { headers });

const places = async () => (await get('/v1/insight/places')).json() as Promise<{ members: number }>;

const post = (body: string) =>
  fetch(`${server.url}/v1/people/cust-42/erasure`, { method: 'POST', headers: bearer, body });

/** `fetch` sends a Host of its own. */
const statusWith = (headers: Readonly<Record<string, string>>): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const sent = httpRequest(`${server.url}/v1/people/cust-42`, { headers: { ...bearer, ...headers } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    sent.on('error', reject).end();
  });

describe('the API on this machine', () => {
  test('listens on the loopback address', () => {
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  test('answers who has the token, with every role', async () => {
    const answer = await get('/v1/people/cust-42');
    expect([answer.status, await answer.json()]).toMatchObject([200, { customerId: 'cust-42' }]);
    const kept = ['cache-control', 'x-content-type-options', 'content-type', 'referrer-policy'].map((name) =>
      answer.headers.get(name),
    );
    expect(kept).toEqual(['no-store', 'nosniff', 'application/json', 'no-referrer']);
    expect((await get('/v1/people/cust-42/changes')).status).toBe(200);
  });

  test('takes the name of the scheme however it is written', async () => {
    for (const scheme of ['bearer', 'BEARER'])
      expect((await get('/v1/people/cust-42', { authorization: `${scheme} ${token}` })).status).toBe(200);
  });

  test.each([
    {},
    { authorization: 'Bearer ' },
    { authorization: `Basic ${token}` },
    { authorization: token },
    { authorization: `Bearer ${token}x` },
    { cookie: `token=${token}` },
  ])('answers nobody with %o', async (headers) => {
    expect((await get('/v1/people/cust-42', headers as Record<string, string>)).status).toBe(401);
  });

  test('asks for no token where there is none', async () => {
    const { fetch: open } = localApi(deps);
    expect((await open(new Request('http://dev.test/v1/people/cust-42'))).status).toBe(200);
  });

  test('answers to its own names alone, whatever leads here', async () => {
    const { port } = new URL(server.url);
    for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, 'localhost', `[::1]:${port}`])
      expect([host, await statusWith({ host })]).toEqual([host, 200]);
    for (const host of [
      'evil.example',
      `evil.example:${port}`,
      '127.0.0.1.evil.example',
      'localhost.evil.example',
      '10.0.0.1',
    ])
      expect([host, await statusWith({ host })]).toEqual([host, 421]);
    for (const host of ['127.0.0.1@evil.example', 'a b'])
      expect([host, await statusWith({ host })]).toEqual([host, 400]);
  });

  test('answers its own pages alone', async () => {
    const { port } = new URL(server.url);
    for (const origin of [`http://127.0.0.1:${port}`])
      expect([origin, await statusWith({ origin })]).toEqual([origin, 200]);
    for (const origin of ['http://evil.example', 'null', 'http://127.0.0.1:1', `http://127.0.0.1.evil.example:${port}`])
      expect([origin, await statusWith({ origin })]).toEqual([origin, 403]);
  });

  test('keeps nothing of a body that is too large, and goes on answering', async () => {
    const answer = await post('x'.repeat(4 * largestBody));
    expect([answer.status, await answer.json()]).toEqual([
      400,
      {
        error: 'bad-request',
        message: `Cannot take the body as JSON of at most ${largestBody} bytes: current value is longer`,
      },
    ]);
    expect((await post(`"${'x'.repeat(largestBody - 2)}"`)).status).toBe(400);
    expect((await get('/v1/people/cust-42')).status).toBe(200);
  });

  test('erases nobody where the store is only read', async () => {
    const answer = await post('{"confirm":"cust-42"}');
    expect([answer.status, await answer.json()]).toEqual([
      409,
      { error: 'conflict', message: 'Cannot erase cust-42: the store is open only to be read' },
    ]);
  });

  test('makes a pass for insight when it is asked for one, and again when something has come since', async () => {
    const { members } = await places();
    expect(members).toBe(33);
    const first = store.writes;
    await receiveEvents(embedded({ store, catalogue: shopCatalogue }).deps, [messageOf(visit({ customerId: 'late' }))]);
    expect(store.writes).toBeGreaterThan(first);
    expect((await places()).members).toBe(members + 1);
  });

  test('tries a condition on everybody, and shows some of them', async () => {
    const answer = await fetch(`${server.url}/v1/preview`, {
      method: 'POST',
      headers: bearer,
      body: JSON.stringify({ when: { performed: 'VisitMade' } }),
    });
    expect(await answer.json()).toMatchObject({
      low: expect.any(Number) as number,
      sample: [{ because: [{ observed: 1 }] }, {}, {}, {}, {}],
    });
  });

  test('reads the people of a sample once, until something is written, and lets others have their turn', async () => {
    const own = openEmbeddedStore();
    await openShop(own);
    const loads = vi.spyOn(own, 'load');
    const { fetch: answer } = localApi({ ...deps, shop: { store: own, catalogue: shopCatalogue } });
    const body = JSON.stringify({ when: { performed: 'VisitMade' } });
    const order: string[] = [];
    const ask = async (path: string, init?: RequestInit) => {
      const json = (await (await answer(new Request(`http://dev.test/v1/${path}`, init))).json()) as { people: number };
      order.push(path);
      return json;
    };
    const preview = () => ask('preview', { method: 'POST', body });
    const [first] = await Promise.all([preview(), ask('people/cust-42')]);
    expect(order).toEqual(['people/cust-42', 'preview']);
    expect(first.people).toBe(33);
    loads.mockClear();
    expect(await preview()).toEqual(first);
    expect(loads).not.toHaveBeenCalled();
    await receiveEvents(embedded({ store: own, catalogue: shopCatalogue }).deps, [
      messageOf(visit({ customerId: 'late' })),
    ]);
    expect(await preview()).toMatchObject({ people: 34 });
    own.close();
  });

  test('reads the people of the sample ahead, and lets others have their turn meanwhile', async () => {
    const own = openEmbeddedStore();
    await openShop(own);
    const loads = vi.spyOn(own, 'load');
    const { fetch: answer, prepare } = localApi({ ...deps, shop: { store: own, catalogue: shopCatalogue } });
    const order: string[] = [];
    const ask = async (path: string, body?: string) => {
      const json = await (
        await answer(new Request(`http://dev.test/v1/${path}`, body ? { method: 'POST', body } : {}))
      ).json();
      order.push(path);
      return json as object;
    };
    const preview = () => ask('preview', JSON.stringify({ when: { performed: 'VisitMade' } }));
    const [, , first] = await Promise.all([
      prepare().then(() => order.push('prepared')),
      ask('people/cust-42'),
      preview(),
    ]);
    expect(order[0]).toBe('people/cust-42');
    expect(first).toMatchObject({ people: 33 });
    expect(loads.mock.calls.filter(([person]) => person === 'C#c-07')).toHaveLength(1);
    loads.mockClear();
    expect(await preview()).toEqual(first);
    expect(loads).not.toHaveBeenCalled();
    own.close();
  });

  test('a slow reader holds nobody up, and is gone when the server ends', async () => {
    const other = await listen(localApi(deps).fetch, loopback);
    const slow = Array.from({ length: 50 }, () => {
      const reading = httpRequest(`${other.url}/v1/people/cust-42`, (answer) => answer.pause());
      reading.on('error', () => {}).end();
      return reading;
    });
    expect((await fetch(`${other.url}/v1/people/cust-42`)).status).toBe(200);
    await other.close();
    for (const each of slow) each.destroy();
  });

  test('has failed at nothing', () => {
    expect(failures).toEqual([]);
  });

  test('says that a port is taken', async () => {
    const port = Number(new URL(server.url).port);
    await expect(listen(() => new Response(), { ...loopback, port })).rejects.toThrow(
      `Cannot listen at ${loopback.host}:${port}: another program listens there`,
    );
  });
});
