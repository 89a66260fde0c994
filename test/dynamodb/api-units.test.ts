import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noPauses } from '#lib/ports/backoff.ts';
import { openEmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { sharedRateLimit } from '#lib/ports/guards/shared-rate-limit.ts';
import { routeUnits } from '#lib/tools/openapi/route-units.ts';
import { routes } from '#lib/use-cases/api/routes.ts';
import { redriveThroughQueue } from '#lib/use-cases/intake/redrive-quarantine.ts';
import { keys } from '#lib/use-cases/insight/pass/keys.ts';
import { tryOnKeptSample } from '#lib/use-cases/preview/try-on-kept-sample.ts';
import { startDynamoDb, type LocalDynamoDb } from '#test/support/dynamodb-local.ts';
import type { Units } from '#test/support/metered-client.ts';
import { apiOver, type AskedApi } from '#test/use-cases/api/asking.ts';
import { keepInsight } from '#test/use-cases/api/insight.contract.ts';
import { routeAsked } from '#test/use-cases/api/route-asked.ts';
import { asked, openShop, shopCatalogue } from '#test/use-cases/api/shop.ts';
import { minuteMs } from '#test/use-cases/given.ts';
import { changesOf, stateWith, touch } from '#test/ports/store/contract/store-samples.ts';
import { deployedTables } from './published-shop.ts';

const now = () => asked;

let local: LocalDynamoDb;
let tables: Awaited<ReturnType<typeof deployedTables>>;
let api: AskedApi;
/** What only a store on this machine tells. */
const logged = openEmbeddedStore();
beforeAll(async () => {
  local = await startDynamoDb();
  tables = await deployedTables(local.endpoint);
  const { store, members, counts, changes, guards, publish } = tables;
  await openShop(store);
  await openShop(logged);
  await publish();
  const redrive = { ...noPauses, store, queue: { send: async () => [] } };
  api = apiOver({
    store,
    catalogue: shopCatalogue,
    now,
    members,
    counts,
    logOf: logged,
    changes,
    mayErase: sharedRateLimit({ ...guards, what: 'erasures', most: 10, within: minuteMs, now }),
    writes: {
      put: async () => {},
      redrive: async (reason) => ({ sent: (await redriveThroughQueue(redrive, [reason])).sent, left: 0 }),
    },
    preview: async (draft) => tryOnKeptSample(api.objects, draft),
  });
  await keepInsight(api.objects);
  await api.objects.put(keys.latestSample, JSON.stringify({ run: 'run-1', now: asked, people: 33, parts: 0 }));
});
afterAll(async () => {
  logged.close();
  await tables.close();
  await local.stop();
});

const unitsOf = async (request: string, body?: unknown): Promise<Units & { readonly status: number }> => {
  let status = 0;
  const units = await tables.unitsOf(async () => {
    ({ status } = await api.ask(request, { as: 'support marketing operator campaign', of: 'buyer', body }));
  });
  return { ...units, status };
};

/** What a request takes. */
interface Taken {
  /** In read units. */
  readonly reads: number;
  /** How many things it is about that have a price of their own. */
  readonly things?: number;
  /** The entries that it reads, each for a unit. */
  readonly entries?: number;
  readonly body?: object;
}

const requests: readonly (readonly [request: string, taken: Taken])[] = [
  ['GET /v1/people/c-10', { reads: 2 }],
  ['GET /v1/people/~phone', { reads: 1 }],
  ['GET /v1/people/c-10/explanation', { reads: 6 }],
  ['GET /v1/people/cust-42/explanation', { reads: 8.5, things: 1 }],
  ['GET /v1/people/c-10/forecast', { reads: 2 }],
  ['GET /v1/people/c-10/changes', { reads: 3 }],
  ['GET /v1/people/c-10/changes?after=1', { reads: 4 }],
  ['GET /v1/people/c-10/changes?after=2', { reads: 2 }],
  ['GET /v1/people/c-10/timeline', { reads: 8 }],
  ['GET /v1/people/cust-42/timeline', { reads: 11.5, things: 1 }],
  ['GET /v1/segments', { reads: 8, things: 4 }],
  ['GET /v1/segments/buyer/members', { reads: 8, things: 16 }],
  ['GET /v1/segments/buyer/members?of=16', { reads: 0.5, things: 1 }],
  ['GET /v1/segments/buyer/digest', { reads: 8, things: 16 }],
  ['GET /v1/segments/buyer/digest?of=4', { reads: 2, things: 4 }],
  ['GET /v1/segments/buyer/history', { reads: 2 }],
  ['GET /v1/insight/places', { reads: 0 }],
  ['GET /v1/console/insight/places', { reads: 0 }],
  ['GET /v1/console/rfm', { reads: 0 }],
  ['GET /v1/quarantine', { reads: 59, things: 7, entries: 3 }],
  ['GET /v1/quarantine?reason=too-large', { reads: 8, things: 1 }],
  ['GET /v1/console/session', { reads: 0 }],
  ['GET /v1/console/segments', { reads: 8, things: 4 }],
  ['GET /v1/console/segments/buyer', { reads: 2 }],
  ['GET /v1/console/people/c-10', { reads: 7 }],
  ['GET /v1/console/people/cust-42', { reads: 9.5, things: 1 }],
  ['GET /v1/console/changes', { reads: 1.5 }],
  ['GET /v1/console/language', { reads: 0 }],
  ['GET /v1/console/catalogue', { reads: 0 }],
  ['POST /v1/console/check', { reads: 0, body: { when: { performed: 'VisitMade' } } }],
  ['GET /v1/console/segments/buyer/leavers', { reads: 0 }],
  ['POST /v1/console/plan', { reads: 0, body: { catalogue: shopCatalogue.source } }],
  ['GET /v1/console/plan/plan-1', { reads: 0 }],
  ['GET /v1/console/quality', { reads: 59, things: 7, entries: 3 }],
  ['GET /v1/openapi.json', { reads: 0 }],
  ['POST /v1/quarantine/redrive', { reads: 9, entries: 1, body: { reason: 'invalid' } }],
  ['POST /v1/memberships', { reads: 3.5, things: 2, body: { ids: ['c-10', 'cust-42'], segments: ['buyer'] } }],
  ['POST /v1/memberships', { reads: 2.5, things: 1, entries: 1, body: { ids: ['~phone'], segments: ['buyer'] } }],
  ['POST /v1/memberships', { reads: 1, things: 1, body: { ids: ['nobody'], segments: ['buyer'] } }],
  ['POST /v1/preview', { reads: 0, body: { when: { performed: 'VisitMade' } } }],
  ['POST /v1/people/c-10/erasure', { reads: 3, body: { confirm: 'c-10' } }],
];

describe('what DynamoDB bills for a call of the API', () => {
  test('every route is asked below', () => {
    const names = routes.map(({ method, path }) => `${method} ${path}`);
    expect([...new Set(requests.map(([request]) => routeAsked(request)))].toSorted()).toEqual(names.toSorted());
    expect(Object.keys(routeUnits).toSorted()).toEqual(names.toSorted());
  });

  test.each(requests)('%s: %o', async (request, { reads, things = 0, entries = 0, body }) => {
    const { writes = 0, each, ...most } = routeUnits[routeAsked(request)] ?? { reads: -1 };
    const { status, ...units } = await unitsOf(request, body);
    expect(units).toEqual({ reads, writes });
    expect(status).toBeLessThan(400);
    expect(reads).toBeLessThanOrEqual(most.reads + (each?.reads ?? 0) * things + entries);
  });

  test('a page of many changes reads those of the page alone', async () => {
    const { store, unitsOf: billed } = tables;
    for (let sequence = 1; sequence <= 200; sequence += 1)
      await touch(store, 'C#often', { changes: [changesOf('C#often', sequence)], state: stateWith({ sequence }) });
    const readsOf = async (query: string) =>
      (await billed(() => api.ask(`GET /v1/people/often/changes?${query}`, { as: 'support' }))).reads;
    const [few, all] = [await readsOf('after=100&limit=10'), await readsOf('limit=1000')];
    expect(few).toBeLessThanOrEqual(6);
    expect(all).toBeGreaterThan(4 * few);
  });
});
