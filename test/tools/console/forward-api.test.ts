import { hash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { forwardApi } from '#lib/tools/console/forward-api.ts';
import { requestSigner } from '#lib/tools/consume/missing/sign-request.ts';
import { listen, type Running } from '#lib/tools/local-server/listen.ts';

let api: Running;
let asked: Request[];
let bodies: string[];
let answer: () => Response;

beforeAll(async () => {
  api = await listen(
    async (request) => {
      asked.push(request);
      bodies.push(await request.text());
      return answer();
    },
    { host: '127.0.0.1', port: 0 },
  );
});
afterAll(() => api.close());
beforeEach(() => {
  [asked, bodies] = [[], []];
  answer = () => Response.json({});
});

const forwarding = (base: string) =>
  forwardApi({
    base: new URL(base),
    authorize: requestSigner({
      region: 'eu-west-1',
      credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' },
      now: () => new Date('2026-11-30T12:00:00Z'),
    }),
    isKnown: ({ headers }) => headers.get('authorization') === 'Bearer of-the-page',
  });

const ask = (path: string, init: RequestInit = {}, base = `${api.url}/stage/`) =>
  forwarding(base)(
    new Request(`http://127.0.0.1:4711${path}`, { ...init, headers: { authorization: 'Bearer of-the-page' } }),
  );

describe('calls handed on to a deployment', () => {
  test('are signed, body and all, and never bring the token of the page', async () => {
    await ask('/v1/people/cust%3A42?at=now', {});
    await ask('/v1/preview', { method: 'POST', body: '{"when":{}}' });
    expect(asked.map(({ method, url }) => `${method} ${new URL(url).pathname}${new URL(url).search}`)).toEqual([
      'GET /stage/v1/people/cust%3A42?at=now',
      'POST /stage/v1/preview',
    ]);
    expect(bodies).toEqual(['', '{"when":{}}']);
    const [read, posted] = asked.map(({ headers }) => headers.get('authorization'));
    expect(read).toMatch(/^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/20261130\/eu-west-1\/execute-api\/aws4_request/);
    expect(posted).toMatch(/^AWS4-HMAC-SHA256 /);
    expect(posted).not.toBe(read);
    // The digest of the body, by which the gateway sees that it was not changed on the way.
    expect(asked[1]?.headers.get('x-amz-content-sha256')).toBe(hash('sha256', '{"when":{}}'));
  });

  test('bring back the answer with what is of use of its headers', async () => {
    answer = () =>
      Response.json(
        { error: 'throttled', message: 'Cannot answer so often' },
        { status: 429, headers: { 'retry-after': '2', 'set-cookie': 'a=b', 'x-amzn-trace-id': 'Root=1' } },
      );
    const response = await ask('/v1/segments');
    expect([response.status, await response.json()]).toMatchObject([429, { error: 'throttled' }]);
    expect(Object.fromEntries(response.headers)).toEqual({
      'cache-control': 'no-store',
      'content-type': 'application/json',
      'retry-after': '2',
      'x-content-type-options': 'nosniff',
    });
  });

  test('lead a page on to the customer that a visitor is, on this server', async () => {
    answer = () => new Response(null, { status: 308, headers: { location: '/v1/people/cust-42' } });
    const response = await ask('/v1/people/~phone');
    expect([response.status, response.headers.get('location')]).toEqual([308, '/v1/people/cust-42']);
  });

  test('of strangers go nowhere', async () => {
    const response = await forwarding(`${api.url}/`)(new Request('http://127.0.0.1:4711/v1/segments'));
    expect(response.status).toBe(401);
    expect(asked).toEqual([]);
  });

  test('say so where the deployment is not reached', async () => {
    const response = await ask('/v1/segments', {}, 'http://127.0.0.1:1/');
    expect([response.status, await response.json()]).toEqual([
      502,
      { error: 'internal', message: expect.stringMatching(/^Cannot reach http:\/\/127\.0\.0\.1:1: /) as string },
    ]);
  });
});
