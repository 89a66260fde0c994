import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { openEmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { apiMissing, onSegmentChange, type SegmentChange } from '#lib/tools/consume/consume.ts';
import { missingFromApi, type ApiMissingOptions, type AskDeps } from '#lib/tools/consume/missing/api-missing.ts';
import { listen, type Running } from '#lib/tools/local-server/listen.ts';
import { localApi } from '#lib/tools/local-api/local-api.ts';
import { asked, oddId, openShop, shopCatalogue } from '#test/use-cases/api/shop.ts';
import { apiOver } from '#test/use-cases/api/asking.ts';
import { campaign } from './campaign.ts';
import { gatewayHeader, isSignedBy } from './verify-signature.ts';

const region = 'eu-west-1';
const gateway = `https://abc123.execute-api.${region}.amazonaws.com`;
const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'a/secret+key', sessionToken: 'a session' };

const store = openEmbeddedStore();
/** The server as `patron dev` has it, and one behind a gateway that knows those alone who sign. */
let [open, signed]: Running[] = [];
/** The segments of the campaign that has signed. */
let segments = new Set(['buyer', 'fresh-buyer', 'british']);

beforeAll(async () => {
  await openShop(store);
  const shop = { store, catalogue: shopCatalogue };
  const local = localApi({ mode: 'dev', shop, now: () => asked, newId: () => 'an-id', failed: () => {} });
  const { api } = apiOver({
    ...shop,
    now: () => asked,
    callerOf: (request) =>
      isSignedBy(credentials, region, request)
        ? { name: 'mailer', roles: new Set(['campaign'] as const), segments }
        : undefined,
  });
  const here = { host: '127.0.0.1', port: 0 };
  [open, signed] = [await listen(local.fetch, here), await listen((request) => api.fetch(request), here)];
});
afterAll(async () => {
  await Promise.all([open?.close(), signed?.close()]);
  store.close();
});
afterEach(() => {
  vi.unstubAllEnvs();
  segments = new Set(['buyer', 'fresh-buyer', 'british']);
});

/** Sends what is meant for the gateway to the server behind it. */
const behind: AskDeps['fetch'] = (url, { headers, ...init }) =>
  fetch(url.href.replace(url.origin, signed?.url ?? ''), {
    ...init,
    headers: { ...(headers as Record<string, string>), [gatewayHeader]: url.host },
  });

const asking = (more: Partial<AskDeps> = {}, options: Partial<ApiMissingOptions> = {}) =>
  missingFromApi(
    { url: gateway, credentials, ...options },
    { fetch: behind, region: undefined, now: () => new Date(asked), sleep: async () => {}, random: () => 0, ...more },
  );

const sequences = (changes: readonly { readonly sequence: number }[]) => changes.map(({ sequence }) => sequence);

/** Answers with a status and a body, one after the other, and the last for ever. */
const answering = (...answers: readonly [status: number, json: unknown][]) => {
  const asks: string[] = [];
  const answer: AskDeps['fetch'] = async ({ pathname, search }) => {
    const [status, json] = answers[Math.min(asks.length, answers.length - 1)] ?? [500, {}];
    asks.push(`${pathname}${search}`);
    return Response.json(json, { status });
  };
  return { asks, fetch: answer };
};

describe('what is missing, by the API', () => {
  test('are the changes of a person after a sequence, by a signed request', async () => {
    const missing = asking();
    expect(sequences(await missing('cust-42', 0))).toEqual([1, 2, 3]);
    expect(sequences(await missing('cust-42', 2))).toEqual([3]);
    expect(await missing('cust-42', 3)).toEqual([]);
  });

  test('is asked with the same signature of an id with every sign, and of a visitor', async () => {
    const missing = asking();
    expect(await missing(oddId, 0)).toMatchObject([{ customerId: oddId, sequence: 1 }, { sequence: 2 }]);
    expect(await missing('~phone', 0)).toEqual([]);
  });

  test('is told to nobody whose signature is of other keys', async () => {
    const missing = asking({}, { credentials: async () => ({ ...credentials, secretAccessKey: 'other' }) });
    await expect(missing('cust-42', 0)).rejects.toThrow(
      'Cannot ask the API for changes: it answered 401, Cannot answer',
    );
  });

  test('is told of a campaign’s own segments, beyond changes that it may not see', async () => {
    segments = new Set(['british']);
    expect(sequences(await asking()('cust-42', 0))).toEqual([3]);
    const hidden = answering([200, { items: [], last: 100 }], [200, { items: [{ sequence: 101 }], last: 101 }]);
    expect(sequences(await asking(hidden)('ada', 0))).toEqual([101]);
    expect(hidden.asks).toEqual(['/v1/people/ada/changes?after=0', '/v1/people/ada/changes?after=100']);
  });

  test('is nothing of who was erased, and an error of who is unknown, which names nobody', async () => {
    expect(await asking()('gone', 0)).toEqual([]);
    await expect(asking()('nobody', 0)).rejects.toThrow(
      'Cannot ask the API for changes: it answered 404, Cannot find ID: nothing is known of them here',
    );
  });

  test('is asked again where the API has too much to do, four times in all', async () => {
    const busy = answering([429, {}], [503, {}], [500, {}], [200, { items: [], last: 0 }]);
    expect(await asking(busy)('ada', 0)).toEqual([]);
    const always = answering([429, { message: 'Too Many Requests' }]);
    await expect(asking(always)('ada', 0)).rejects.toThrow('it answered 429, Too Many Requests');
    expect(always.asks).toHaveLength(4);
  });

  test.each([
    [200, { items: {} }],
    [200, { items: [], last: '7' }],
    [200, 'a page'],
    [308, {}],
    [403, { message: 'Forbidden' }],
    [410, {}],
  ])('is refused where the answer is %i with %j', async (status, json) => {
    const other = answering([status, json]);
    await expect(asking(other)('ada', 0)).rejects.toThrow(`Cannot ask the API for changes: it answered ${status}`);
    expect(other.asks).toHaveLength(1);
  });

  test.each([
    { url: 'http://api.example' },
    { url: 'ftp://127.0.0.1' },
    { url: 'api.example' },
    { url: `${gateway}/#token` },
    { url: `${gateway}?stage=a` },
    { url: 'https://me:secret@api.example', region },
    {},
  ])('refuses %j as an address', (address) => {
    expect(() => apiMissing(address as ApiMissingOptions)).toThrow('Cannot ask the API: url must be');
  });

  test('needs to know a region, which is that of the address unless told', async () => {
    vi.stubEnv('AWS_REGION', '');
    const own = 'https://patron.shop.example/base';
    expect(() => apiMissing({ url: own })).toThrow('Cannot ask the API: region must be');
    expect(() => apiMissing({ url: own, region: 'a/b' })).toThrow('current value is "a/b"');
    expect(() => apiMissing({ url: gateway })).not.toThrow();
    const hers = answering([200, { items: [], last: 0 }]);
    await asking({ ...hers, region: 'eu-north-1' }, { url: own })('ada', 0);
    expect(hers.asks).toEqual(['/base/v1/people/ada/changes?after=0']);
  });
});

/** The last change of a person, with more than 200 KB: that is not kept to wait, what is before it is asked for at once. */
const lost = async () => {
  const changes = await asking()('cust-42', 0);
  const last = changes.at(-1) as SegmentChange;
  return {
    source: 'patron',
    'detail-type': 'SegmentEntered',
    detail: { ...last, traits: { note: 'x'.repeat(200_000) } },
  };
};

describe('a campaign that is told of all segments', () => {
  test('is handed what it lost by the API', async () => {
    const { consume, handed } = campaign({ missing: asking() });
    await consume(await lost());
    expect(handed()).toEqual(['+buyer 1', '+fresh-buyer 2', '+british 3']);
  });

  test('asks the API in the environment by default', async () => {
    vi.stubEnv('PATRON_API_URL', open?.url);
    const handed: number[] = [];
    const consume = onSegmentChange({ state: new Map(), handle: async ({ sequence }) => void handed.push(sequence) });
    await consume(await lost());
    expect(handed).toEqual([1, 2, 3]);
  });

  test('is told at once of an address in the environment that is none, where it would be asked', () => {
    vi.stubEnv('PATRON_API_URL', 'nowhere');
    const options = { state: new Map(), handle: async () => {} };
    expect(() => onSegmentChange(options)).toThrow('Cannot ask the API: url must be');
    expect(() => onSegmentChange({ ...options, segments: ['buyer'] })).not.toThrow();
    expect(() => onSegmentChange({ ...options, missing: async () => [] })).not.toThrow();
  });
});
