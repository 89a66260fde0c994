import { hash } from 'node:crypto';
import { once } from 'node:events';
import { request as httpRequest, type ClientRequest, type IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';
import { setImmediate as othersTurn } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openEmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { localApi } from '#lib/tools/local-api/local-api.ts';
import { listen, type Running } from '#lib/tools/local-server/listen.ts';
import { routes } from '#lib/use-cases/api/routes.ts';
import { asked, openShop, shopCatalogue } from '#test/use-cases/api/shop.ts';

const loopback = { host: '127.0.0.1', port: 0 };

const store = openEmbeddedStore();
const failures: unknown[] = [];
let server: Running;

const apiOf = (secret: string) =>
  localApi({
    mode: 'store',
    shop: { store, catalogue: shopCatalogue },
    now: () => asked,
    newId: () => secret,
    failed: (error) => failures.push(error),
    writes: { put: async () => {}, redrive: async () => ({ sent: 0, left: 0 }) },
  });

beforeAll(async () => {
  await openShop(store);
  server = await listen(apiOf('this process').fetch, loopback);
});

afterAll(async () => {
  await server.close();
  store.close();
});

const statusOf = async (path: string): Promise<number> => {
  const answer = await fetch(`${server.url}/v1/${path}`);
  await answer.arrayBuffer();
  return answer.status;
};

/** What somebody else is answered meanwhile. */
const another = (): Promise<number> => statusOf('people/cust-42');

/** The first cursors of a list that another process, or this one, hands out. */
const cursorsOf = async (secret: string, path: string, most: number): Promise<readonly string[]> => {
  const api = apiOf(secret);
  const found: string[] = [];
  let cursor = '';
  while (found.length < most) {
    const answer = await api.fetch(new Request(`http://api.test/v1/${path}&limit=1${cursor}`));
    const { next } = (await answer.json()) as { readonly next: string | null };
    if (next === null) break;
    found.push(next);
    cursor = `&cursor=${next}`;
  }
  return found;
};

const forged = (_: unknown, index: number): string => hash('sha512', `forged ${index}`, 'base64url').slice(index % 50);

const changedAt = (cursor: string, place: number): string =>
  `${cursor.slice(0, place)}${cursor[place] === 'A' ? 'B' : 'A'}${cursor.slice(place + 1)}`;

describe('a thousand cursors', () => {
  const buyers = 'segments/buyer/members?';
  test('are answered where they are of the list and of this process, and refused otherwise', async () => {
    const valid = await cursorsOf('this process', buyers, 20);
    const refused = [
      ...(await cursorsOf('a process before', buyers, 20)),
      ...(await cursorsOf('this process', 'segments/fresh-buyer/members?', 20)),
      ...(await cursorsOf('this process', `${buyers}of=2`, 10)),
      ...Array.from({ length: 465 }, forged),
      ...valid.flatMap((cursor) => Array.from({ length: 23 }, (_, place) => changedAt(cursor, place))),
    ];
    const expected = [...valid.map((cursor) => [cursor, 200]), ...refused.map((cursor) => [cursor, 400])] as const;
    expect(valid).toHaveLength(20);
    expect(expected.length).toBeGreaterThanOrEqual(980);
    const found: (readonly [string, number])[] = [];
    for (const [cursor = ''] of expected)
      found.push([String(cursor), await statusOf(`${buyers}limit=1&cursor=${cursor}`)]);
    expect(found).toEqual(expected);
    expect(await another()).toBe(200);
  });
});

describe('bodies', () => {
  const posts = routes.filter(({ method }) => method === 'POST').map(({ path }) => path.replace('{id}', 'cust-42'));

  test.each(posts)('of a megabyte are refused: POST %s', async (path) => {
    const body = JSON.stringify({ confirm: 'x'.repeat(2 ** 20) });
    const answer = await fetch(`${server.url}${path}`, { method: 'POST', body });
    expect([answer.status, await answer.json()]).toMatchObject([400, { error: 'bad-request' }]);
    expect(await another()).toBe(200);
  });

  test('that nobody asked for are not read', async () => {
    const asking = httpRequest(`${server.url}/v1/people/cust-42`, {
      method: 'GET',
      headers: { 'content-length': 2 ** 20 },
    });
    asking.end('x'.repeat(2 ** 20));
    const [answer] = (await once(asking, 'response')) as [IncomingMessage];
    expect(answer.resume().statusCode).toBe(200);
    expect(await another()).toBe(200);
  });

  test('that come byte by byte are answered, and so is everybody else meanwhile', async () => {
    const body = JSON.stringify({ ids: ['cust-42'], segments: ['buyer'] });
    const asking: ClientRequest = httpRequest(`${server.url}/v1/memberships`, { method: 'POST' });
    const others: number[] = [];
    for (const [place, byte] of body.split('').entries()) {
      asking.write(byte);
      await othersTurn();
      if (place % 20 === 0) others.push(await another());
    }
    asking.end();
    const [answer] = (await once(asking, 'response')) as [IncomingMessage];
    expect(new Set(others)).toEqual(new Set([200]));
    const parts = await Array.fromAsync(answer as AsyncIterable<Buffer>);
    expect(JSON.parse(Buffer.concat(parts).toString())).toEqual([{ id: 'cust-42', segments: ['buyer'] }]);
  });
});

/** Opens a connection, says a part of a request, and leaves it at that. */
const leftOpen = async ({ url }: Running, said: string): Promise<Socket> => {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  socket.on('error', () => {});
  socket.write(said);
  return socket;
};

/** Whether a connection ends in peace or not. */
const ending = (socket: Socket): Promise<unknown> =>
  new Promise((resolve) => {
    socket.once('close', resolve);
  });

describe('connections', () => {
  const begun = [
    '',
    'GET /v1/people/cust-42 HTTP/1.1\r\nHost: 127.0.0.1\r\n',
    'POST /v1/preview HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\n{"when"',
    'POST /v1/memberships HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"ids\r\n',
  ];

  test.each(begun)('that are left open after %j hold nobody up, and go with the server', async (said) => {
    const own = await listen(apiOf('another process').fetch, loopback);
    const open = await Promise.all(Array.from({ length: 20 }, () => leftOpen(own, said)));
    expect((await fetch(`${own.url}/v1/people/cust-42`)).status).toBe(200);
    const ended = open.map(ending);
    await own.close();
    expect(await Promise.all(ended)).toHaveLength(20);
  });

  test('whose answers are not read hold nobody up', async () => {
    const whole = 'GET /v1/openapi.json HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n';
    const open = await Promise.all(Array.from({ length: 20 }, () => leftOpen(server, whole.repeat(20))));
    for (const socket of open) socket.pause();
    expect(await another()).toBe(200);
    for (const socket of open) socket.destroy();
    expect(await another()).toBe(200);
  });
});

test('nobody who goes away in the middle is a failure', () => {
  expect(failures).toEqual([]);
});
