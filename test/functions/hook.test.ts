import './configured.ts';
import { createHmac } from 'node:crypto';
import type { LambdaFunctionURLEvent } from 'aws-lambda';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createHandler } from '#functions/hook.ts';
import { telemetry } from '#functions/runtime/telemetry.ts';
import { adapters, type AdapterName } from '#lib/core/adapters/adapters.ts';
import { noPauses } from '#lib/ports/backoff.ts';
import type { OutgoingMessage } from '#lib/ports/queue/intake-queue.ts';
import { keepSecrets } from '#lib/ports/secrets/kept-secrets.ts';
import { adaptDelivery } from '#lib/use-cases/adapt/adapt-delivery.ts';
import { readDelivery } from '#lib/use-cases/adapt/delivery.ts';
import { samplesOf } from '#test/adapters/payloads.ts';
import { noon } from '#test/use-cases/given.ts';
import { invoke, listen } from './invoke.ts';

const names = Object.keys(adapters) as AdapterName[];
const secret = 'a_secret';
const seconds = (at: number) => String(Math.floor(at / 1_000));

const digest = (algorithm: string, encoding: 'base64' | 'hex') => (body: string, key: string) =>
  createHmac(algorithm, key).update(body).digest(encoding);

/** How each source says that it signs. */
const signatures: Readonly<Record<AdapterName, (body: string, key: string, at: number) => Record<string, string>>> = {
  shopify: (body, key) => ({ 'X-Shopify-Hmac-Sha256': digest('sha256', 'base64')(body, key) }),
  wooCommerce: (body, key) => ({ 'X-WC-Webhook-Signature': digest('sha256', 'base64')(body, key) }),
  segment: (body, key) => ({ 'x-signature': digest('sha1', 'hex')(body, key) }),
  stripe: (body, key, at) => ({
    'Stripe-Signature': `t=${seconds(at)},v1=${digest('sha256', 'hex')(`${seconds(at)}.${body}`, key)},v0=0`,
  }),
};

interface Call {
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const eventOf = ({ path = 'shopify', method = 'POST', headers = {}, body = '' }: Call) =>
  ({
    rawPath: `/${path}`,
    headers,
    body: Buffer.from(body).toString('base64'),
    isBase64Encoded: true,
    requestContext: { http: { method } },
  }) as unknown as LambdaFunctionURLEvent;

const given = (kept: () => string = () => secret) => {
  const queued: OutgoingMessage[] = [];
  const queue = {
    send: async (messages: readonly OutgoingMessage[]) => {
      queued.push(...messages);
      return [];
    },
  };
  const clock = { now: noon };
  const now = () => clock.now;
  const sources = new Map(names.map((adapter) => [adapter, { adapter, secret: adapter, queue }]));
  const deps = {
    ...noPauses,
    ...telemetry('hook'),
    now,
    secrets: keepSecrets({ read: async () => kept(), now }),
    sources,
  };
  const log = listen();
  const call = async (asked: Call) => invoke(createHandler(deps), eventOf(asked));
  return { deps, queued, clock, call, log };
};

const halved = (headers: Readonly<Record<string, string>> = {}) =>
  Object.fromEntries(Object.entries(headers).map(([name, text]) => [name, text.slice(0, -9)]));

const signed = (adapter: AdapterName, body: string, { key = secret, at = noon } = {}): Call => ({
  path: adapter,
  body,
  headers: signatures[adapter](body, key, at),
});

afterEach(() => vi.restoreAllMocks());

describe.each(names)('the webhook of %s', (adapter) => {
  const [first] = samplesOf(adapter);
  const body = JSON.stringify(first?.payload);

  test('queues what is signed, so that the same events are made of it', async () => {
    const { queued, call } = given();
    for (const { payload, headers = {}, becomes, unusable } of samplesOf(adapter)) {
      const asked = signed(adapter, JSON.stringify(payload));
      expect(await call({ ...asked, headers: { ...headers, ...asked.headers } })).toEqual({ statusCode: 200 });
      const adapted = await adaptDelivery(readDelivery(adapter, queued.pop()?.body ?? ''));
      expect(adapted).toEqual(unusable === undefined ? { events: becomes } : { unusable });
    }
  });

  test.each<readonly [string, Call]>([
    ['is not signed', { path: adapter, body }],
    ['is signed by another', signed(adapter, body, { key: 'another' })],
    ['was changed', { ...signed(adapter, body), body: `${body} ` }],
    ['has half a signature', { path: adapter, body, headers: halved(signed(adapter, body).headers) }],
    ['has nothing in it', { path: adapter, headers: signed(adapter, body).headers ?? {} }],
  ])('refuses what %s, and says nothing', async (_, asked) => {
    const { queued, call, log } = given();
    expect(await call(asked)).toEqual({ statusCode: 401 });
    expect(queued).toEqual([]);
    expect(log.metrics()).toMatchObject([{ HooksTaken: 0, HooksRefused: 1 }]);
  });

  test('takes what either secret signs while they are changed, and a new one soon after it was refused', async () => {
    const kept = { now: secret };
    const { call, clock } = given(() => kept.now);
    expect(await call(signed(adapter, body))).toEqual({ statusCode: 200 });
    kept.now = `newer_secret ${secret}`;
    const byNewer = () => call(signed(adapter, body, { key: 'newer_secret', at: clock.now }));
    expect(await byNewer()).toEqual({ statusCode: 401 });
    clock.now += 30_000;
    expect(await byNewer()).toEqual({ statusCode: 200 });
    const byOlder = signed(adapter, body, { at: clock.now });
    expect(await call(byOlder)).toEqual({ statusCode: 200 });
  });

  test('hands nothing of a caller on but what says what the payload is', async () => {
    const { queued, call } = given();
    const asked = signed(adapter, body);
    const own = {
      cookie: 'c=1',
      'x-forwarded-for': '203.0.113.9',
      'x-shopify-topic': 'orders/paid',
      'x-wc-webhook-topic': 'order.updated',
    };
    await call({ ...asked, headers: { ...asked.headers, ...own } });
    expect(Object.keys(JSON.parse(queued[0]?.body ?? '').hook.headers)).toEqual([
      'x-shopify-topic',
      'x-wc-webhook-topic',
    ]);
  });
});

describe('hook', () => {
  test.each([
    [-300_000, 200],
    [-301_000, 401],
    [300_000, 200],
    [301_000, 401],
  ])('takes what Stripe signed %i ms from now with %i', async (ms, statusCode) => {
    const { call } = given();
    expect(await call(signed('stripe', '{}', { at: noon + ms }))).toEqual({ statusCode });
  });

  test('answers the trial of a new webhook of WooCommerce, which is not signed, and queues nothing', async () => {
    const { queued, call } = given();
    expect(await call({ path: 'wooCommerce', body: 'webhook_id=17' })).toEqual({ statusCode: 200 });
    expect(await call({ path: 'shopify', body: 'webhook_id=17' })).toEqual({ statusCode: 401 });
    expect(await call({ path: 'wooCommerce', body: 'webhook_id=17&a=b' })).toEqual({ statusCode: 401 });
    expect(queued).toEqual([]);
  });

  test.each<readonly [number, Call]>([
    [404, { path: 'shop' }],
    [404, { path: '' }],
    [404, { path: '__proto__' }],
    [405, { method: 'GET' }],
    [413, signed('shopify', JSON.stringify({ note: 'x'.repeat(1_000_000) }))],
  ])('answers with %i where it must', async (statusCode, asked) => {
    expect(await given().call(asked)).toEqual({ statusCode });
  });

  test('fails where the queue takes nothing, so that the source sends it again, and logs nothing of it', async () => {
    const { deps, log } = given();
    const queue = {
      send: async (messages: readonly OutgoingMessage[]) => messages.map((item) => ({ item, code: 'Down' })),
    };
    const handler = createHandler({
      ...deps,
      sources: new Map([['shopify', { adapter: 'shopify', secret: 's', queue }]]),
    });
    await expect(invoke(handler, eventOf(signed('shopify', '{"email": "semmelweis"}')))).rejects.toThrow(
      'Cannot finish the invocation',
    );
    expect(log.lines.join('\n')).not.toContain('semmelweis');
  });
});
