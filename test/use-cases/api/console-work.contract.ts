import { describe, expect, test, vi } from 'vitest';
import { formatInstant } from '#lib/core/time/instant.ts';
import { openEmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { dayMs, noon } from '#test/use-cases/given.ts';
import type { ApiUnderTest } from './api.contract.ts';
import { apiOver } from './asking.ts';
import { asked, openShop, shopCatalogue } from './shop.ts';

const buyers = 27;

const dayAfter = (days: number): string => formatInstant(asked + days * dayMs).slice(0, 10);

interface Job {
  readonly id: string;
  readonly state: string;
  readonly plan: { readonly segments: readonly { readonly key: string; readonly samples: object }[] } | null;
}

/** What the API tells the console that takes a look at everybody. */
export const consoleWorkContract = (api: () => ApiUnderTest): void => {
  const get = (path: string, as: string) => api().ask(`GET /v1/console/${path}`, { as });

  const plan = (catalogue: unknown, as = 'marketing support') =>
    api().ask('POST /v1/console/plan', { as, body: { catalogue } });
  /** How long it takes says nothing: other work may run beside it. */
  const patient = 120_000;
  const done = async (as: string): Promise<Job> =>
    vi.waitFor(async () => {
      const { json } = await get('plan/plan-1', as);
      expect(json).toMatchObject({ state: 'done' });
      return json as Job;
    }, patient);

  describe('GET /v1/console/segments/{key}/leavers', () => {
    test('counts who leaves by local days, and names nobody to marketing', async () => {
      const { status, json } = await get('segments/fresh-buyer/leavers', 'marketing');
      expect([status, json]).toEqual([
        200,
        {
          asOf: formatInstant(asked),
          days: Array.from({ length: 7 }, (_, index) => ({ day: dayAfter(index), leaving: 0 })),
        },
      ]);
    });

    test('finds everybody in the week in which they leave, the soonest by name', async () => {
      const store = openEmbeddedStore();
      await openShop(store);
      const later = noon + 27 * dayMs;
      const shop = apiOver({ store, catalogue: shopCatalogue, now: () => later, logOf: store });
      const { json } = await shop.ask('GET /v1/console/segments/fresh-buyer/leavers', { as: 'marketing support' });
      const { days, soonest } = json as {
        readonly days: readonly { readonly leaving: number }[];
        readonly soonest: readonly object[];
      };
      expect(days.map(({ leaving }) => leaving)).toEqual([0, 0, 0, buyers, 0, 0, 0]);
      expect(soonest).toHaveLength(20);
      expect(soonest[0]).toMatchObject({ at: formatInstant(noon - 60_000 + 30 * dayMs) });
      expect(shop.audit).toHaveLength(20);
      store.close();
    });

    test('counts nobody who has left by now, and nobody who only will have entered', async () => {
      const store = openEmbeddedStore();
      await openShop(store);
      const shop = apiOver({ store, catalogue: shopCatalogue, now: () => noon + 31 * dayMs, logOf: store });
      const { json } = await shop.ask('GET /v1/console/segments/fresh-buyer/leavers', { as: 'marketing support' });
      expect(json).toMatchObject({ soonest: [], days: Array.from({ length: 7 }, () => ({ leaving: 0 })) });
      store.close();
    });

    test('knows the segments of the catalogue', async () => {
      expect((await get('segments/buyr/leavers', 'marketing')).status).toBe(404);
    });
  });

  describe('POST /v1/console/plan', () => {
    const [buyer, ...others] = shopCatalogue.source.segments;
    const changed = { ...shopCatalogue.source, segments: [{ ...buyer, when: { performed: 'VisitMade' } }, ...others] };

    test('plans what a catalogue would do, as patron plan does', async () => {
      api().audit.length = 0;
      expect(await plan(changed)).toMatchObject({ status: 202, json: { id: 'plan-1', state: 'running', plan: null } });
      const { plan: made } = await done('marketing support');
      expect(api().audit.length).toBeGreaterThanOrEqual(5);
      expect(made?.segments[0]).toMatchObject({
        key: 'buyer',
        definition: 'redefined',
        before: buyers,
        samples: { entering: [{ because: [{ observed: 2 }] }, {}, {}, {}, {}] },
      });
    });

    test('names nobody to marketing', async () => {
      await plan(changed);
      api().audit.length = 0;
      const { plan: made } = await done('marketing');
      expect(api().audit).toEqual([]);
      expect(made?.segments[0]).toMatchObject({ samples: { entering: [], leaving: [] } });
    });

    test('says where a catalogue does not fit, and which plan is not there', async () => {
      expect(await plan({ currency: 'GBP', segments: [{ key: 'A', when: { all: [] } }] })).toMatchObject({
        status: 400,
        json: { message: expect.stringContaining('segments.0.key: must be') as string },
      });
      expect((await get('plan/plan-2', 'marketing')).status).toBe(404);
    });

    test('says where it cannot be done', async () => {
      const bare = apiOver({ store: api().store, catalogue: shopCatalogue, now: () => asked });
      const body = { catalogue: shopCatalogue.source };
      expect(await bare.ask('POST /v1/console/plan', { as: 'marketing', body })).toMatchObject({
        status: 409,
        json: { message: expect.stringContaining('patron plan --table') as string },
      });
      expect(await bare.ask('GET /v1/console/segments/buyer/leavers', { as: 'marketing' })).toMatchObject({
        status: 404,
      });
      expect((await bare.ask('GET /v1/console/quality', { as: 'operator' })).json).toMatchObject({
        unknownFields: null,
        producers: null,
        figures: [{ name: 'applied', count: null }, { name: 'late', count: null }, {}, {}, {}],
      });
    });
  });

  describe('GET /v1/console/quality', () => {
    test('tells what was refused by reason, field and producer, with an example each', async () => {
      const { json } = await get('quality', 'operator');
      expect(json).toMatchObject({
        asOf: formatInstant(asked),
        quarantine: {
          entries: 3,
          complete: true,
          groups: expect.arrayContaining([
            {
              reason: 'invalid',
              field: 'currency',
              rule: expect.stringMatching(/^must be/) as string,
              source: 'shop.test',
              type: 'PurchaseMade',
              entries: 1,
              firstAt: formatInstant(noon),
              lastAt: formatInstant(noon),
              canRedrive: true,
              example: expect.objectContaining({ customerId: 'cust-42', reason: 'invalid' }) as unknown,
            },
            expect.objectContaining({ reason: 'erased', canRedrive: false }) as unknown,
            expect.objectContaining({ reason: 'future', field: 'occurredAt' }) as unknown,
          ]) as unknown,
        },
      });
    });

    test('tells what is seen of the latest events', async () => {
      const { json } = await get('quality', 'operator');
      expect(json).toMatchObject({
        figures: [
          { name: 'applied', count: expect.any(Number) as number },
          { name: 'late', count: 0 },
          { name: 'duplicates', count: null },
          { name: 'identityConflicts', count: null },
          { name: 'replaced', count: null },
        ],
        unknownFields: { fields: [] },
        producers: [{ source: 'shop.test', refused: 3, late: 0, lastAt: formatInstant(noon) }],
      });
    });
  });
};
